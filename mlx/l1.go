package mlx

import "github.com/gomlx/gomlx/core/graph"

// L1 returns the penalty whose minimum has weights of exactly 0; the steps of SGD or
// Adam come near 0, but do not stop on it:
//
//	λ Σ |w|, with gradient λ sign(w), 0 at w = 0
//
// Names say which parameters, as for [L2]: "weight" by default.
//
// Errors: as [L2].
//
// Source: Tibshirani, J R Stat Soc B 58 (1996), 267-288; torch.abs for the
// gradient at 0 (GoMLX has 1 there).
func L1(lambda float64, names ...string) Penalty {
	return newPenalty("L1", lambda, func(w *graph.Node) *graph.Node {
		return graph.Mul(w, graph.StopGradient(graph.Sign(w)))
	}, names)
}
