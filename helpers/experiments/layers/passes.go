package layers

import (
	"math"

	"golessons/mlx"
)

// Passes evaluates a model n times in training mode, as if eval() had been forgotten.
// It returns the n losses (BCEWithLogitsLoss), and for each example the probability
// averaged over the passes: what the crowd says. The model is in evaluation mode
// afterwards.
//
// Errors: no model; an n below 1; data that do not fit the model.
func Passes(model *mlx.Module, data *mlx.Dataset, n int) (losses, crowd []float64) {
	given("Passes", model)
	atLeast(1, "Passes", "n", n)
	model.Train()
	defer model.Eval()
	crowd = make([]float64, data.Len())
	for range n {
		y := model.Forward(data.Inputs())
		losses = append(losses, mlx.BCEWithLogitsLoss().Forward(y, data.Targets()).Item())
		for i, logit := range y.Values() {
			crowd[i] += sigmoid(logit) / float64(n)
		}
	}
	return losses, crowd
}

// Certainty returns the mean distance of probabilities from 1/2: 0 where nothing is
// known, 1/2 where all is certain.
//
// Errors: no probability.
func Certainty(probabilities []float64) float64 {
	atLeast(1, "Certainty", "len(probabilities)", len(probabilities))
	sum := 0.0
	for _, p := range probabilities {
		sum += math.Abs(p - 0.5)
	}
	return sum / float64(len(probabilities))
}
