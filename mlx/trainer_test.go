package mlx

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
)

// circle returns n points with the target 1 inside a circle and 0 outside, of which
// one in ten is wrong.
func circle(seed int64, n int) *Dataset {
	x := Randn(seed, n, 2)
	y := Zeros(n, 1)
	r := generator(seed, 99)
	for i := range n {
		inside := x.data[2*i]*x.data[2*i]+x.data[2*i+1]*x.data[2*i+1] < 1.4
		if inside != (r.Float64() < 0.1) {
			y.data[i] = 1
		}
	}
	return NewDataset(x, y)
}

func circleModel(seed int64) *Module {
	return Sequential(Linear(2, 16), ReLU(), Dropout(0.1), Linear(16, 1)).Seed(seed)
}

func TestTrainerLearns(t *testing.T) {
	train, val := circle(1, 300), circle(2, 200)
	model := circleModel(3)
	before := Evaluate(model, BCEWithLogitsLoss(), val)
	epochs, steps := 0, 0
	trainer := Trainer{
		Model: model, Loss: BCEWithLogitsLoss(), Optimizer: Adam(0.02), Penalties: []Penalty{L2(1e-4), L1(1e-5)},
		Epochs: 30, BatchSize: 64, Validation: val,
		OnStep: func(step int, loss float64) {
			if step != steps || math.IsNaN(loss) {
				t.Errorf("OnStep(%d, %g), want step %d", step, loss, steps)
			}
			if !model.Training() {
				t.Errorf("step %d is not in training mode", step)
			}
			steps++
		},
		OnEpoch: func(epoch int, trainLoss, valLoss float64) {
			if epoch != epochs || math.IsNaN(trainLoss+valLoss) {
				t.Errorf("OnEpoch(%d, %g, %g), want epoch %d", epoch, trainLoss, valLoss, epochs)
			}
			epochs++
		},
	}
	h := trainer.Fit(train)
	after := Evaluate(model, BCEWithLogitsLoss(), val)
	if after.Loss > before.Loss-0.1 || after.Accuracy < 0.75 || after.AUC < 0.8 || after.Calibration > 0.2 {
		t.Errorf("learnt too little: %v, before %v", after, before)
	}
	if epochs != 30 || steps != 150 || len(h.StepLoss) != 150 || h.Stopped != "done" {
		t.Errorf("%d epochs, %d steps, %d losses, stopped %q", epochs, steps, len(h.StepLoss), h.Stopped)
	}
	for name, s := range map[string][]float64{"TrainLoss": h.TrainLoss, "Penalty": h.Penalty, "LearningRate": h.LearningRate,
		"ValLoss": h.ValLoss, "ValAccuracy": h.ValAccuracy, "ValAUC": h.ValAUC, "ValCalibration": h.ValCalibration} {
		if len(s) != 30 {
			t.Errorf("%s has %d numbers, want 30", name, len(s))
		}
	}
	if last := h.ValLoss[29]; last != after.Loss {
		t.Errorf("last validation loss %g, Evaluate gives %g", last, after.Loss)
	}
	if h.ValLoss[h.BestEpoch] != slices.Min(h.ValLoss) {
		t.Errorf("BestEpoch %d has %g, the lowest is %g", h.BestEpoch, h.ValLoss[h.BestEpoch], slices.Min(h.ValLoss))
	}
	if model.Training() {
		t.Error("the model is in training mode after Fit")
	}
}

func TestSameSeedSameBits(t *testing.T) {
	fit := func(seed int64) NamedTensors {
		model := circleModel(seed)
		trainer := Trainer{Model: model, Loss: BCEWithLogitsLoss(), Optimizer: Adam(0.02), Epochs: 5, BatchSize: 50}
		trainer.Fit(circle(1, 200))
		return model.Parameters()
	}
	one := fit(11)
	for range 3 {
		for i, p := range fit(11) {
			if !equal(p.Value.Values(), one[i].Value.Values()) {
				t.Fatalf("%s differs between two runs of one seed", p.Name)
			}
		}
	}
	if equal(fit(12)[0].Value.Values(), one[0].Value.Values()) {
		t.Error("two seeds give the same weights")
	}
	// Models that are trained side by side are the same as one after the other.
	results := make([]NamedTensors, 4)
	Parallel(4, func(i int) { results[i] = fit(11) })
	for _, r := range results {
		if !equal(r[0].Value.Values(), one[0].Value.Values()) {
			t.Error("a run beside others differs")
		}
	}
}

