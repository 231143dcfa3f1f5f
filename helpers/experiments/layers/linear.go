package layers

import (
	"strings"

	"golessons/mlx"
)

// linear is one linear layer W·x + b, in float64.
type linear struct {
	w [][]float64
	b []float64
}

// linearOf returns the numbers of a module that is mlx.Linear.
func linearOf(module *mlx.Module) linear {
	l := linear{w: module.Parameter("weight").Rows()}
	if l.b = make([]float64, len(l.w)); len(module.Parameters()) > 1 {
		l.b = module.Parameter("bias").Values()
	}
	return l
}

// of returns W·x + b.
func (l linear) of(x []float64) []float64 {
	y := append([]float64(nil), l.b...)
	for i, row := range l.w {
		for j, w := range row {
			y[i] += w * x[j]
		}
	}
	return y
}

// then returns the one layer that does what l does, followed by next: its weights are
// W₂·W₁ and its bias is W₂·b₁ + b₂.
func (l linear) then(next linear) linear {
	var one linear
	for i, row := range next.w {
		w, b := make([]float64, len(l.w[0])), next.b[i]
		for k, v := range row {
			for j := range w {
				w[j] += v * l.w[k][j]
			}
			b += v * l.b[k]
		}
		one.w, one.b = append(one.w, w), append(one.b, b)
	}
	return one
}

// kindOf returns what a module without modules in it is, such as "ReLU".
func kindOf(module *mlx.Module) string {
	kind, _, _ := strings.Cut(module.String(), "(")
	return kind
}
