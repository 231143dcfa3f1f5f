package mlx

import (
	"maps"
	"runtime"
	"slices"
	"testing"
	"time"
	"weak"

	"github.com/gomlx/gomlx/core/graph"
)

// compiled returns how many graphs f compiles.
func compiled(f func()) int64 {
	before := compilations.Load()
	f()
	return compilations.Load() - before
}

// TestMadeInALoop checks that a loss, a penalty or an optimizer made in each turn of a
// loop compiles no more graphs than one made before the loop.
func TestMadeInALoop(t *testing.T) {
	model, three := Linear(1, 1), Linear(1, 3)
	x := NewTensor(0, 1, 2)
	data := NewDataset(x.Reshape(3, 1), Column(0, 1, 1))
	classes := NewDataset(x.Reshape(3, 1), x)
	for _, c := range []struct {
		name string
		turn func()
		once int64 // graphs that the first turn compiles, unless another test has
	}{
		{"MSELoss", func() { model.Gradients(MSELoss(), data) }, 1},
		{"BCEWithLogitsLoss", func() { model.Gradients(BCEWithLogitsLoss(), data) }, 1},
		{"CrossEntropyLoss", func() { three.Gradients(CrossEntropyLoss(), classes) }, 1},
		{"two reductions", func() { model.Gradients(MSELoss(Sum), data); model.Gradients(MSELoss(None), data) }, 2},
		{"Evaluate", func() { Evaluate(model, BCEWithLogitsLoss(), data) }, 1},
		{"InputGradient", func() { model.InputGradient(BCEWithLogitsLoss(Sum), data) }, 2},
		{"Forward of a loss", func() { BCEWithLogitsLoss().Forward(Ones(7), Ones(7)) }, 1},
		{"Gradient of a loss", func() { BCEWithLogitsLoss().Gradient(Ones(7), Ones(7)) }, 1},
		{"L2 and L1", func() { model.Gradients(MSELoss(), data, L2(0.1), L1(0.2, "bias")) }, 1},
		{"Fit", func() {
			trainer := Trainer{Model: model, Loss: MSELoss(), Optimizer: SGD(0.1), Penalties: []Penalty{L2(0.3)}, Steps: 2, Validation: data}
			if _, err := trainer.FitContext(t.Context(), data); err != nil {
				t.Fatal(err)
			}
		}, 2},
	} {
		if n := compiled(c.turn); n > c.once {
			t.Errorf("%s: the first turn compiled %d graphs, want at most %d", c.name, n, c.once)
		}
		if n := compiled(func() {
			for range 5 {
				c.turn()
			}
		}); n != 0 {
			t.Errorf("%s: 5 further turns compiled %d graphs, want none", c.name, n)
		}
	}
}

// TestOwnLossesAreToldApart checks that two losses of LossFunc have graphs of their own,
// even where they share a name and their code.
func TestOwnLossesAreToldApart(t *testing.T) {
	times := func(k float64) *Loss {
		return LossFunc(func(x, _ *graph.Node) *graph.Node { return graph.MulScalar(x, k) })
	}
	model, data := Linear(1, 1), NewDataset(Ones(1, 1), Zeros(1, 1))
	two, three := times(2), times(3)
	for range 2 {
		for k, loss := range map[float64]*Loss{2: two, 3: three} {
			if g := model.Gradients(loss, data).Get("bias").Item(); g != k {
				t.Errorf("gradient %g, want %g", g, k)
			}
			if v := loss.Forward(Ones(1), Ones(1)).Item(); v != k {
				t.Errorf("loss %g, want %g", v, k)
			}
		}
	}
}

// TestKeptGraphsAreBounded checks that a module keeps maxPrograms graphs, those that were
// used last.
func TestKeptGraphsAreBounded(t *testing.T) {
	model := Sequential(Linear(1, 4), Dropout(0.5), Linear(4, 1))
	model.Forward(Ones(1, 1))
	first := weak.Make(slices.Collect(maps.Values(model.programs))[0])
	for n := 2; n <= 200; n++ {
		model.Forward(Ones(n, 1))
		model.Forward(Ones(2, 1)) // asked for again and again: it stays
	}
	if len(model.programs) != maxPrograms {
		t.Errorf("the model keeps %d graphs after 200 shapes, want %d", len(model.programs), maxPrograms)
	}
	if n := compiled(func() { model.Forward(Ones(2, 1)); model.Forward(Ones(200, 1)) }); n != 0 {
		t.Errorf("the graphs used last were forgotten: %d compilations", n)
	}
	if n := compiled(func() { model.Forward(Ones(1, 1)) }); n != 1 {
		t.Errorf("the graph used first is still kept after 200 shapes")
	}
	for range 100 { // a forgotten graph is garbage
		if runtime.GC(); first.Value() == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if first.Value() != nil {
		t.Error("something still holds a graph that the model forgot")
	}
	for n := range 200 {
		MSELoss().Forward(Ones(n+1), Ones(n+1))
	}
	if n := len(MSELoss().graphs.module.programs); n != maxPrograms {
		t.Errorf("MSELoss keeps %d graphs after 200 shapes, want %d", n, maxPrograms)
	}
}

// TestForgottenWhileTraining checks that a training goes on when the model forgets its
// graphs.
func TestForgottenWhileTraining(t *testing.T) {
	fit := func(onStep func(m *Module)) []float64 {
		m := circleModel(3)
		trainer := Trainer{Model: m, Loss: BCEWithLogitsLoss(), Optimizer: SGD(0.1), Steps: 4, OnStep: func(int, float64) { onStep(m) }}
		h, err := trainer.FitContext(t.Context(), circle(1, 50))
		if err != nil {
			t.Fatal(err)
		}
		return h.StepLoss
	}
	quiet := fit(func(*Module) {})
	busy := fit(func(m *Module) {
		m.Eval()
		for n := range 2 * maxPrograms {
			m.Forward(Ones(n+1, 2))
		}
		m.Train()
		runtime.GC()
	})
	if !slices.Equal(quiet, busy) {
		t.Errorf("losses %v, without forgetting %v", busy, quiet)
	}
}
