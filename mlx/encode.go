package mlx

import (
	"encoding/binary"
	"math"
	"os"
	"slices"
)

// magic begins every encoded model; the digit is the version.
const magic = "mlx1"

// MarshalBinary encodes the model: its layers, seed, mode and the values of its
// parameters. With it gob keeps a model between the cells of a notebook.
//
// Source: torch.save(model), encoding.BinaryMarshaler.
func (m *Module) MarshalBinary() ([]byte, error) {
	if m.kind == "" {
		return nil, errorf("MarshalBinary", "the module is empty, want one that a constructor made")
	}
	if err := m.init(); err != nil {
		return nil, err
	}
	e := encoder{data: make([]byte, 0, 4*m.NumParameters()+1024)}
	e.data = append(e.data, magic...)
	e.module(m)
	e.put(uint64(m.seed), m.draws)
	for _, p := range m.parameters() {
		e.put(uint64(len(p.data)))
		var err error
		if e.data, err = binary.Append(e.data, binary.LittleEndian, p.data); err != nil {
			return nil, &Error{"MarshalBinary", err.Error(), err}
		}
	}
	e.put(checksum(e.data))
	return e.data, nil
}

// UnmarshalBinary decodes what [Module.MarshalBinary] encoded. A zero Module
// becomes the encoded model; any other must have the same layers and gets its
// parameters, seed and mode.
//
// Errors: bytes that are cut short or changed; other layers; a function of
// [Func] for a zero Module, since bytes cannot hold a function.
//
// Source: torch.load, encoding.BinaryUnmarshaler.
func (m *Module) UnmarshalBinary(data []byte) error {
	if len(data) < len(magic)+8 || string(data[:len(magic)]) != magic {
		return errorf("UnmarshalBinary", "these %d bytes are no model, which begins with %q", len(data), magic)
	}
	body := data[:len(data)-8]
	if binary.LittleEndian.Uint64(data[len(body):]) != checksum(body) {
		return errorf("UnmarshalBinary", "the model is cut short or damaged: save it again")
	}
	d := decoder{data: body[len(magic):]}
	built := d.module(0)
	seed, draws := int64(d.uint64()), d.uint64()
	if d.err != nil {
		return d.err
	}
	target := built
	if m.kind != "" {
		if a, b := m.architecture(), built.architecture(); !slices.Equal(a, b) {
			return errorf("UnmarshalBinary", "the model has layers %q, want %q", b, a)
		}
		target = m
	} else if name, ok := built.ownFunction(); ok {
		return errorf("UnmarshalBinary", "the model has the function %s, which bytes cannot hold: decode it into a model built with the same code", name)
	}
	values := make([][]float32, 0, len(target.parameters()))
	for _, p := range target.parameters() {
		values = append(values, d.floats(p.name, p.len()))
	}
	if d.err == nil && len(d.data) > 0 {
		d.fail("%d bytes are left over", len(d.data))
	}
	if d.err != nil {
		return d.err
	}
	for i, p := range target.parameters() {
		if err := p.allocate(); err != nil {
			return err
		}
		copy(p.data, values[i])
		p.ready = true
	}
	target.reseed(seed)
	target.draws = draws
	target.setModes(built.modes())
	if target != m {
		*m = *target
	}
	return nil
}

// Save writes the model to a file.
//
// Errors: those of [Module.MarshalBinary] and of writing.
//
// Source: torch.save.
func (m *Module) Save(path string) error {
	data, err := m.MarshalBinary()
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return &Error{"Save", err.Error(), err}
	}
	return nil
}

// Load reads a model that [Module.Save] wrote, as [Module.UnmarshalBinary] does:
//
//	var model mlx.Module
//	err := model.Load("model.mlx")
//
// Errors: those of reading and of [Module.UnmarshalBinary].
//
// Source: torch.load.
func (m *Module) Load(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return &Error{"Load", err.Error(), err}
	}
	return m.UnmarshalBinary(data)
}

// architecture names the layers of m and of all within.
func (m *Module) architecture() (labels []string) {
	m.walk("", func(prefix string, c *Module) { labels = append(labels, prefix+c.label()) })
	return labels
}

