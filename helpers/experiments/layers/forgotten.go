package layers

import (
	"golessons/helpers"
	"golessons/helpers/internal/number"
	"golessons/internal/words"
	"golessons/mlx"
)

// Forgot is what it costs to forget eval(), for several networks. Losses are
// BCEWithLogitsLoss.
type Forgot struct {
	// Passes is how many passes each network makes in training mode.
	Passes int
	// Evaluation is the loss of each network in evaluation mode, OnePass the mean loss
	// of its passes in training mode, and Crowd the loss of the probabilities
	// averaged over the passes.
	Evaluation, OnePass, Crowd []float64
	// Losses are the losses of the passes of each network.
	Losses [][]float64
	// Certain and CrowdCertain are the [Certainty] of each network in evaluation mode,
	// and of its crowd.
	Certain, CrowdCertain []float64
}

// Forgotten evaluates networks as it should be done, and then so many times with
// eval() forgotten. at returns network i and the data that it is measured on:
//
//	forgot := layers.Forgotten(len(runs), 100, func(i int) (*mlx.Module, *mlx.Dataset) {
//		return runs[i].Model, moons(300, 2*runs[i].Seed+1)
//	})
//
// Errors: networks or passes below 1; as [Passes].
func Forgotten(networks, passes int, at func(i int) (*mlx.Module, *mlx.Dataset)) Forgot {
	atLeast(1, "Forgotten", "networks", networks)
	atLeast(1, "Forgotten", "passes", passes)
	numbers := func() []float64 { return make([]float64, networks) }
	f := Forgot{Passes: passes, Evaluation: numbers(), OnePass: numbers(), Crowd: numbers(),
		Losses: make([][]float64, networks), Certain: numbers(), CrowdCertain: numbers()}
	mlx.Parallel(networks, func(i int) {
		model, data := at(i)
		f.Evaluation[i] = mlx.Evaluate(model, mlx.BCEWithLogitsLoss(), data).Loss
		f.Certain[i] = Certainty(model.Eval().Forward(data.Inputs()).Map(sigmoid).Values())
		losses, crowd := Passes(model, data, passes)
		f.Losses[i], f.OnePass[i] = losses, number.Mean(losses)
		f.Crowd[i], f.CrowdCertain[i] = logLoss(crowd, data.Targets().Values()), Certainty(crowd)
	})
	return f
}

// logLoss returns the mean of −ln of the probability that was given to what happened.
func logLoss(probabilities, targets []float64) float64 {
	sum := 0.0
	for i, p := range probabilities {
		sum += number.LogLoss(p, targets[i])
	}
	return sum / float64(len(targets))
}

// Table returns a row for each way to evaluate, with the mean ± spread of the networks.
func (f Forgot) Table() *helpers.Table {
	return helpers.Results(words.Text{"Validation loss, %s", "検証損失(%s つのネットワーク)"}.With(words.Count(len(f.Evaluation), "network")), helpers.Lower,
		helpers.Result{Name: words.Text{"evaluation mode", "評価モード"}.String(), Values: f.Evaluation},
		helpers.Result{Name: words.Text{"training mode, one pass", "訓練モード、1 回だけ"}.String(), Values: f.OnePass},
		helpers.Result{Name: words.Text{"training mode, probabilities of %d passes averaged", "訓練モード、%d 回の確率を平均"}.With(f.Passes), Values: f.Crowd})
}

// Show shows the table.
func (f Forgot) Show() { f.Table().Show() }
