package layers

import (
	"golessons/internal/words"
	"golessons/mlx"
)

// Merge returns the one linear layer that does what a stack of linear layers does. It
// merges them two at a time, from the input on:
//
//	W₂·(W₁·x + b₁) + b₂ = (W₂·W₁)·x + (W₂·b₁ + b₂)
//
// Shapes: model [n, in] to [n, out]; the result is an mlx.Linear(in, out).
//
// Errors: no model; a layer that is not linear.
func Merge(model *mlx.Module) *mlx.Module {
	given("Merge", model)
	var one linear
	for i := range model.NumLayers() {
		layer := model.Layer(i)
		if kind := kindOf(layer); kind != "Linear" {
			mistake(words.Text{"Merge: layer %d is %s, and only linear layers merge into one", "Merge: %d 番の層は %s ですが、1 つにまとめられるのは線形層だけです。"}, i, kind)
		}
		if next := linearOf(layer); i == 0 {
			one = next
		} else {
			one = one.then(next)
		}
	}
	return mlx.Linear(len(one.w[0]), len(one.w)).
		SetParameter("weight", mlx.FromRows(one.w)).
		SetParameter("bias", mlx.NewTensor(one.b...))
}

// given ends the call of a function that has no model.
func given(function string, model *mlx.Module) {
	if model == nil {
		mistake(words.Text{"%s: the model is nil, want one", "%s: モデルが nil です。モデルを渡してください。"}, function)
	}
}
