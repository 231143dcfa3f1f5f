package mlx

import "fmt"

// SGD returns the optimizer that goes down the gradient g, stochastic gradient
// descent, with momentum µ and weight decay λ:
//
//	g ← g + λw
//	m ← µm + g            (m = g in the first step)
//	g ← m, or g + µm with Nesterov
//	w ← w - lr·g
//
// Options: [Momentum] 0, [Nesterov] off, [WeightDecay] 0 by default, and a
// schedule; the learning rate is constant otherwise (GoMLX divides it by √step).
//
// Errors: a learning rate or an option that is negative, NaN or infinite;
// Nesterov without momentum.
//
// Source: torch.optim.SGD.
func SGD(lr float64, options ...Option) *Optimizer {
	r := &sgd{}
	o := newOptimizer("SGD", r, lr, 0, options)
	if r.nesterov && r.momentum == 0 {
		must(errorf("SGD", "Nesterov needs Momentum above 0"))
	}
	return o
}

// sgd is the rule of [SGD].
type sgd struct {
	momentum float64
	nesterov bool
}

func (r *sgd) String() string {
	return fmt.Sprintf("momentum=%g, nesterov=%t", r.momentum, r.nesterov)
}

func (r *sgd) update(w, g, m, _ []float32, _ int, lr, decay float64) {
	rate, mu, lambda := float32(lr), float32(r.momentum), float32(decay)
	for i := range w {
		d := g[i] + lambda*w[i]
		if mu != 0 {
			m[i] = mu*m[i] + d
			if r.nesterov {
				d += mu * m[i]
			} else {
				d = m[i]
			}
		}
		w[i] -= rate * d
	}
}

// Momentum makes [SGD] keep the fraction mu of its last direction.
//
// Errors: negative, NaN or infinite; an optimizer other than SGD.
//
// Source: the argument momentum of torch.optim.SGD.
func Momentum(mu float64) Option {
	return func(o *Optimizer) error {
		r, ok := o.rule.(*sgd)
		if !ok {
			return errorf(o.name, "has no Momentum, SGD has")
		}
		if err := o.once("Momentum"); err != nil {
			return err
		}
		r.momentum = mu
		return notNegative(o.name, "momentum", mu)
	}
}

// Nesterov makes [SGD] look ahead along its momentum, which must be above 0.
//
// Source: the argument nesterov of torch.optim.SGD.
func Nesterov() Option {
	return func(o *Optimizer) error {
		r, ok := o.rule.(*sgd)
		if !ok {
			return errorf(o.name, "has no Nesterov, SGD has")
		}
		r.nesterov = true
		return o.once("Nesterov")
	}
}
