package mlx

// AdamW is [Adam] with the weight decay kept out of the gradient:
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
	o := &Optimizer{name: "AdamW", isAdam: true, lr: lr, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01}
	o.update = func(o *Optimizer, w, g, m, v []float32, step int, lr, decay float64) {
		o.adam(w, g, m, v, step, lr, float32(1-lr*decay), 0)
	}
	return o.set(options)
}
