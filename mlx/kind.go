package mlx

// remakers has, for each kind of module, the function that makes it again from
// what a file holds. A layer's own file registers its own, so that adding a layer
// changes no other file.
var remakers = map[string]func(s saved) *Module{}

// saved is what a file holds of a module, beside the values of its parameters.
type saved struct {
	args     []float64 // what the constructor got
	detail   string
	children []*Module
}

// register makes a kind of module known to [Module.Load]. The function returns
// nil, or stops with the constructor's own [*Error], for arguments that no module
// has.
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
