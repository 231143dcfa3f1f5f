package layers_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"golessons/helpers/experiments/layers"
	"golessons/mlx"
)

func ExampleSlopes() {
	layers.Slopes(-5, -1, 0, 1, 5, 20).Show()
	// Output:
	// The derivative f'(x)
	//             x = −5      −1     0       1          5  20
	// ───────  ─────────  ──────  ────  ──────  ─────────  ──
	// ReLU             0       0     0       1          1   1
	// sigmoid   0.006648  0.1966  0.25  0.1966   0.006648   0
	// tanh     0.0001816    0.42     1    0.42  0.0001816   0
}

func TestDeep(t *testing.T) {
	model := layers.Deep(3, mlx.Tanh, 2, 5)
	if got, want := kinds(model), "Linear Tanh Linear Tanh Linear Tanh Linear"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	plain := layers.Deep(3, mlx.Tanh, 1, 5)
	for _, p := range plain.Parameters() {
		gain := 1.0
		if slices.Contains([]string{"0.weight", "2.weight", "4.weight"}, p.Name) {
			gain = 2
		}
		if model.Parameter(p.Name).Sub(p.Value.Mul(gain)).Norm() != 0 {
			t.Errorf("%s is not %g times PyTorch's", p.Name, gain)
		}
	}
}

// The loss of always answering the mean is in the lesson's prose.
func TestWave(t *testing.T) {
	near(t, "the variance", layers.Wave().Targets().Var(false), 0.515, 5e-4)
}

// The tables of the lesson, in both languages.
func TestGradientsByDepth(t *testing.T) {
	plain := layers.GradientsByDepth(1, 1)
	prints(t, plain.Table(), `
         2 layers  30 layers  factor per layer
───────  ────────  ─────────  ────────────────
ReLU      1.1e−01    5.1e−13              0.39
sigmoid   9.9e−03    1.2e−26              0.14
tanh      9.8e−02    8.9e−09              0.56`)
	near(t, "ReLU's factor", plain.Factor(plain.ReLU), 0.39, 0.005)
	he := layers.GradientsByDepth(math.Sqrt(6), 1)
	t.Setenv("GOLESSONS_LANG", "ja")
	prints(t, he.Table(), `
               2 層    30 層  1 層ごとの倍率
──────────  ───────  ───────  ──────────────
ReLU        4.6e−01  1.2e−01            0.95
シグモイド  1.2e−02  1.2e−16            0.32
tanh        1.2e−01  2.6e−01            1.03`)
	if got := layers.FirstGradient(30, mlx.ReLU, math.Sqrt(6), 1); got != he.ReLU[4] {
		t.Errorf("FirstGradient is %g by itself and %g in the table", got, he.ReLU[4])
	}
}

// A function that does more takes longer. (How long is not tested.)
func TestNanoseconds(t *testing.T) {
	calls := 0
	took := layers.Nanoseconds(func(x float64) float64 { calls++; return x }, 1)
	if calls < 7*50_000 || calls%50_000 != 0 || !(took > 0) {
		t.Errorf("%d calls took %g ns each", calls, took)
	}
	if unit := layers.NanosecondsOfUnit(256, 1); !(unit > 0) || math.IsInf(unit, 0) {
		t.Errorf("a unit took %g ns", unit)
	}
}

func TestCorner(t *testing.T) {
	y := mlx.FromRows([][]float64{{1, 2, 3}, {4, 5, 6}})
	for _, tt := range []struct {
		rows, columns int
		want          [][]float64
	}{
		{1, 2, [][]float64{{1, 2}}},
		{5, 10, [][]float64{{1, 2, 3}, {4, 5, 6}}},
		{2, 1, [][]float64{{1}, {4}}},
	} {
		if got := layers.Corner(y, tt.rows, tt.columns); fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%d × %d: %v, want %v", tt.rows, tt.columns, got, tt.want)
		}
	}
}
