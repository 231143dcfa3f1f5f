package mlx

import (
	"fmt"
	"math"
)

// StepLR returns a schedule that multiplies the learning rate by gamma after every
// size epochs:
//
//	lr · gamma^⌊epoch/size⌋
//
// Errors: size below 1; gamma negative, NaN or infinite.
//
// Source: torch.optim.lr_scheduler.StepLR.
func StepLR(size int, gamma float64) Option {
	return func(o *Optimizer) error {
		if size < 1 {
			return errorf("StepLR", "size = %d, want at least 1", size)
		}
		if err := notNegative("StepLR", "gamma", gamma); err != nil {
			return err
		}
		return o.follow(fmt.Sprintf("StepLR(%d, %g)", size, gamma), func(lr float64, epoch int) float64 {
			return lr * math.Pow(gamma, float64(epoch/size))
		})
	}
}
