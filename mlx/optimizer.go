package mlx

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Optimizer changes the parameters of a model by their gradients. [SGD], [Adam]
// and [AdamW] return one. The learning rate is constant unless a [StepLR] or
// [CosineAnnealingLR] is given: [Trainer] then follows it, and a loop of your own
// says with [Optimizer.SetEpoch] which epoch it is.
//
// Source: torch.optim.Optimizer.
type Optimizer struct {
	name        string
	rule        rule
	lr          float64
	weightDecay float64
	decayed     []string // names of the parameters that decay; none means all
	schedule    schedule
	given       []string // the options so far

	epoch int      // set by SetEpoch; -1 before
	model *Module  // of the last Step
	own   *stepper // for that model
}

// rule is how one kind of optimizer takes a step. It holds the options that the
// others do not have.
type rule interface {
	// update changes the weights w by their gradient g in step 1, 2, …. In m and v
	// the rule keeps what it needs in later steps; they are zeros in the first.
	update(w, g, m, v []float32, step int, lr, decay float64)

	// String returns the rule's options and their values.
	String() string
}

// newOptimizer returns an optimizer with its options set.
//
// Errors: a learning rate that is negative, NaN or infinite; those of the options.
func newOptimizer(name string, r rule, lr, weightDecay float64, options []Option) *Optimizer {
	o := &Optimizer{name: name, rule: r, lr: lr, weightDecay: weightDecay, epoch: -1}
	must(notNegative(name, "learning rate", lr))
	for _, option := range options {
		must(option(o))
	}
	return o
}

// Option sets one option of an optimizer, such as [Momentum] or [WeightDecay].
//
// Errors: an option that the optimizer does not have; one that is given twice, and
// so a second schedule, which would take the place of the first.
//
// Source: the keyword arguments of torch.optim.
type Option func(o *Optimizer) error

// notNegative checks a number that an option got.
func notNegative(where, what string, v float64) error {
	if !(v >= 0) || math.IsInf(v, 1) {
		return errorf(where, "%s = %g, want 0 or more", what, v)
	}
	return nil
}

// LR returns the learning rate of the next [Optimizer.Step]. The rates that a
// [Trainer] uses with a schedule are in [History].
//
// Source: optimizer.param_groups[0]["lr"] in PyTorch.
func (o *Optimizer) LR() float64 { return o.schedule.at(o.lr, max(0, o.epoch)) }

// SetLR sets the learning rate from the next step on, in a loop of your own and,
// called from OnStep or OnEpoch, in a [Trainer].
//
// Errors: a rate that is negative, NaN or infinite; an optimizer with a schedule,
// which sets the learning rate itself.
//
// Source: assigning to optimizer.param_groups[0]["lr"] in PyTorch.
func (o *Optimizer) SetLR(lr float64) {
	if o.schedule.rate != nil {
		must(errorf(o.name, "SetLR: the learning rate is that of %s", o.schedule.label))
	}
	must(notNegative(o.name, "learning rate", lr))
	o.lr = lr
}

// SetEpoch tells the schedule which epoch it is; the first is 0. Call it at the start
// of each epoch in a training loop of your own. Without a schedule it changes nothing.
//
//	for epoch := range 100 {
//		optimizer.SetEpoch(epoch)
//		for _, batch := range loader.Epoch(epoch) { … }
//	}
//
// Errors: a negative epoch.
//
// Source: scheduler.step() in PyTorch, which counts the epochs itself.
func (o *Optimizer) SetEpoch(epoch int) {
	if epoch < 0 {
		must(errorf(o.name, "SetEpoch: epoch = %d, want 0 or more", epoch))
	}
	o.epoch = epoch
}

