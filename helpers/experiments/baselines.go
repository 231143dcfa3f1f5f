package experiments

import (
	"golessons/helpers/internal/number"
	"golessons/internal/words"
	"golessons/mlx"
)

// AlwaysMean returns the mean squared error of answering the mean of the targets,
// whatever the example: what a model must beat that has looked at its inputs.
func AlwaysMean(data *mlx.Dataset) float64 { return data.Targets().Var(false) }

// AlwaysNo returns the accuracy of answering 0 for every example: the share of the
// targets, 0 or 1, that are 0.
func AlwaysNo(targets []float64) float64 { return 1 - Mean(targets) }

// SameForAll returns the log loss on the validation data of giving everybody the same
// risk, the share of 1 among the training examples: the mean over the n seeds first,
// first+1 …. It asks e for its data and trains nothing.
//
// Errors: no validation data.
func SameForAll(n int, first int64, e Experiment) float64 {
	losses := make([]float64, n)
	for i := range n {
		j := newJob(e, first+int64(i)).start()
		if j.trainer.Validation == nil {
			mistake(words.Text{"SameForAll: the Trainer needs Validation", "Trainer に Validation を指定してください。"})
		}
		losses[i] = number.LogLoss(j.data.Targets().Mean(), j.trainer.Validation.Targets().Mean())
	}
	return Mean(losses)
}

// LogLoss returns the mean of −ln of the probability that was given to what happened.
// Targets are 0 or 1. A probability of 0 for what happened costs infinitely much.
//
// Errors: unequal lengths, or no values.
func LogLoss(risks, targets []float64) float64 {
	if len(risks) != len(targets) || len(risks) == 0 {
		mistake(words.Text{"LogLoss: got %s and %s, want as many of both, and at least one", "予測が %s 個、正解が %s 個ですが、同じ数ずつ、1 個以上にしてください。"}, words.Count(len(risks), "risk"), words.Count(len(targets), "target"))
	}
	sum := 0.0
	for i, p := range risks {
		sum += number.LogLoss(p, targets[i])
	}
	return sum / float64(len(risks))
}

// Risks returns the probability of 1 that a model of logits gives to each example, in
// evaluation mode.
func Risks(model *mlx.Module, data *mlx.Dataset) []float64 {
	return risks(model, data.Inputs())
}

func risks(model *mlx.Module, inputs mlx.Tensor) []float64 {
	return model.Eval().Forward(inputs).Sigmoid().Values()
}