// TestSameSeedSameBitsOnAllProcessors trains a network whose products are so large that
// all processors share them.
func TestSameSeedSameBitsOnAllProcessors(t *testing.T) {
	data := NewDataset(Randn(1, 200, 8), Randn(2, 200, 1))
	fit := func() []float64 {
		model := Sequential(Linear(8, 256), ReLU(), Dropout(0.5), Linear(256, 256), ReLU(), Linear(256, 1)).Seed(3)
		trainer := Trainer{Model: model, Loss: MSELoss(), Optimizer: Adam(0.01), Penalties: []Penalty{L2(1e-4)}, Steps: 4}
		trainer.Fit(data)
		return model.Parameter("3.weight").Values()
	}
	one := fit()
	for range 3 {
		if !equal(fit(), one) {
			t.Fatal("the weights differ between two runs of one seed")
		}
	}
	results := make([][]float64, 3)
	Parallel(3, func(i int) { results[i] = fit() })
	for _, r := range results {
		if !equal(r, one) {
			t.Error("a run beside others differs")
		}
	}
}

func TestNoSecondCompilation(t *testing.T) {
	model, val := circleModel(1), circle(2, 40)
	loss := BCEWithLogitsLoss()
	counts := []int64{}
	trainer := Trainer{Model: model, Loss: loss, Optimizer: Adam(0.01, StepLR(1, 0.5)), Epochs: 4, BatchSize: 30, Validation: val,
		OnStep: func(int, float64) { counts = append(counts, compilations.Load()) }}
	data := circle(1, 100) // batches of 30, 30, 30 and 10
	trainer.Fit(data)
	// The fourth step has a smaller batch and the first validation follows it.
	first, last := counts[4], counts[len(counts)-1]
	if counts[0] != counts[2] || first != last {
		t.Errorf("compilations after each step: %v, want no more after the first of a shape", counts)
	}
	trainer.Fit(data)
	if now := compilations.Load(); now != last {
		t.Errorf("a second Fit compiled %d times", now-last)
	}
	x := Ones(3, 2)
	model.Forward(x)
	before := compilations.Load()
	model.Forward(x)
	Evaluate(model, loss, val)
	if now := compilations.Load(); now != before {
		t.Errorf("a second Forward or Evaluate compiled %d times", now-before)
	}
}

func TestEarlyStoppingRestoresTheBestWeights(t *testing.T) {
	train, val := circle(1, 40), circle(2, 100)
	model := Sequential(Linear(2, 64), ReLU(), Linear(64, 1)).Seed(1)
	trainer := Trainer{Model: model, Loss: BCEWithLogitsLoss(), Optimizer: Adam(0.05), Epochs: 500, Validation: val, Patience: 15}
	h := trainer.Fit(train)
	if h.Stopped != "early" || len(h.ValLoss) != h.BestEpoch+1+15 {
		t.Errorf("stopped %q after %d epochs, the best was %d", h.Stopped, len(h.ValLoss), h.BestEpoch)
	}
	if got := Evaluate(model, BCEWithLogitsLoss(), val).Loss; got != h.ValLoss[h.BestEpoch] {
		t.Errorf("loss %g with the weights that were kept, the best was %g", got, h.ValLoss[h.BestEpoch])
	}
}

func TestTheBestWeightsAreBackAfterCancellation(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	val := circle(2, 100)
	model := Sequential(Linear(2, 64), ReLU(), Linear(64, 1)).Seed(1)
	trainer := Trainer{Model: model, Loss: BCEWithLogitsLoss(), Optimizer: Adam(0.05), Epochs: 500, Validation: val, Patience: 400,
		OnEpoch: func(epoch int, _, _ float64) {
			if epoch == 60 {
				cancel()
			}
		}}
	h, err := trainer.FitContext(ctx, circle(1, 40))
	if err == nil || h.BestEpoch == 60 {
		t.Fatalf("%v, the best epoch was %d", err, h.BestEpoch)
	}
	if got := Evaluate(model, BCEWithLogitsLoss(), val).Loss; got != h.ValLoss[h.BestEpoch] || model.Training() {
		t.Errorf("loss %g with the weights that were kept, the best was %g", got, h.ValLoss[h.BestEpoch])
	}
}

