package mlx

// schedule changes the learning rate from epoch to epoch. [StepLR] and
// [CosineAnnealingLR] return the option that gives one to an optimizer.
type schedule struct {
	label string // "StepLR(10, 0.5)"
	rate  func(lr float64, epoch int) float64
}

// at returns the learning rate of an epoch; the first is 0.
func (s schedule) at(lr float64, epoch int) float64 {
	if s.rate == nil {
		return lr
	}
	return s.rate(lr, epoch)
}

// follow gives the optimizer its schedule.
//
// Errors: it has one already.
func (o *Optimizer) follow(label string, rate func(lr float64, epoch int) float64) error {
	o.schedule = schedule{label, rate}
	return o.once("a schedule")
}
