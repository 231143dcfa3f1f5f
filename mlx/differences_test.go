package mlx

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
)

// oneStep trains the single weight of y = w·x for one step on the loss w·1, whose
// gradient is 1. It returns the weight after the step.
func oneStep(t *testing.T, w float64, o *Optimizer, penalties ...Penalty) (after float64, h History) {
	t.Helper()
	model := Linear(1, 1, false)
	model.SetParameter("weight", NewTensor(w).Reshape(1, 1))
	identity := LossFunc(func(y, _ *graph.Node) *graph.Node { return y })
	trainer := Trainer{Model: model, Loss: identity, Optimizer: o, Penalties: penalties, Steps: 1}
	h = trainer.Fit(NewDataset(Ones(1, 1), Zeros(1, 1)))
	return model.Parameter("weight").Item(), h
}

// TestDifferences has one test for each way in which GoMLX differs from PyTorch.
// This package follows PyTorch in all of them.
func TestDifferences(t *testing.T) {
	near := func(t *testing.T, what string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-6*max(1, math.Abs(want))) {
			t.Errorf("%s: got %g, want %g", what, got, want)
		}
	}
	t.Run("ReLU gradient at 0", func(t *testing.T) { // and at NaN
		d := ReLU().Derivative(NewTensor(0, math.Copysign(0, -1), math.NaN(), 1, -1)).Values()
		for i, want := range []float64{0, 0, 1, 1, 0} { // PyTorch passes the gradient where x ≤ 0 is false
			near(t, "derivative", d[i], want)
		}
	})
	t.Run("Dropout with p = 1", func(t *testing.T) {
		m := Dropout(1)
		for _, v := range append(m.Forward(Ones(20)).Values(), m.Derivative(Ones(20)).Values()...) {
			near(t, "output or gradient", v, 0)
		}
	})
	t.Run("SGD default", func(t *testing.T) {
		path := SGD(0.1).Path(NewTensor(0), func(Tensor) Tensor { return NewTensor(1) }, 50)
		for i := range path {
			near(t, "constant lr", path[i].Item(), -0.1*float64(i))
		}
	})
	t.Run("SGD momentum, nesterov, decay", func(t *testing.T) {
		one := func(Tensor) Tensor { return NewTensor(1) }
		near(t, "momentum", SGD(0.1, Momentum(0.5)).Path(NewTensor(0), one, 2)[2].Item(), -0.1-0.15)
		near(t, "nesterov", SGD(0.1, Momentum(0.5), Nesterov()).Path(NewTensor(0), one, 2)[2].Item(), -0.15-0.175)
		near(t, "weight decay", SGD(0.1, WeightDecay(0.5)).Path(NewTensor(2), one, 1)[1].Item(), 2-0.1*(1+0.5*2))
	})
	t.Run("Adam weight decay", func(t *testing.T) {
		// A decay that is added to the gradient does not change the size of the
		// first step; a decoupled one also shrinks the weight by lr·λ·w.
		adam, _ := oneStep(t, 2, Adam(0.1, WeightDecay(0.5)))
		near(t, "Adam", adam, 2-0.1)
		adamW, _ := oneStep(t, 2, AdamW(0.1, WeightDecay(0.5)))
		near(t, "AdamW", adamW, 2*(1-0.1*0.5)-0.1)
	})
	t.Run("Adam eps", func(t *testing.T) {
		step := Adam(1).Path(NewTensor(0), func(Tensor) Tensor { return NewTensor(1e-7) }, 1)[1].Item()
		near(t, "1e-8", step, -1e-7/(1e-7+1e-8)) // 1e-7 would give -1/2
	})
	t.Run("AdamW default decay", func(t *testing.T) {
		w, _ := oneStep(t, 2, AdamW(0.1))
		near(t, "0.01", w, 2*(1-0.1*0.01)-0.1)
	})
	t.Run("L2(λ) gradient", func(t *testing.T) {
		penalty, _ := oneStep(t, 3, SGD(0.1), L2(0.25))
		near(t, "λ Σ w² has the gradient 2λw", penalty, 3-0.1*(1+2*0.25*3))
		decay, _ := oneStep(t, 3, SGD(0.1, WeightDecay(0.25)))
		near(t, "weight_decay=λ adds λw", decay, 3-0.1*(1+0.25*3))
	})
	t.Run("Linear initialisation", func(t *testing.T) {
		m := Linear(16, 1000)
		for _, p := range m.Parameters() {
			sum, top := 0.0, 0.0
			for _, v := range p.Value.Values() {
				sum += v * v
				top = max(top, math.Abs(v))
			}
			if top > 0.25 || top < 0.249 {
				t.Errorf("%s: largest %g, want nearly 1/√16", p.Name, top)
			}
			// The variance of U(-a, a) is a²/3.
			if variance := sum / float64(p.Value.Len()); math.Abs(variance*3*16-1) > 0.1 {
				t.Errorf("%s: variance %g, want %g", p.Name, variance, 1.0/48)
			}
		}
	})
	t.Run("loss arguments", func(t *testing.T) {
		// (input, target): a certain and right logit for target 1 costs nothing.
		near(t, "BCEWithLogitsLoss", BCEWithLogitsLoss().Forward(NewTensor(30), NewTensor(1)).Item(), 0)
		near(t, "CrossEntropyLoss", CrossEntropyLoss().Forward(FromRows([][]float64{{0, 30}}), NewTensor(1)).Item(), 0)
		near(t, "MSELoss", MSELoss().Gradient(NewTensor(1), NewTensor(0)).Item(), 2)
	})
	t.Run("default loss metric", func(t *testing.T) {
		_, h := oneStep(t, 3, SGD(0.1), L2(0.25))
		near(t, "data loss", h.TrainLoss[0], 3)
		near(t, "penalty", h.Penalty[0], 0.25*9)
	})
}

