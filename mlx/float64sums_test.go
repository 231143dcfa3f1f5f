package mlx

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// TestSumsOverManyRows compares losses, gradients, penalties and Evaluate with sums
// in float64. Constant rows are the worst case: in float32 each sum is then rounded
// to the same side.
func TestSumsOverManyRows(t *testing.T) {
	near := func(what string, got, want, limit float64) {
		t.Helper()
		e := math.Abs(got/want - 1)
		if !(e <= limit) {
			t.Errorf("%s: got %.9g, want %.9g, relative error %.1e, want at most %.0e", what, got, want, e, limit)
		}
	}
	for _, n := range []int{100, fewRows, fewRows + 1, 10_000, 1_000_000} {
		zeros := Zeros(n)
		near(fmt.Sprint(n, " BCEWithLogitsLoss"), BCEWithLogitsLoss().Forward(zeros, zeros).Item(), math.Ln2, 4e-7)
		near(fmt.Sprint(n, " CrossEntropyLoss"), CrossEntropyLoss().Forward(Zeros(n, 3), zeros).Item(), math.Log(3), 4e-7)
		for kind, x := range map[string]Tensor{"constant": Full(0.1, n, 1), "random": Rand(1, n, 1)} {
			name := fmt.Sprintf("%d %s rows, ", n, kind)
			squares := 0.0
			for _, v := range x.Values() {
				squares += v * v
			}
			near(name+"MSELoss", MSELoss().Forward(x, Zeros(n, 1)).Item(), squares/float64(n), 4e-7)
			near(name+"sum", MSELoss(Sum).Forward(x, Zeros(n, 1)).Item(), squares, 4e-7)

			// y = wx + b with w = 0.7, b = 0.3 and the target 0: loss y², gradients
			// 2yx and 2y.
			model := Linear(1, 1)
			model.SetParameter("weight", Full(0.7, 1, 1))
			model.SetParameter("bias", Full(0.3, 1))
			w, b := float64(float32(0.7)), float64(float32(0.3))
			loss, dw, db := 0.0, 0.0, 0.0
			for _, v := range x.Values() {
				y := w*v + b
				loss, dw, db = loss+y*y, dw+2*y*v, db+2*y
			}
			data := NewDataset(x, Zeros(n, 1))
			value, g := model.LossAndGradients(MSELoss(), data)
			near(name+"loss", value, loss/float64(n), 4e-7)
			limit := 4e-6
			if n > fewRows {
				limit = 4e-7
			}
			near(name+"weight gradient", g.Get("weight").Item(), dw/float64(n), limit)
			near(name+"bias gradient", g.Get("bias").Item(), db/float64(n), limit)
			near(name+"Evaluate", Evaluate(model, MSELoss(), data).Loss, loss/float64(n), 4e-7)
			trainer := Trainer{Model: model, Loss: MSELoss(), Optimizer: SGD(0), Epochs: 1, BatchSize: max(1, n/10), Validation: data}
			h, err := trainer.FitContext(t.Context(), data)
			if err != nil {
				t.Fatal(err)
			}
			near(name+"History", h.TrainLoss[0], loss/float64(n), 4e-7)
			near(name+"History", h.ValLoss[0], loss/float64(n), 4e-7)

			// As many weights as rows, for the penalties.
			wide := Linear(n, 1, false)
			wide.SetParameter("weight", x.Reshape(1, n))
			trainer = Trainer{Model: wide, Loss: MSELoss(), Optimizer: SGD(0), Penalties: []Penalty{L2(0.3), L1(0.2)}, Steps: 1}
			if h, err = trainer.FitContext(t.Context(), NewDataset(Zeros(1, n), Zeros(1, 1))); err != nil {
				t.Fatal(err)
			}
			near(name+"penalty", h.Penalty[0], 0.3*squares+0.2*x.Sum(), 4e-7)
		}
	}
}

// TestGradientsOverManyRowsEqualThoseOfFew checks that the way in which gradients of
// many rows are added up has the right shapes: n rows, each there several times,
// have the gradients of n rows.
func TestGradientsOverManyRowsEqualThoseOfFew(t *testing.T) {
	model := Sequential(Linear(3, 5), Tanh(), Linear(5, 2)).Seed(1)
	few := NewDataset(Randn(1, 40, 4, 3), Randn(2, 40, 4, 2))
	var rows []int
	for i := range 40 * few.Len() {
		rows = append(rows, i%few.Len())
	}
	many := few.Subset(rows...)
	want := model.Gradients(MSELoss(), few)
	for i, g := range model.Gradients(MSELoss(), many) {
		d := &deviation{t: t, name: g.Name, limit: 1e-5, floor: rms(want[i].Value.data)}
		d.compare("gradient", g.Value.data, want[i].Value.data)
	}
	x := model.InputGradient(MSELoss(Sum), many)
	want1 := model.InputGradient(MSELoss(Sum), few)
	if !slices.Equal(x.shape, many.x.shape) || math.Abs(x.Norm()/want1.Norm()/math.Sqrt(40)-1) > 1e-6 {
		t.Errorf("input gradient of shape %v, length %g, want %g", x.shape, x.Norm(), want1.Norm()*math.Sqrt(40))
	}
}

// TestLargeSumsAreInfinite checks that a loss is infinite where PyTorch's is, whose
// mean is a float32 sum divided by n.
func TestLargeSumsAreInfinite(t *testing.T) {
	if v := MSELoss().Forward(Full(1e19, 2), Zeros(2)).Item(); math.IsInf(v, 0) {
		t.Errorf("the mean of two squares of 1e38 is %g", v)
	}
	if v := MSELoss().Forward(Full(1e19, 4), Zeros(4)).Item(); !math.IsInf(v, 1) {
		t.Errorf("the mean of four squares of 1e38 is %g, PyTorch has inf", v)
	}
}
