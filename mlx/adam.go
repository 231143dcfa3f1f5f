package mlx

import (
	"fmt"
	"math"
)

// Adam returns an optimizer that gives every weight a step size of its own, from
// the mean m and the mean square v of its gradients g:
//
//	g ← g + λw                                weight decay, as an L2 penalty
//	m ← β₁m + (1 - β₁)g,  v ← β₂v + (1 - β₂)g²
//	w ← w - lr · m/(1 - β₁ᵗ) / (√(v/(1 - β₂ᵗ)) + ε)
//
// Options: [Betas] 0.9 and 0.999, [Eps] 1e-8 (GoMLX: 1e-7), [WeightDecay] 0 by
// default, and a schedule. With weight decay this is not [AdamW].
//
// Errors: a learning rate or an option that is negative, NaN or infinite; a beta
// that is not below 1.
//
// Source: torch.optim.Adam; Kingma and Ba, arXiv:1412.6980.
func Adam(lr float64, options ...Option) *Optimizer {
	return newOptimizer("Adam", newAdam(), lr, 0, options)
}

// adam is the rule of [Adam] and [AdamW].
type adam struct {
	beta1, beta2 float64
	eps          float64
	decoupled    bool // AdamW: the weights decay by themselves, not by way of the gradient
}

// newAdam returns the rule with PyTorch's defaults.
func newAdam() *adam { return &adam{beta1: 0.9, beta2: 0.999, eps: 1e-8} }

func (r *adam) String() string {
	return fmt.Sprintf("betas=(%g, %g), eps=%g", r.beta1, r.beta2, r.eps)
}

func (r *adam) update(w, g, m, v []float32, step int, lr, decay float64) {
	keep, l2 := float32(1), float32(decay)
	if r.decoupled {
		keep, l2 = float32(1-lr*decay), 0
	}
	t := float64(step)
	rate := float32(lr / (1 - math.Pow(r.beta1, t)))
	root := float32(math.Sqrt(1 - math.Pow(r.beta2, t)))
	b1, c1 := float32(r.beta1), float32(1-r.beta1)
	b2, c2 := float32(r.beta2), float32(1-r.beta2)
	eps := float32(r.eps)
	g, m, v = g[:len(w)], m[:len(w)], v[:len(w)]
	for i := range w {
		x := w[i] * keep
		d := g[i] + l2*x
		m[i] = b1*m[i] + c1*d
		v[i] = b2*v[i] + c2*d*d
		w[i] = x - rate*m[i]/(float32(math.Sqrt(float64(v[i])))/root+eps)
	}
}

// Betas sets how much [Adam] and [AdamW] remember: 0.9 and 0.999 by default.
//
// Errors: outside [0, 1); an optimizer without betas.
//
// Source: the argument betas of torch.optim.Adam.
func Betas(beta1, beta2 float64) Option {
	return func(o *Optimizer) error {
		r, ok := o.rule.(*adam)
		if !ok {
			return errorf(o.name, "has no Betas, Adam and AdamW have")
		}
		if !(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1) {
			return errorf(o.name, "betas = (%g, %g), want 0 ≤ β < 1 for both", beta1, beta2)
		}
		r.beta1, r.beta2 = beta1, beta2
		return o.once("Betas")
	}
}

// Eps sets what [Adam] and [AdamW] add to the denominator: 1e-8 by default.
//
// Errors: negative, NaN or infinite; an optimizer without it.
//
// Source: the argument eps of torch.optim.Adam.
func Eps(eps float64) Option {
	return func(o *Optimizer) error {
		r, ok := o.rule.(*adam)
		if !ok {
			return errorf(o.name, "has no Eps, Adam and AdamW have")
		}
		if err := o.once("Eps"); err != nil {
			return err
		}
		r.eps = eps
		return notNegative(o.name, "eps", eps)
	}
}
