package mlx

import (
	"fmt"
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

// optimizer makes the same optimizer here.
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
	return map[string]func(float64, ...Option) *Optimizer{"SGD": SGD, "Adam": Adam, "AdamW": AdamW}[name](o.LR, options...)
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

func TestSchedulesEqualPyTorch(t *testing.T) {
	var fixture optimizerFixture
	readFixture(t, "optimizers", &fixture)
	for _, c := range fixture.Schedules {
		option := StepLR(int(c.Args[0]), c.Args[1])
		if c.Name == "CosineAnnealingLR" {
			option = CosineAnnealingLR(int(c.Args[0]), c.Args[1])
		}
		o := SGD(0.1, option)
		var rates []float64
		for epoch := range c.Rates {
			rates = append(rates, o.schedule.at(o.lr, epoch))
		}
		d := &deviation{t: t, name: c.Name, limit: 1e-5}
		d.compare("rate", NewTensor(rates...).data, c.Rates)
		d.log()
	}
}
