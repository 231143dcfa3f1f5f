package mlx

import (
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// compilations counts the graphs that this process has compiled. Tests read it to see
// that no step after the first compiles again.
var compilations atomic.Int64

// program is a compiled graph, with where its inputs come from: the parameters it
// uses, the masks of Dropout, and the tensors that the caller passes to run.
type program struct {
	backend compute.Backend
	exec    compute.Executable
	shapes  [][]int // of the tensors that the caller passes
	params  []*param
	masks   []*mask
	layers  []string
	result  []int
	buffers []compute.Buffer
	used    uint64 // number of the last lookup
}

// maxPrograms is how many graphs a module keeps. A lesson needs a few for one model
// (a step, a smaller last batch, validation, Forward of a grid); the bound is for
// batches of 200 lengths, which would fill the memory.
const maxPrograms = 32

// build compiles a graph for inputs of the given shapes. The function gets one
// node for each and returns the outputs.
func (m *Module) build(keep bool, inputs [][]int, f func(t *trace, in []*graph.Node) []*graph.Node) (p *program, err error) {
	if err := m.init(); err != nil {
		return nil, err
	}
	b, err := backend()
	if err != nil {
		return nil, err
	}
	g := graph.NewGraph(b, m.kind)
	t := &trace{graph: g, model: m, known: m.parameters(), keep: keep}
	g.AttachState(traceKey{}, t)
	defer func() {
		if r := recover(); r != nil {
			err = t.explain(r)
		}
	}()
	in := make([]*graph.Node, len(inputs))
	for i, dims := range inputs {
		in[i] = graph.Parameter(g, fmt.Sprintf("input%d", i), shapes.Make(dtypes.Float32, dims...))
	}
	outputs := f(t, in)
	if err := g.Compile(outputs...); err != nil {
		return nil, errorf(m.kind, "%s", oneLine(err))
	}
	compilations.Add(1)
	p = &program{backend: b, exec: g.Executable(), shapes: inputs, masks: t.masks, result: t.result}
	for _, l := range t.layers {
		p.layers = append(p.layers, l.name)
	}
	// The graph numbers its inputs in the order in which they were made.
	for i := range g.NumParameters() {
		node := g.GetParameterByHandle(graph.ParameterHandle(i))
		if j := slices.Index(t.nodes, node); j >= 0 {
			p.params = append(p.params, t.params[j])
		} else {
			p.params = append(p.params, nil)
		}
	}
	p.buffers = make([]compute.Buffer, len(p.params))
	return p, nil
}

// program returns the compiled graph for a use of the module, such as "forward", and
// the shapes of its inputs. It compiles the graph unless the module has kept it.
func (m *Module) program(use string, keep bool, inputs [][]int, f func(t *trace, in []*graph.Node) []*graph.Node) (*program, error) {
	key := fmt.Sprint(use, inputs)
	m.walk("", func(_ string, c *Module) {
		if c.eval {
			key += "e"
		} else {
			key += "t"
		}
	})
	m.lookups++
	if p, ok := m.programs[key]; ok {
		p.used = m.lookups
		return p, nil
	}
	p, err := m.build(keep, inputs, f)
	if err != nil {
		return nil, err
	}
	if m.programs == nil {
		m.programs = map[string]*program{}
	}
	if len(m.programs) >= maxPrograms {
		m.forget()
	}
	p.used = m.lookups
	m.programs[key] = p
	return p, nil
}

// forget drops the graph that was used longest ago. It does not finalize the graph: a
// training may still be running it. Afterwards the garbage collector frees it, with
// the memory that a backend like XLA has outside of Go.
func (m *Module) forget() {
	oldest := ""
	for key, p := range m.programs {
		if oldest == "" || p.used < m.programs[oldest].used {
			oldest = key
		}
	}
	delete(m.programs, oldest)
}

// run executes the graph on the inputs and returns its outputs. A graph with
// masks draws new ones first.
func (p *program) run(m *Module, inputs ...*slot) ([]Tensor, error) {
	if len(p.masks) > 0 {
		r := source(m.seed, streamMask+m.draws)
		m.draws++
		m.masks = m.masks[:0]
		for _, k := range p.masks {
			k.draw(r)
			m.masks = append(m.masks, NamedTensor{k.name, Tensor{shape: k.shape.Dimensions, data: k.data}})
		}
	}
	next, masks := 0, 0
	for i, owner := range p.params {
		s := (*slot)(nil)
		switch {
		case owner != nil:
			s = owner.slot
		case next < len(inputs):
			s = inputs[next]
			next++
		default:
			s = p.masks[masks].slot
			masks++
		}
		buffer, err := s.input(p.backend)
		if err != nil {
			return nil, errorf(m.kind, "%s", oneLine(err))
		}
		p.buffers[i] = buffer
	}
	results, err := p.exec.Execute(p.buffers, nil, 0)
	if err != nil {
		return nil, errorf(m.kind, "%s", oneLine(err))
	}
	if !p.backend.HasSharedBuffers() {
		for _, copied := range p.buffers {
			if err := copied.Finalize(); err != nil {
				return nil, errorf(m.kind, "%s", oneLine(err))
			}
		}
	}
	clear(p.buffers) // they would keep the inputs of the last run
	outputs := make([]Tensor, len(results))
	for i, r := range results {
		if outputs[i], err = fetch(p.backend, r); err != nil {
			return nil, errorf(m.kind, "%s", oneLine(err))
		}
	}
	return outputs, nil
}

// fetch returns the numbers of a buffer, without a copy where the backend shares its
// memory.
func fetch(b compute.Backend, buffer compute.Buffer) (Tensor, error) {
	shape, err := buffer.Shape()
	if err != nil {
		return Tensor{}, err
	}
	t := Tensor{shape: shape.Dimensions}
	if b.HasSharedBuffers() {
		flat, err := buffer.Data()
		if err != nil {
			return Tensor{}, err
		}
		t.data = flat.([]float32)
		return t, nil
	}
	t.data = make([]float32, shape.Size())
	if err := buffer.ToFlatData(t.data); err != nil {
		return Tensor{}, err
	}
	return t, buffer.Finalize()
}

// load copies tensors into slots.
func load(tensors ...Tensor) ([]*slot, error) {
	slots := make([]*slot, len(tensors))
	for i, t := range tensors {
		s, err := newSlot(t.shape...)
		if err != nil {
			return nil, err
		}
		copy(s.data, t.data)
		slots[i] = s
	}
	return slots, nil
}
