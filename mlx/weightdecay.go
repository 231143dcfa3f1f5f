package mlx

// WeightDecay shrinks parameters in each step. [SGD] and [Adam] add decay·w to
// the gradient, [AdamW] multiplies w by 1 - lr·decay. All parameters decay,
// biases too, as in PyTorch, unless names say which: "weight" stands for every
// weight, "0.weight" for one parameter. A decay of 0 turns it off.
//
// The lecture's penalty λ Σ w² has the gradient 2λw: that is a decay of 2λ.
//
// Errors: a decay that is negative, NaN or infinite; when the optimizer is used, a
// name that no parameter has.
//
// Source: the argument weight_decay in torch.optim.
func WeightDecay(decay float64, names ...string) Option {
	return func(o *Optimizer) error {
		if err := o.once("WeightDecay"); err != nil {
			return err
		}
		o.weightDecay, o.decayed = decay, names
		return notNegative(o.name, "weight decay", decay)
	}
}