// ownFunction returns the name of the first function of the learner's own.
func (m *Module) ownFunction() (name string, ok bool) {
	m.walk("", func(_ string, c *Module) {
		if c.kind == "Func" && !ok {
			name, ok = c.detail, true
		}
	})
	return name, ok
}

// checksum is FNV-1a.
func checksum(data []byte) uint64 {
	sum := uint64(14695981039346656037)
	for _, b := range data {
		sum = (sum ^ uint64(b)) * 1099511628211
	}
	return sum
}

type encoder struct{ data []byte }

func (e *encoder) put(values ...uint64) {
	for _, v := range values {
		e.data = binary.LittleEndian.AppendUint64(e.data, v)
	}
}

func (e *encoder) string(s string) {
	e.put(uint64(len(s)))
	e.data = append(e.data, s...)
}

// module writes the kind of m, what its constructor got, its mode and the
// modules within.
func (e *encoder) module(m *Module) {
	e.string(m.kind)
	e.string(m.detail)
	e.put(uint64(len(m.args)))
	for _, a := range m.args {
		e.put(math.Float64bits(a))
	}
	e.data = append(e.data, map[bool]byte{true: 1}[m.eval])
	e.put(uint64(len(m.children)))
	for _, c := range m.children {
		e.module(c)
	}
}

// decoder reads what encoder wrote. The first error stays; after it everything
// read is zero.
type decoder struct {
	data []byte
	err  error
}

func (d *decoder) fail(format string, args ...any) {
	if d.err == nil {
		d.err = errorf("UnmarshalBinary", format, args...)
	}
	d.data = nil
}

func (d *decoder) take(n uint64) []byte {
	if n > uint64(len(d.data)) {
		d.fail("the model is cut short: %d bytes are missing", n-uint64(len(d.data)))
		return nil
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *decoder) uint64() uint64 {
	if b := d.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (d *decoder) string() string { return string(d.take(d.uint64())) }

func (d *decoder) floats(name string, n int) []float32 {
	if got := d.uint64(); d.err == nil && got != uint64(n) {
		d.fail("%s has %d numbers, want %d", name, got, n)
	}
	if uint64(n) > uint64(len(d.data))/4 {
		d.fail("%s is cut short", name)
	}
	if d.err != nil {
		return nil
	}
	values := make([]float32, n)
	if _, err := binary.Decode(d.take(4*uint64(n)), binary.LittleEndian, values); err != nil {
		d.fail("%s: %v", name, err)
	}
	return values
}

// module reads one module and those within, no more than 100 deep.
func (d *decoder) module(depth int) *Module {
	kind, detail := d.string(), d.string()
	n := d.uint64()
	if n > 3 || depth > 100 {
		d.fail("%q has %d arguments at depth %d", kind, n, depth)
		return &Module{}
	}
	args := [3]float64{}
	for i := range n {
		args[i] = math.Float64frombits(d.uint64())
	}
	mode := d.take(1)
	var children []*Module
	for range d.uint64() {
		if d.err != nil {
			break
		}
		children = append(children, d.module(depth+1))
	}
	if d.err != nil {
		return &Module{}
	}
	m := d.build(kind, detail, args, children)
	m.eval = mode[0] == 1
	return m
}

// build makes a module from what its constructor got.
func (d *decoder) build(kind, detail string, args [3]float64, children []*Module) *Module {
	side := func(v float64) bool { return v >= 1 && v <= math.MaxInt32 && v == math.Trunc(v) }
	switch {
	case kind == "Linear" && side(args[0]) && side(args[1]) && args[0]*args[1] <= math.MaxInt32:
		return Linear(int(args[0]), int(args[1]), args[2] == 1)
	case kind == "ReLU":
		return ReLU()
	case kind == "LeakyReLU" && !math.IsNaN(args[0]) && !math.IsInf(args[0], 0):
		return LeakyReLU(args[0])
	case kind == "Sigmoid":
		return Sigmoid()
	case kind == "Tanh":
		return Tanh()
	case kind == "GELU":
		return GELU()
	case kind == "Dropout" && args[0] >= 0 && args[0] <= 1:
		return Dropout(args[0])
	case kind == "Sequential" && len(children) > 0:
		return Sequential(children...)
	case kind == "Func":
		return &Module{kind: kind, detail: detail, children: children}
	}
	d.fail("there is no layer %q with %v", kind, args)
	return &Module{}
}
