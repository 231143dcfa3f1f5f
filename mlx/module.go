package mlx

import (
	"fmt"
	"strings"

	"github.com/gomlx/gomlx/core/graph"
)

// Module is a layer of a network, or a whole network: a function from a GoMLX node to
// a GoMLX node, with the parameters it learns. [Linear], [ReLU], [Dropout],
// [Sequential] and [Func] return one.
//
// A new module is in training mode. Its parameters get their first values from
// [Module.Seed], or from seed 0 when it is used without.
//
// A module must not be used from two goroutines at once. Different modules may: see
// [Parallel].
//
// Source: torch.nn.Module.
type Module struct {
	kind     string                 // "Linear"
	args     []float64              // of the constructor, to make the module again from a file
	detail   string                 // "in_features=2, out_features=16, bias=True"
	state    func(eval bool) string // for String, of a layer that depends on the mode; or nil
	forward  func(x *graph.Node) *graph.Node
	params   []*param
	children []*Module

	eval     bool
	seed     int64
	draws    uint64 // how many times masks were drawn: the number of their stream
	masks    NamedTensors
	programs map[string]*program // the compiled graphs that were used last, at most maxPrograms
	lookups  uint64              // how many times a graph was looked up in programs
}

// Apply adds the module to the graph of x and returns its output. It is for a
// function of your own that is built from other modules; name these in the call of
// [Func] too.
//
// Shapes: x as the module takes it, the result as it returns it.
//
// Errors: as [Module.Forward].
func (m *Module) Apply(x *graph.Node) *graph.Node {
	if m.forward == nil {
		panic(errorf("Module", "is empty: make one with Linear, Sequential and so on, or Load one"))
	}
	t := traceOf(x)
	t.path = append(t.path, m)
	y := m.forward(x)
	if y == nil || y.Graph() != t.graph || y.DType() != x.DType() {
		panic(errorf(m.label(), "returned %v, want a %s node of the graph it was given", y, x.DType()))
	}
	if _, err := size(m.label(), y.Shape().Dimensions); err != nil {
		panic(err)
	}
	t.path = t.path[:len(t.path)-1]
	return y
}

// label returns the name of the module for messages: Dropout(p=0.5).
func (m *Module) label() string {
	if m.detail == "" {
		return m.kind
	}
	return m.kind + "(" + m.detail + ")"
}

// Seed starts the module afresh: it draws the parameters again, and determines the
// masks of Dropout and the order in which [Trainer] shuffles; an [Optimizer] forgets
// the steps it has taken. The same seed gives the same bits on the same machine. It
// returns the module.
//
// Source: torch.manual_seed, for one module instead of the whole program.
func (m *Module) Seed(seed int64) *Module {
	m.reseed(seed)
	for _, p := range m.parameters() {
		p.ready = false
	}
	must(m.init())
	return m
}

// reseed gives the seed to the module and to all modules in it, which [Module.Layer]
// may hand out.
func (m *Module) reseed(seed int64) {
	m.walk("", func(_ string, c *Module) { c.seed, c.draws, c.masks = seed, 0, nil })
}

// init draws the parameters that have no values yet.
func (m *Module) init() error {
	for i, p := range m.parameters() {
		if p.ready {
			continue
		}
		if err := p.allocate(); err != nil {
			return err
		}
		p.draw(generator(m.seed, streamInit+uint64(i)), p.data)
		p.ready = true
		p.draws++
	}
	return nil
}

// Train puts the module and all modules in it into training mode, in which Dropout
// drops. It returns the module.
//
// Source: torch.nn.Module.train.
func (m *Module) Train() *Module { return m.setEval(false) }

// Eval puts the module and all modules in it into evaluation mode, in which Dropout
// keeps everything. It returns the module.
//
// Source: torch.nn.Module.eval.
func (m *Module) Eval() *Module { return m.setEval(true) }

func (m *Module) setEval(eval bool) *Module {
	m.eval = eval
	for _, c := range m.children {
		c.setEval(eval)
	}
	return m
}

// Training reports whether the module is in training mode.
//
// Source: torch.nn.Module.training.
func (m *Module) Training() bool { return !m.eval }

// walk calls f for the module and for all modules in it, with the prefix that PyTorch
// gives their names: "" for the module itself, "2." for its third child.
func (m *Module) walk(prefix string, f func(prefix string, m *Module)) {
	f(prefix, m)
	for i, c := range m.children {
		c.walk(fmt.Sprintf("%s%d.", prefix, i), f)
	}
}

// String returns the module's mode, and each layer with the shapes and the number of
// its parameters.
//
// Source: the layout of torch.nn.Sequential's repr.
func (m *Module) String() string {
	mode := "training mode"
	if m.eval {
		mode = "evaluation mode"
	}
	var labels, shapes []string
	var counts []int
	width := 0
	m.walk("", func(prefix string, c *Module) {
		label := c.label()
		if len(c.children) == 0 && c.detail == "" {
			label += "()"
		}
		if prefix != "" {
			depth := strings.Count(prefix, ".")
			number := prefix[strings.LastIndex(prefix[:len(prefix)-1], ".")+1 : len(prefix)-1]
			label = strings.Repeat("  ", depth) + "(" + number + ") " + label
		}
		if c.state != nil {
			label += " " + c.state(c.eval)
		}
		shape, count := "", 0
		for _, p := range c.params {
			shape += "  " + p.base + " " + shapeText(p.shape)
			count += p.len()
		}
		labels, shapes, counts = append(labels, label), append(shapes, shape), append(counts, count)
		width = max(width, len(label))
	})
	var b strings.Builder
	for i, label := range labels {
		switch {
		case i == 0 && len(m.children) > 0:
			fmt.Fprintf(&b, "%s, %s", label, mode)
		case shapes[i] != "":
			fmt.Fprintf(&b, "%-*s%s: %d", width, label, shapes[i], counts[i])
		default:
			b.WriteString(label)
		}
		b.WriteByte('\n')
	}
	if len(m.children) == 0 {
		return strings.TrimSuffix(b.String(), "\n") + ", " + mode
	}
	fmt.Fprintf(&b, "%d parameters", m.NumParameters())
	return b.String()
}

// modes returns, for m and each module in it, whether it is in evaluation mode.
func (m *Module) modes() (eval []bool) {
	m.walk("", func(_ string, c *Module) { eval = append(eval, c.eval) })
	return eval
}

// setModes sets the modes that modes returned.
func (m *Module) setModes(eval []bool) {
	m.walk("", func(_ string, c *Module) { c.eval, eval = eval[0], eval[1:] })
}