func TestCancellation(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	trainer := Trainer{Model: circleModel(1), Loss: BCEWithLogitsLoss(), Optimizer: SGD(0.1), Epochs: 100,
		OnStep: func(step int, _ float64) {
			if step == 6 {
				cancel()
			}
		}}
	h, err := trainer.FitContext(ctx, circle(1, 50))
	if !errors.Is(err, context.Canceled) || h.Stopped != "cancelled" || len(h.StepLoss) != 7 || len(h.TrainLoss) != 7 {
		t.Errorf("err %v, stopped %q, %d steps, %d epochs", err, h.Stopped, len(h.StepLoss), len(h.TrainLoss))
	}
}

func TestStepsAndSchedule(t *testing.T) {
	trainer := Trainer{Model: circleModel(1), Loss: BCEWithLogitsLoss(), Optimizer: SGD(0.4, StepLR(2, 0.5)), Steps: 11, BatchSize: 20, DropLast: true}
	h := trainer.Fit(circle(1, 70)) // 3 batches of 20 an epoch
	if want := []float64{0.4, 0.4, 0.2, 0.2}; len(h.StepLoss) != 11 || !slices.Equal(h.LearningRate, want) {
		t.Errorf("%d steps with learning rates %v, want 11 with %v", len(h.StepLoss), h.LearningRate, want)
	}
}

func TestSampleWeights(t *testing.T) {
	// Weight 0 takes an example out, up to the number the mean divides by.
	x, y := Randn(1, 6, 2), Randn(2, 6, 1)
	model := Linear(2, 1).Seed(1)
	weighted := model.Gradients(MSELoss(Sum), NewDataset(x, y, NewTensor(1, 1, 0, 0, 2, 1)))
	twice := model.Gradients(MSELoss(Sum), NewDataset(x, y).Subset(0, 1, 4, 4, 5))
	for i, g := range weighted {
		for j, v := range g.Value.Values() {
			if want := twice[i].Value.Values()[j]; math.Abs(v-want) > 1e-5 {
				t.Errorf("%s[%d]: %g with weights, %g with the example twice", g.Name, j, v, want)
			}
		}
	}
}

func TestDerivativesAreThoseOfTheLoss(t *testing.T) {
	// Numerical differences in float32 are rough: a wrong formula is far outside.
	model := Sequential(Linear(3, 5), GELU(), LeakyReLU(0.2), Linear(5, 2)).Seed(4).Eval()
	data := NewDataset(Randn(5, 7, 3), Randn(6, 7, 2))
	penalties := []Penalty{L2(0.1), L1(0.05, "bias")}
	total := func() float64 {
		sum := Evaluate(model, MSELoss(), data).Loss
		for _, p := range model.Parameters() {
			for _, w := range p.Value.Values() {
				if p.Value.shape[0] == p.Value.Len() {
					sum += 0.05 * math.Abs(w)
				} else {
					sum += 0.1 * w * w
				}
			}
		}
		return sum
	}
	const h = 1e-2
	for _, g := range model.Gradients(MSELoss(), data, penalties...) {
		for i, got := range g.Value.Values() {
			p := model.Parameter(g.Name)
			moved := func(by float32) float64 {
				q := p.Map(func(v float64) float64 { return v })
				q.data[i] += by
				model.SetParameter(g.Name, q)
				return total()
			}
			want := (moved(h) - moved(-h)) / (2 * h)
			model.SetParameter(g.Name, p)
			if math.Abs(got-want) > 2e-3 {
				t.Errorf("%s[%d]: gradient %g, numerically %g", g.Name, i, got, want)
			}
		}
	}
}

func TestOwnStepsEqualTheTrainer(t *testing.T) {
	data, loss := circle(1, 50), BCEWithLogitsLoss()
	for _, make := range []func() *Optimizer{
		func() *Optimizer { return SGD(0.1, Momentum(0.9)) },
		func() *Optimizer { return Adam(0.05, WeightDecay(0.1)) },
	} {
		trainer := Trainer{Model: circleModel(3), Loss: loss, Optimizer: make(), Steps: 5}
		trainer.Fit(data)
		own, optimizer := circleModel(3), make()
		for range 5 {
			optimizer.Step(own, own.Gradients(loss, data))
		}
		for i, p := range trainer.Model.Parameters() {
			if !equal(p.Value.Values(), own.Parameters()[i].Value.Values()) {
				t.Errorf("%v: %s differs", optimizer, p.Name)
			}
		}
	}
}

func TestEmptyHistory(t *testing.T) {
	if got := (History{}).String(); got != "epochs: 0, steps: 0" {
		t.Errorf("an empty history is %q", got)
	}
}
