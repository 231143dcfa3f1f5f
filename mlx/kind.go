package mlx

// remakers has, for each kind of module, the function that makes a saved one again.
// A layer's own file registers it, so that Load needs no list of the layers.
var remakers = map[string]func(s saved) *Module{}

// saved is the part of a file that says how to make a module. The values of its
// parameters follow later.
type saved struct {
	args     []float64 // of the constructor
	detail   string
	children []*Module
}

// register makes a kind of module known to [Module.Load]. If no module of the
// kind has the given arguments, the function returns nil or panics with an
// [*Error], as constructors do.
func register(kind string, remake func(s saved) *Module) { remakers[kind] = remake }

// remake returns the module that was saved, or nil when there is none like it.
func remake(kind string, s saved) (m *Module) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(*Error); !ok {
				panic(r)
			}
			m = nil
		}
	}()
	if f := remakers[kind]; f != nil {
		return f(s)
	}
	return nil
}
