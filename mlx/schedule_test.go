package mlx

import "testing"

func TestSchedulesEqualPyTorch(t *testing.T) {
	var fixture optimizerFixture
	readFixture(t, "optimizers", &fixture)
	for _, c := range fixture.Schedules {
		o := SGD(0.1, schedules[c.Name](c.Args))
		var rates []float64
		for epoch := range c.Rates {
			rates = append(rates, o.schedule.at(o.lr, epoch))
		}
		d := &deviation{t: t, name: c.Name, limit: 1e-5}
		d.compare("rate", NewTensor(rates...).data, c.Rates)
		d.log()
	}
}
