package mlx

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
