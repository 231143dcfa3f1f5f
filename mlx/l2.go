package mlx

import "github.com/gomlx/gomlx/core/graph"

// L2 returns the lecture's penalty on large weights:
//
//	λ Σ w², with gradient 2λw
//
// Names say which parameters: "weight", the default, stands for every weight, "bias"
// for every bias, "0.weight" for one parameter.
//
// In an optimizer the same is [WeightDecay] of 2λ, since PyTorch's weight_decay
// adds λw to the gradient.
//
// Errors: λ negative, NaN or infinite; when it is used, a name that no parameter
// has.
//
// Source: the lecture, section 2.3; Krogh and Hertz, NIPS 1991.
func L2(lambda float64, names ...string) Penalty {
	return newPenalty("L2", lambda, graph.Square, names)
}
