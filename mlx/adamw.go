package mlx

// AdamW returns the optimizer [Adam] with the weight decay kept out of the gradient:
//
//	w ← (1 - lr·λ) w, then the step of Adam without decay
//
// Options: [Betas] 0.9 and 0.999, [Eps] 1e-8, [WeightDecay] 0.01 by default
// (GoMLX: 0.004), and a schedule.
//
// Errors: as [Adam].
//
// Source: torch.optim.AdamW; Loshchilov and Hutter, arXiv:1711.05101.
func AdamW(lr float64, options ...Option) *Optimizer {
	r := newAdam()
	r.decoupled = true
	return newOptimizer("AdamW", r, lr, 0.01, options)
}
