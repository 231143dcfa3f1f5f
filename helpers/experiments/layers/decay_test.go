package layers_test

import (
	"fmt"
	"math"
	"testing"

	"golessons/helpers/experiments/layers"
	"golessons/mlx"
)

// At every step it is (1 − 2λη) to the power t, as the lesson claims; with λ = 0.1 the
// weight halves in 35 steps.
func TestDecay(t *testing.T) {
	d := layers.Decay(0.1, 120, 0.02, 0.1, 0.5)
	for k, lambda := range d.Lambdas {
		if n := len(d.Weights[k]); n != 121 {
			t.Errorf("λ = %g: %d weights, want 121", lambda, n)
		}
		for step, w := range d.Weights[k] {
			near(t, fmt.Sprintf("λ = %g, step %d", lambda, step), w, math.Pow(1-2*lambda*0.1, float64(step)), 1e-5)
		}
	}
	near(t, "λ = 0.02 after 120 steps", d.Weights[0][120], 0.6182, 5e-5)
	if w := d.Weights[1]; w[34] <= 0.5 || w[35] > 0.5 {
		t.Errorf("λ = 0.1: %g after 34 steps and %g after 35", w[34], w[35])
	}
}

func ExampleJaggedness() {
	sine := mlx.Linspace(-math.Pi, math.Pi, 401).Map(math.Sin)
	jagged, steepest := layers.Jaggedness(sine.Values(), 2*math.Pi)
	fmt.Printf("%.2f %.2f\n", jagged, steepest)
	// Output: 4.00 1.00
}

func TestJaggedness(t *testing.T) {
	for _, tt := range []struct {
		curve                   []float64
		width, jagged, steepest float64
	}{
		{[]float64{5, 5, 5}, 2, 0, 0},
		{[]float64{0, 1, 2}, 2, 0, 1},
		{[]float64{0, 2, 0}, 2, 4, 2},
		{[]float64{0, 0, -3}, 2, 3, 3},
		{[]float64{0, 0, -3}, 1, 6, 6},
		{[]float64{0, 2}, 1, 0, 2},
	} {
		jagged, steepest := layers.Jaggedness(tt.curve, tt.width)
		near(t, fmt.Sprint("jagged ", tt.curve), jagged, tt.jagged, 1e-12)
		near(t, fmt.Sprint("steepest ", tt.curve), steepest, tt.steepest, 1e-12)
	}
}

// arms are the 20 invented people of the lesson: the pressure of both arms, and a score.
func arms(seed int64) (x [][]float64, y []float64) {
	for _, r := range mlx.Randn(seed, 20, 4).Rows() {
		x = append(x, []float64{r[0] + 0.1*r[1], r[0] + 0.1*r[2]})
		y = append(y, r[0]+0.5*r[3])
	}
	return x, y
}

func TestRidge(t *testing.T) {
	// The ends of the lesson's curves.
	x, y := arms(1)
	for _, tt := range []struct{ lambda, left, right float64 }{
		{0.001, 1.161, -0.2901}, {10, 0.08557, 0.08474},
	} {
		w := layers.Ridge(x, y, tt.lambda)
		near(t, fmt.Sprintf("left arm, λ = %g", tt.lambda), w[0], tt.left, 5e-4)
		near(t, fmt.Sprintf("right arm, λ = %g", tt.lambda), w[1], tt.right, 5e-5)
	}
	// The lesson's table over 300 samples, and its two counts.
	negative := map[float64]int{}
	for _, lambda := range []float64{0, 0.1} {
		var left []float64
		for i := range int64(300) {
			x, y := arms(1000 + i)
			w := layers.Ridge(x, y, lambda)
			if left = append(left, w[0]); min(w[0], w[1]) < 0 {
				negative[lambda]++
			}
		}
		want := map[float64][2]float64{0: {0.574, 0.873}, 0.1: {0.477, 0.090}}[lambda]
		near(t, fmt.Sprintf("mean with λ = %g", lambda), mlx.NewTensor(left...).Mean(), want[0], 5e-4)
		near(t, fmt.Sprintf("deviation with λ = %g", lambda), mlx.NewTensor(left...).Std(), want[1], 5e-4)
	}
	if negative[0] != 180 || negative[0.1] != 0 {
		t.Errorf("%d and %d samples have a negative weight, want 180 and 0", negative[0], negative[0.1])
	}
}

// With as many columns as rows and λ = 0 it solves the equations themselves.
func ExampleRidge() {
	x := [][]float64{{1, 0, 1}, {0, 2, 0}, {1, 0, -1}}
	w := layers.Ridge(x, []float64{4, 4, -2}, 0)
	fmt.Printf("%.3f\n", w)
	// Output: [1.000 2.000 3.000]
}
