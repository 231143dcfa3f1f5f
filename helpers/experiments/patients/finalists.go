package patients

import (
	"golessons/helpers/experiments"
	"golessons/internal/words"
	"golessons/mlx"
)

// The names of the six methods of lesson 06, in the order of Finalists.
var finalists = []words.Text{
	{"none", "正則化なし"}, {"Dropout", "Dropout"}, {"weight decay", "重み減衰"},
	{"both", "両方"}, {"early stopping", "早期終了"}, {"logistic regression", "ロジスティック回帰"},
}

// Finalists has the five teams of a lesson's seed train the six methods that lesson 06
// compares, with the settings that it chooses: none, Dropout (0.8), weight decay (0.03),
// both (0.2 and 0.03), early stopping (10 epochs) and logistic regression.
func Finalists(lessonSeed int64) experiments.Comparison {
	var methods []experiments.Named
	for i, e := range []experiments.Experiment{
		network(0, 0), network(0.8, 0), network(0, 0.03), network(0.2, 0.03),
		experiments.WithPatience(10, network(0, 0)), logistic,
	} {
		if i != 4 {
			e = experiments.ValidateOnce(e)
		}
		methods = append(methods, experiments.Method(finalists[i].String(), e))
	}
	return experiments.Compare("", teams, 10*lessonSeed, methods...)
}

// network is lesson 06's network, with Dropout of probability p and weight decay.
func network(p, decay float64) experiments.Experiment {
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		train, validation := Team(seed)
		model := mlx.Sequential(mlx.Linear(8, 32), mlx.ReLU(), mlx.Dropout(p),
			mlx.Linear(32, 32), mlx.ReLU(), mlx.Dropout(p), mlx.Linear(32, 1))
		return mlx.Trainer{Model: model.Seed(seed), Loss: mlx.BCEWithLogitsLoss(),
			Optimizer: mlx.Adam(0.01, mlx.WeightDecay(decay)), Epochs: 60, Validation: validation}, train
	}
}

// logistic is lesson 06's logistic regression.
func logistic(seed int64) (mlx.Trainer, *mlx.Dataset) {
	train, validation := Team(seed)
	return mlx.Trainer{Model: mlx.Sequential(mlx.Linear(8, 1)).Seed(seed), Loss: mlx.BCEWithLogitsLoss(),
		Optimizer: mlx.Adam(0.05), Epochs: 60, Validation: validation}, train
}
