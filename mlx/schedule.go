package mlx

import (
	"fmt"
	"math"
)

// schedule changes the learning rate from epoch to epoch.
type schedule struct {
	label string
	rate  func(lr float64, epoch int) float64
}

// at returns the learning rate of an epoch, the first is 0.
func (s schedule) at(lr float64, epoch int) float64 {
	if s.rate == nil {
		return lr
	}
	return s.rate(lr, epoch)
}

// StepLR multiplies the learning rate by gamma after every size epochs:
//
//	lr · gamma^⌊epoch/size⌋
//
// Errors: size below 1; gamma negative, NaN or infinite.
//
// Source: torch.optim.lr_scheduler.StepLR.
func StepLR(size int, gamma float64) Option {
	return func(o *Optimizer) error {
		if err := o.once("a schedule"); err != nil {
			return err
		}
		if size < 1 {
			return errorf("StepLR", "size = %d, want at least 1", size)
		}
		o.schedule = schedule{fmt.Sprintf("StepLR(%d, %g)", size, gamma), func(lr float64, epoch int) float64 {
			return lr * math.Pow(gamma, float64(epoch/size))
		}}
		return notNegative("StepLR", "gamma", gamma)
	}
}

// CosineAnnealingLR lowers the learning rate to low over the given number of
// epochs, along half a wave:
//
//	low + (lr - low) · (1 + cos(π·epoch/epochs)) / 2
//
// Errors: epochs below 1; low negative, NaN or infinite.
//
// Source: torch.optim.lr_scheduler.CosineAnnealingLR; Loshchilov and Hutter,
// arXiv:1608.03983.
func CosineAnnealingLR(epochs int, low float64) Option {
	return func(o *Optimizer) error {
		if err := o.once("a schedule"); err != nil {
			return err
		}
		if epochs < 1 {
			return errorf("CosineAnnealingLR", "epochs = %d, want at least 1", epochs)
		}
		o.schedule = schedule{fmt.Sprintf("CosineAnnealingLR(%d, %g)", epochs, low), func(lr float64, epoch int) float64 {
			return low + (lr-low)*(1+math.Cos(math.Pi*float64(epoch)/float64(epochs)))/2
		}}
		return notNegative("CosineAnnealingLR", "low", low)
	}
}