// Step changes the parameters of the model by the gradients that
// [Module.LossAndGradients] or [Module.Gradients] returned. It is for a training loop
// of your own. The optimizer remembers its momentum from step to step, until it gets
// another model or [Module.Seed] draws the parameters again.
//
// Errors: gradients that are not those of the model; a schedule, when no
// [Optimizer.SetEpoch] has said which epoch it is.
//
// Source: optimizer.step() in PyTorch.
func (o *Optimizer) Step(model *Module, gradients NamedTensors) {
	if o.schedule.rate != nil && o.epoch < 0 {
		must(errorf(o.name, "%s needs to know the epoch: call SetEpoch(epoch) at the start of each, before Step", o.schedule.label))
	}
	if model == nil {
		must(errorf(o.name, "Step: the model is nil, want one"))
	}
	must(model.init())
	if o.model != model {
		must(model.haveAll("WeightDecay", o.decayed))
		o.model, o.own = model, o.start(model.parameters())
	}
	var ordered []Tensor
	for _, p := range o.own.params {
		i := slices.IndexFunc(gradients, func(g NamedTensor) bool { return g.Name == p.name })
		if i < 0 {
			must(errorf(o.name, "Step: there is no gradient of %q, want those that Gradients returns for this model", p.name))
		}
		g := gradients[i].Value
		if !slices.Equal(g.shape, p.shape) {
			must(errorf(o.name, "the gradient of %q has shape %v, want %v", p.name, g.shape, p.shape))
		}
		ordered = append(ordered, g)
	}
	o.own.step(ordered, o.LR())
}

// Path returns the points that the optimizer visits from start in the given number
// of steps; the start is the first of them. The function gradient returns the gradient
// at a point. A schedule counts each step as an epoch, as when a [Trainer] takes all
// examples at once.
//
// Shapes: gradient returns the shape it gets.
//
// Errors: a gradient of another shape; a negative number of steps, or 2³¹-1 and more.
func (o *Optimizer) Path(start Tensor, gradient func(at Tensor) Tensor, steps int) []Tensor {
	if steps < 0 || steps >= math.MaxInt32 {
		must(errorf(o.name, "Path: steps = %d, want 0 or more, below %d", steps, math.MaxInt32))
	}
	p := &param{slot: &slot{data: slices.Clone(start.data)}, shape: start.shape, base: "weight", name: "weight"}
	run := o.start([]*param{p})
	path := []Tensor{p.tensor()}
	for step := range steps {
		g := gradient(p.tensor())
		if !slices.Equal(g.shape, start.shape) {
			must(errorf(o.name, "the gradient has shape %v, want %v", g.shape, start.shape))
		}
		run.step([]Tensor{g}, o.schedule.at(o.lr, step))
		path = append(path, p.tensor())
	}
	return path
}

// stepper applies an optimizer to parameters and remembers their states.
type stepper struct {
	*Optimizer
	params []*param
	states []state
}

// state is what an optimizer remembers of one parameter. The steps are counted for
// each parameter, as in PyTorch.
type state struct {
	m, v  []float32
	steps int
	draws int  // param.draws at the first of the steps
	decay bool // whether the parameter decays
}

// start returns a stepper that remembers nothing yet. It decides which parameters
// decay while they have the names of this model: a look at a part of it, such as
// model.Layer(2).Parameters(), gives them the names they have there.
func (o *Optimizer) start(params []*param) *stepper {
	s := &stepper{Optimizer: o, params: params}
	for _, p := range params {
		s.states = append(s.states, state{
			m: make([]float32, len(p.data)), v: make([]float32, len(p.data)),
			draws: p.draws, decay: p.matches(o.decayed),
		})
	}
	return s
}

// step changes each parameter by its gradient. It forgets what it remembers of a
// parameter that Seed has drawn again since.
func (s *stepper) step(gradients []Tensor, lr float64) {
	for i, p := range s.params {
		st := &s.states[i]
		if st.draws != p.draws {
			clear(st.m)
			clear(st.v)
			st.steps, st.draws = 0, p.draws
		}
		st.steps++
		decay := 0.0
		if st.decay {
			decay = s.weightDecay
		}
		s.rule.update(p.data, gradients[i].data, st.m, st.v, st.steps, lr, decay)
	}
}

// String returns the optimizer with its options, as PyTorch prints it.
func (o *Optimizer) String() string {
	s := fmt.Sprintf("%s(lr=%g, %v, weight_decay=%g", o.name, o.lr, o.rule, o.weightDecay)
	if len(o.decayed) > 0 {
		s += " on " + strings.Join(o.decayed, ", ")
	}
	if o.schedule.label != "" {
		s += ", " + o.schedule.label
	}
	return s + ")"
}
