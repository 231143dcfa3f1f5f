package layers

import "golessons/mlx"

// Slope lets layers learn y = 2x from 200 points between −1 and 1 (MSELoss, 400 epochs
// of Adam with rate 0.02), and returns the slope that was learnt: the output at 1 less
// that at 0, in evaluation mode.
//
// Shapes: the first layer takes one number, the last returns one.
//
// Errors: no layer; shapes that do not fit.
func Slope(seed int64, layers ...*mlx.Module) float64 {
	x := mlx.Linspace(-1, 1, 200).Reshape(-1, 1)
	data := mlx.NewDataset(x, x.Map(func(x float64) float64 { return 2 * x }))
	model := mlx.Sequential(layers...).Seed(seed)
	trainer := mlx.Trainer{Model: model, Loss: mlx.MSELoss(), Optimizer: mlx.Adam(0.02), Epochs: 400}
	trainer.Fit(data)
	return model.Forward(mlx.Column(1)).Item() - model.Forward(mlx.Column(0)).Item()
}
