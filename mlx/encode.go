package mlx

import (
	"encoding/binary"
	"math"
)

// magic is the beginning of every encoded model; the digit is the version of the
// format.
const magic = "mlx1"

// checksum returns the FNV-1a hash. GoMLX does not import hash/fnv, so that package
// would have to be linked into every cell.
func checksum(data []byte) uint64 {
	sum := uint64(14695981039346656037)
	for _, b := range data {
		sum = (sum ^ uint64(b)) * 1099511628211
	}
	return sum
}

// encoder writes a model into data.
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

// module writes the kind of m, the arguments of its constructor, its mode and its
// children.
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

// decoder reads what encoder wrote. The first error stays, and whatever is read
// after it is zero.
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

// module reads a module and its children, down to 100 levels.
func (d *decoder) module(depth int) *Module {
	kind, detail := d.string(), d.string()
	n := d.uint64()
	if n > 3 || depth > 100 {
		d.fail("%q has %d arguments at depth %d", kind, n, depth)
		return &Module{}
	}
	args := make([]float64, n)
	for i := range args {
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
	m := remake(kind, saved{args, detail, children})
	if m == nil {
		d.fail("there is no layer %q with %v", kind, args)
		return &Module{}
	}
	m.eval = mode[0] == 1
	return m
}
