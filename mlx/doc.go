// Package mlx is the lecture's torch.nn and torch.optim in Go, on GoMLX. (It
// has nothing to do with Apple's MLX.)
package mlx
