package layers_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"golessons/helpers/experiments/layers"
	"golessons/mlx"
)

func TestStack(t *testing.T) {
	for _, tt := range []struct {
		bend  bool
		sizes []int
		want  string
	}{
		{false, []int{1, 1}, "Linear"},
		{true, []int{1, 1}, "Linear"},
		{false, layers.Sizes(3, 16, 2, 1), "Linear Linear Linear"},
		{true, layers.Sizes(3, 16, 2, 1), "Linear ReLU Linear ReLU Linear"},
	} {
		if got := kinds(layers.Stack(tt.bend, 1, 1, tt.sizes...)); got != tt.want {
			t.Errorf("%v %v: %s, want %s", tt.bend, tt.sizes, got, tt.want)
		}
	}
	// The gain is for all weights and no bias; the seed decides what it multiplies.
	plain, large := layers.Stack(true, 1, 7, 1, 4, 1), layers.Stack(true, 2, 7, 1, 4, 1)
	written := mlx.Sequential(mlx.Linear(1, 4), mlx.ReLU(), mlx.Linear(4, 1)).Seed(7)
	for _, p := range written.Parameters() {
		gain := 1.0
		if strings.HasSuffix(p.Name, "weight") {
			gain = 2
		}
		if d := plain.Parameter(p.Name).Sub(p.Value).Norm(); d != 0 {
			t.Errorf("%s is another than that of the network written out", p.Name)
		}
		if d := large.Parameter(p.Name).Sub(p.Value.Mul(gain)).Norm(); d != 0 {
			t.Errorf("%s is not %g times that of the network written out", p.Name, gain)
		}
	}
}

// kinds returns what the layers of a model are.
func kinds(model *mlx.Module) string {
	var all []string
	for i := range model.NumLayers() {
		kind, _, _ := strings.Cut(model.Layer(i).String(), "(")
		all = append(all, kind)
	}
	return strings.Join(all, " ")
}

func TestSizes(t *testing.T) {
	for n, want := range [][]int{{3, 2}, {3, 16, 2}, {3, 16, 16, 2}} {
		if got := layers.Sizes(3, 16, n, 2); !slices.Equal(got, want) {
			t.Errorf("%d hidden layers: %v, want %v", n, got, want)
		}
	}
}

func TestNetwork(t *testing.T) {
	for want, model := range map[string]*mlx.Module{
		"Linear":                         layers.Network(8),
		"Linear ReLU Linear":             layers.Network(1, 6),
		"Linear ReLU Linear ReLU Linear": layers.Network(8, 32, 32),
	} {
		if got := kinds(model); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got, want := layers.Network(8, 32, 32).NumParameters(), 8*32+32+32*32+32+32+1; got != want {
		t.Errorf("%d parameters, want %d", got, want)
	}
}

func ExampleStack() {
	fmt.Println(layers.Stack(true, 1, 1, layers.Sizes(1, 16, 2, 1)...))
	// Output:
	// Sequential, training mode
	//   (0) Linear(in_features=1, out_features=16, bias=true)   weight [16, 1]  bias [16]: 32
	//   (1) ReLU()
	//   (2) Linear(in_features=16, out_features=16, bias=true)  weight [16, 16]  bias [16]: 272
	//   (3) ReLU()
	//   (4) Linear(in_features=16, out_features=1, bias=true)   weight [1, 16]  bias [1]: 17
	// 321 parameters
}

// A stack of linear layers and the layer that it merges into say the same.
func TestMerge(t *testing.T) {
	x := mlx.Randn(3, 20, 3)
	for name, model := range map[string]*mlx.Module{
		"one layer":      mlx.Linear(3, 2).Seed(1),
		"two":            layers.Stack(false, 1, 1, 3, 16, 2),
		"ten":            layers.Stack(false, math.Sqrt(3), 1, layers.Sizes(3, 16, 9, 2)...),
		"without a bias": mlx.Sequential(mlx.Linear(3, 5, false), mlx.Linear(5, 2)).Seed(1),
	} {
		one := layers.Merge(model)
		if one.NumParameters() != 8 {
			t.Errorf("%s: merged into %d numbers, want 8", name, one.NumParameters())
		}
		if d := one.Forward(x).Sub(model.Forward(x)).Map(math.Abs).Max(); d > 1e-5 {
			t.Errorf("%s: the outputs are %g apart", name, d)
		}
	}
}

func ExampleMerge() {
	model := mlx.Sequential(mlx.Linear(1, 1), mlx.Linear(1, 1))
	model.SetParameter("0.weight", mlx.FromRows([][]float64{{2}})).SetParameter("0.bias", mlx.NewTensor(-1)) // 2x − 1
	model.SetParameter("1.weight", mlx.FromRows([][]float64{{3}})).SetParameter("1.bias", mlx.NewTensor(4))  // 3y + 4
	one := layers.Merge(model)
	fmt.Println(one.Parameter("weight").Item(), one.Parameter("bias").Item())
	// Output: 6 1
}

func TestCollapse(t *testing.T) {
	c := layers.Collapse(1, 2, 10, 100)
	prints(t, c.Table(), `
A stack of linear layers, and the one they merge into
layers  numbers to learn  merged  largest output  largest difference
──────  ────────────────  ──────  ──────────────  ──────────────────
     2                98       8           3.410              0.0000
    10              2274       8           3.799              0.0000
   100             26754       8           1.527              0.0000`)
	for _, m := range c {
		if share := m.LargestDifference / m.LargestOutput; share > 1e-5 || share == 0 {
			t.Errorf("%d layers: differs by %g of the output", m.Layers, share)
		}
	}
	t.Setenv("GOLESSONS_LANG", "ja")
	prints(t, c[:1].Table(), `
線形層の山と、まとめた 1 層
層の数  学習する数  1 層にすると  最大の出力  出力の最大の差
──────  ──────────  ────────────  ──────────  ──────────────
     2          98             8       3.410          0.0000`)
}

func TestBentness(t *testing.T) {
	for _, tt := range []struct {
		ys   []float64
		want float64
	}{
		{[]float64{1, 2, 3}, 0},
		{[]float64{2, 2, 2}, 0},
		{[]float64{0, 0, 1}, 0.5},
		{[]float64{0, 1, 0}, 1},
		{[]float64{4, 0, 4, 4}, 1},
	} {
		near(t, fmt.Sprint(tt.ys), layers.Bentness(tt.ys), tt.want, 1e-12)
	}
	// As the lesson claims, before any training.
	x := mlx.Linspace(-3, 3, 601).Reshape(-1, 1)
	curve := func(bend bool, gain float64) []float64 {
		return layers.Stack(bend, gain, 1, layers.Sizes(1, 16, 9, 1)...).Forward(x).Values()
	}
	linear, bent := curve(false, math.Sqrt(3)), curve(true, math.Sqrt(6))
	near(t, "the left end of ten linear layers", linear[0], -0.894, 5e-4)
	near(t, "the right end", linear[600], 1.997, 5e-4)
	near(t, "the lowest point of ten with ReLU", slices.Min(bent), 0.4231, 5e-5)
	if b := layers.Bentness(linear); b > 1e-3 {
		t.Errorf("linear layers have bentness %g", b)
	}
	if b := layers.Bentness(bent); b < 0.02 {
		t.Errorf("ReLU layers have bentness %g", b)
	}
}
