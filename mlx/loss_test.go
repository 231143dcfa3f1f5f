package mlx

import "testing"

type lossFixture []struct {
	Name, Reduction       string
	Shape, TargetShape    []int
	Input, Target, Weight nums
	Value, Gradient       nums
}

func TestLossesEqualPyTorch(t *testing.T) {
	var cases lossFixture
	readFixture(t, "losses", &cases)
	worst := map[string]*deviation{}
	for _, c := range cases {
		d := worst[c.Name]
		if d == nil {
			d = &deviation{t: t, name: c.Name, limit: 1e-5, floor: 1e-2}
			worst[c.Name] = d
		}
		loss := losses[c.Name](Reduction(c.Reduction))
		var weight []Tensor
		if c.Weight != nil {
			weight = append(weight, c.Weight.tensor(len(c.Weight)))
		}
		input, target := c.Input.tensor(c.Shape...), c.Target.tensor(c.TargetShape...)
		d.compare("value", loss.Forward(input, target, weight...).data, c.Value)
		d.compare("gradient", loss.Gradient(input, target, weight...).data, c.Gradient)
	}
	for _, d := range worst {
		d.log()
	}
}

// TestLossSideBySide checks that several goroutines can use one loss at once.
func TestLossSideBySide(t *testing.T) {
	loss, target := MSELoss(), NewTensor(0, 0, 0)
	wrong := make([]int, 8)
	Parallel(len(wrong), func(i int) {
		for k := range 500 {
			x := float64(i + k)
			if loss.Forward(NewTensor(x, x, x), target).Item() != x*x {
				wrong[i]++
			}
		}
	})
	for i, n := range wrong {
		if n > 0 {
			t.Errorf("goroutine %d: %d of 500 results are another one's", i, n)
		}
	}
}
