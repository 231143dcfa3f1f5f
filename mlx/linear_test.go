package mlx

import (
	"math"
	"slices"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
)

type linearFixture struct {
	Cases []struct {
		Shape                 []int
		X, Weight, Bias       nums
		Y, DX, DWeight, DBias nums
	}
	Init []struct {
		In           int
		Weight, Bias nums // 101 quantiles
	}
}

// sumOfSquares is the loss Σ y², whose gradients the fixture has.
var sumOfSquares = func() *Loss {
	l := LossFunc(func(y, _ *graph.Node) *graph.Node { return graph.Square(y) }, Sum)
	l.check = func([]int, Tensor) error { return nil }
	return l
}()

func TestLinearEqualsPyTorch(t *testing.T) {
	var fixture linearFixture
	readFixture(t, "linear", &fixture)
	d := &deviation{t: t, name: "Linear", limit: 1e-5, floor: 1e-2}
	for _, c := range fixture.Cases {
		m := Linear(3, 4, c.Bias != nil)
		m.SetParameter("weight", c.Weight.tensor(4, 3))
		if c.Bias != nil {
			m.SetParameter("bias", c.Bias.tensor(4))
		}
		x := c.X.tensor(c.Shape...)
		d.compare("y", m.Forward(x).data, c.Y)
		data := NewDataset(x, Zeros(c.Shape[0]))
		d.compare("dx", m.InputGradient(sumOfSquares, data).data, c.DX)
		gradients := m.Gradients(sumOfSquares, data)
		d.compare("dweight", gradients.Get("weight").data, c.DWeight)
		if c.Bias != nil {
			d.compare("dbias", gradients.Get("bias").data, c.DBias)
		}
	}
	d.log()
}

func TestLinearInitialDistributionEqualsPyTorch(t *testing.T) {
	var fixture linearFixture
	readFixture(t, "linear", &fixture)
	for _, c := range fixture.Init {
		var weights, biases []float32
		for seed := range int64(10) {
			m := Linear(c.In, 20000/c.In+1).Seed(seed)
			weights = append(weights, m.Parameter("weight").data...)
			biases = append(biases, m.Parameter("bias").data...)
		}
		bound := 1 / math.Sqrt(float64(c.In))
		for name, part := range map[string]struct {
			got  []float32
			want nums
		}{"weight": {weights, c.Weight}, "bias": {biases, c.Bias}} {
			slices.Sort(part.got)
			// The distance of two empirical distributions is below 1.63 √(2/n)
			// in 99 of 100 cases (Kolmogorov and Smirnov); seeds are fixed here.
			limit := 1.63 * math.Sqrt(2/float64(len(part.got)))
			worst := 0.0
			for i, want := range part.want {
				at, _ := slices.BinarySearch(part.got, want)
				worst = max(worst, math.Abs(float64(at)/float64(len(part.got))-float64(i)/100))
			}
			if worst > limit {
				t.Errorf("in=%d %s: distribution is %.4f from PyTorch's, limit %.4f", c.In, name, worst, limit)
			}
			if low, high := float64(part.got[0]), float64(part.got[len(part.got)-1]); low < -bound || high > bound || high < 0.99*bound || low > -0.99*bound {
				t.Errorf("in=%d %s: from %g to %g, want nearly ±%g", c.In, name, low, high, bound)
			}
			t.Logf("in=%d %s: %d numbers, Kolmogorov distance to PyTorch's %.4f (limit %.4f)", c.In, name, len(part.got), worst, limit)
		}
	}
}
