package mlx

import (
	"fmt"
	"slices"
	"testing"
)

// torchOptions are the keyword arguments of an optimizer in a fixture.
type torchOptions struct {
	LR          float64
	Momentum    float64
	Nesterov    bool
	WeightDecay *float64 `json:"weight_decay"`
	Betas       []float64
	Eps         *float64
}

// optimizer returns the same optimizer of this package.
func (o torchOptions) optimizer(name string) *Optimizer {
	var options []Option
	if o.Momentum != 0 {
		options = append(options, Momentum(o.Momentum))
	}
	if o.Nesterov {
		options = append(options, Nesterov())
	}
	if o.WeightDecay != nil {
		options = append(options, WeightDecay(*o.WeightDecay))
	}
	if o.Betas != nil {
		options = append(options, Betas(o.Betas[0], o.Betas[1]))
	}
	if o.Eps != nil {
		options = append(options, Eps(*o.Eps))
	}
	return optimizers[name](o.LR, options...)
}

type optimizerFixture struct {
	Start, Gradients nums
	Shown            []int
	Cases            []struct {
		Name    string
		Options torchOptions
		Path    []nums
	}
	Schedules []struct {
		Name  string
		Args  []float64
		Rates nums
	}
}

func TestOptimizersEqualPyTorch(t *testing.T) {
	var fixture optimizerFixture
	readFixture(t, "optimizers", &fixture)
	for _, c := range fixture.Cases {
		o := c.Options.optimizer(c.Name)
		step := 0
		path := o.Path(fixture.Start.tensor(4), func(Tensor) Tensor {
			step++
			return fixture.Gradients[4*(step-1) : 4*step].tensor(4)
		}, 100)
		one := &deviation{t: t, name: o.String() + " 1 step", limit: 1e-5, floor: 1e-3}
		all := &deviation{t: t, name: o.String() + " 100 steps", limit: 1e-5, floor: 1e-3}
		for i, step := range fixture.Shown {
			d := all
			if step == 1 {
				d = one
			}
			d.compare(fmt.Sprint("step ", step), path[step].data, c.Path[i])
		}
		one.log()
		all.log()
	}
}

// ownLoop trains as Fit does, without a Trainer.
func ownLoop(m *Module, o *Optimizer, data *Dataset, epochs int, seed int64, onEpoch func(epoch int)) {
	loader := NewDataLoader(data, 20).Shuffle(seed)
	m.Train()
	for epoch := range epochs {
		o.SetEpoch(epoch)
		for _, batch := range loader.Epoch(epoch) {
			_, gradients := m.LossAndGradients(BCEWithLogitsLoss(), batch, L2(1e-3))
			o.Step(m, gradients)
		}
		onEpoch(epoch)
	}
}

// TestOwnLoopEqualsTheTrainer checks that a schedule, and a learning rate that is
// changed while training, do the same in ownLoop, in Fit and in Path.
func TestOwnLoopEqualsTheTrainer(t *testing.T) {
	data := circle(1, 50)
	for _, c := range []struct {
		name    string
		make    func() *Optimizer
		onEpoch func(o *Optimizer, epoch int)
	}{
		{"StepLR", func() *Optimizer { return SGD(0.4, Momentum(0.9), StepLR(2, 0.5)) }, func(*Optimizer, int) {}},
		{"CosineAnnealingLR", func() *Optimizer { return Adam(0.05, CosineAnnealingLR(4, 0.01)) }, func(*Optimizer, int) {}},
		{"SetLR", func() *Optimizer { return AdamW(0.05) }, func(o *Optimizer, _ int) { o.SetLR(o.LR() / 3) }},
	} {
		own, o := circleModel(3), c.make()
		var rates []float64
		ownLoop(own, o, data, 5, 3, func(epoch int) { rates = append(rates, o.LR()); c.onEpoch(o, epoch) })

		o = c.make()
		trainer := Trainer{Model: circleModel(3), Loss: BCEWithLogitsLoss(), Optimizer: o, Penalties: []Penalty{L2(1e-3)},
			Epochs: 5, BatchSize: 20, OnEpoch: func(epoch int, _, _ float64) { c.onEpoch(o, epoch) }}
		h, err := trainer.FitContext(t.Context(), data)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(rates, h.LearningRate) || rates[0] == rates[4] {
			t.Errorf("%s: learning rates %v, Fit has %v", c.name, rates, h.LearningRate)
		}
		for i, p := range trainer.Model.Parameters() {
			if !equal(p.Value.Values(), own.Parameters()[i].Value.Values()) {
				t.Errorf("%s: %s differs from that of Fit", c.name, p.Name)
			}
		}

		o = c.make()
		at := 0
		path := o.Path(NewTensor(0), func(Tensor) Tensor {
			if at > 0 {
				c.onEpoch(o, at-1)
			}
			at++
			return NewTensor(1)
		}, 5)
		one, w := c.make(), Linear(1, 1, false)
		w.SetParameter("weight", Zeros(1, 1))
		for epoch := range 5 {
			one.SetEpoch(epoch)
			one.Step(w, NamedTensors{{"weight", Ones(1, 1)}})
			c.onEpoch(one, epoch)
			if got := w.Parameter("weight").Item(); got != path[epoch+1].Item() {
				t.Errorf("%s: step %d leads to %g, Path to %g", c.name, epoch, got, path[epoch+1].Item())
			}
		}
	}
}

// TestSeedResetsOptimizers checks that Seed makes an optimizer forget the steps it has
// taken with a model.
func TestSeedResetsOptimizers(t *testing.T) {
	data := circle(1, 50)
	for _, make := range []func() *Optimizer{
		func() *Optimizer { return SGD(0.1, Momentum(0.9)) },
		func() *Optimizer { return Adam(0.05) },
		func() *Optimizer { return AdamW(0.05, StepLR(1, 0.5)) },
	} {
		m, o := circleModel(3), make()
		train := func(o *Optimizer) NamedTensors {
			ownLoop(m.Seed(3), o, data, 2, 3, func(int) {})
			return m.Parameters()
		}
		first := train(o)
		for i, p := range train(o) {
			if !equal(p.Value.Values(), first[i].Value.Values()) {
				t.Errorf("%v: %s differs after Seed with the same seed", o, p.Name)
			}
		}
		// To seed one layer resets the steps of its parameters, not those of the
		// others.
		part := m.children[0]
		part.Seed(3)
		ownLoop(m, o, data, 1, 3, func(int) {})
		if s := o.own.states; s[0].steps != 3 || s[2].steps != 9 {
			t.Errorf("%v: steps of 0.weight %d, of 3.weight %d, want 3 and 9", o, s[0].steps, s[2].steps)
		}
	}
}