// TestDifferencesAreThoseOfTheDocumentation ties the rows of the table in doc.go
// to the tests above, in both directions.
func TestDifferencesAreThoseOfTheDocumentation(t *testing.T) {
	fset := token.NewFileSet()
	file := func(name string) *ast.File {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	// The first column ends where the heading of the second begins.
	_, table, found := strings.Cut(file("doc.go").Doc.Text(), "# Where PyTorch and GoMLX differ")
	table, _, end := strings.Cut(table, "\n# ")
	var rows []string
	column := -1
	for line := range strings.Lines(table) {
		switch {
		case column < 0:
			column = strings.Index(line, "GoMLX  ")
		case !strings.HasPrefix(line, "\t"): // the text after the table
		case len(line) <= column:
			t.Errorf("a row of the table has one column: %q", line)
		default:
			rows = append(rows, strings.TrimSpace(line[:column]))
		}
	}
	var tests []string
	for _, d := range file("differences_test.go").Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != "TestDifferences" {
			continue
		}
		for _, s := range f.Body.List {
			if s, ok := s.(*ast.ExprStmt); ok {
				if call, ok := s.X.(*ast.CallExpr); ok {
					if name, err := strconv.Unquote(call.Args[0].(*ast.BasicLit).Value); err == nil {
						tests = append(tests, name)
					}
				}
			}
		}
	}
	if !found || !end || len(rows) < 11 {
		t.Fatalf("doc.go has %d rows", len(rows))
	}
	if !slices.Equal(rows, tests) {
		t.Errorf("the table in doc.go and the tests differ:\n%q\n%q", rows, tests)
	}
}

// TestIdentities checks the equations that the lecture derives for weight decay.
func TestIdentities(t *testing.T) {
	data := NewDataset(Randn(1, 30, 3), Randn(2, 30, 1))
	fit := func(o *Optimizer, steps int, penalties ...Penalty) *Module {
		m := Sequential(Linear(3, 8), Tanh(), Linear(8, 1)).Seed(5)
		trainer := Trainer{Model: m, Loss: MSELoss(), Optimizer: o, Penalties: penalties, Steps: steps}
		trainer.Fit(data)
		return m
	}
	distance := func(a, b *Module) float64 {
		sum, n := 0.0, 0.0
		for i, p := range a.Parameters() {
			q := b.Parameters()[i].Value.Values()
			for j, v := range p.Value.Values() {
				sum += (v - q[j]) * (v - q[j])
				n += v * v
			}
		}
		return math.Sqrt(sum / n)
	}
	const lambda, lr = 0.05, 0.1
	penalty := fit(SGD(lr), 100, L2(lambda))
	if d := distance(penalty, fit(SGD(lr, WeightDecay(2*lambda, "weight")), 100)); d > 1e-5 {
		t.Errorf("SGD with L2 λ and SGD with weight decay 2λ: %g apart after 100 steps", d)
	}
	if d := distance(penalty, fit(SGD(lr, WeightDecay(lambda, "weight")), 100)); d < 1e-3 {
		t.Errorf("SGD with L2 λ and SGD with weight decay λ are equal, they should differ")
	}
	everything := fit(SGD(lr), 100, L2(lambda, "weight", "bias"))
	if d := distance(everything, fit(SGD(lr, WeightDecay(2*lambda)), 100)); d > 1e-5 {
		t.Errorf("the same for all parameters: %g apart", d)
	}
	// A step with the penalty shrinks the weights by 1 - 2λη, and then goes along the
	// gradient at the old ones.
	old := Sequential(Linear(3, 8), Tanh(), Linear(8, 1)).Seed(5)
	gradients := old.Gradients(MSELoss(), data)
	one := fit(SGD(lr), 1, L2(lambda))
	for _, p := range old.Parameters() {
		shrink := 1.0
		if p.Name == "0.weight" || p.Name == "2.weight" {
			shrink = 1 - 2*lambda*lr
		}
		got, g := one.Parameter(p.Name).Values(), gradients.Get(p.Name).Values()
		for i, w := range p.Value.Values() {
			if want := shrink*w - lr*g[i]; math.Abs(got[i]-want) > 1e-6 {
				t.Errorf("%s[%d]: one step gives %g, shrinking gives %g", p.Name, i, got[i], want)
			}
		}
	}
	if d := distance(fit(Adam(0.01), 100, L2(lambda)), fit(AdamW(0.01, WeightDecay(2*lambda, "weight")), 100)); d < 1e-2 {
		t.Errorf("Adam with L2 and AdamW are only %g apart, they should differ", d)
	}
	if d := distance(fit(Adam(0.01), 100, L2(lambda)), fit(Adam(0.01, WeightDecay(2*lambda, "weight")), 100)); d > 1e-4 {
		t.Errorf("Adam with L2 λ and Adam with weight decay 2λ: %g apart", d)
	}
}
