package mlx

import (
	"math"
	"testing"
)

// TestSumsOfManyElements checks that many small elements are added up exactly. In
// float32 these sums would be off by 1%.
func TestSumsOfManyElements(t *testing.T) {
	const n = 1_000_000
	x := Full(0.1, n, 1)
	want := n * float64(float32(0.1))
	for name, got := range map[string]float64{
		"Sum": x.Sum(), "SumAxis": x.SumAxis(0).Item(), "Mean": x.Mean() * n, "MeanAxis": x.MeanAxis(0).Item() * n,
		"Norm": x.Norm() * x.Norm() * 10, "NormAxis": math.Pow(x.NormAxis(0).Item(), 2) * 10,
		"MatMul": x.T().MatMul(Ones(n)).Item(), "Softmax": x.Softmax(0).Sum() * want,
	} {
		if math.Abs(got-want) > 3e-7*want {
			t.Errorf("%s: got %.3f, want %.3f", name, got, want)
		}
	}
	if got := x.Var(); got > 1e-12 {
		t.Errorf("the variance of equal numbers is %g", got)
	}
}
