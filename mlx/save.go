package mlx

import (
	"encoding/binary"
	"os"
	"slices"
)

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

// Load reads a model that [Module.Save] wrote, by [Module.UnmarshalBinary]:
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

// MarshalBinary returns the model as bytes: its layers, seed, mode and the values of
// its parameters. gob uses it to keep a model between the cells of a notebook.
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

// UnmarshalBinary reads the bytes of [Module.MarshalBinary]. A zero Module becomes
// the model that was encoded; any other must have the same layers, and gets its
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

// architecture returns the labels of m and of all modules in it.
func (m *Module) architecture() (labels []string) {
	m.walk("", func(prefix string, c *Module) { labels = append(labels, prefix+c.label()) })
	return labels
}

// ownFunction returns the name of the first function that [Func] was given.
func (m *Module) ownFunction() (name string, ok bool) {
	m.walk("", func(_ string, c *Module) {
		if c.kind == "Func" && !ok {
			name, ok = c.detail, true
		}
	})
	return name, ok
}
