package mlx

import (
	"fmt"
	"math"
)

// CosineAnnealingLR returns a schedule that lowers the learning rate to low over the
// given number of epochs, along half a cosine wave:
//
//	low + (lr - low) · (1 + cos(π·epoch/epochs)) / 2
//
// Errors: epochs below 1; low negative, NaN or infinite.
//
// Source: torch.optim.lr_scheduler.CosineAnnealingLR; Loshchilov and Hutter,
// arXiv:1608.03983.
func CosineAnnealingLR(epochs int, low float64) Option {
	return func(o *Optimizer) error {
		if epochs < 1 {
			return errorf("CosineAnnealingLR", "epochs = %d, want at least 1", epochs)
		}
		if err := notNegative("CosineAnnealingLR", "low", low); err != nil {
			return err
		}
		return o.follow(fmt.Sprintf("CosineAnnealingLR(%d, %g)", epochs, low), func(lr float64, epoch int) float64 {
			return low + (lr-low)*(1+math.Cos(math.Pi*float64(epoch)/float64(epochs)))/2
		})
	}
}
