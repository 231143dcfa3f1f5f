// Package experiments trains models for the lessons and shows what came of it: one
// training, the same with several seeds, several methods, a sweep over a setting.
//
// What is trained is a plain function, an [Experiment], which returns an mlx.Trainer
// and its data for a seed:
//
//	func rehearsal(p float64) experiments.Experiment {
//		return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
//			return mlx.Trainer{Model: network(p).Seed(seed), Loss: mlx.BCEWithLogitsLoss(),
//				Optimizer: mlx.Adam(0.02), Epochs: 200, Validation: moons(300, seed+1000)}, moons(150, seed)
//		}
//	}
//
// The functions that train it read as one would say it:
//
//	run := experiments.Train("Learning curve", rehearsal(0), 10*seed)
//	five := experiments.Seeds("Without Dropout", 5, 10*seed, rehearsal(0))
//	pairs := experiments.Compare("Without Dropout", 5, 10*seed,
//		experiments.Method("without", rehearsal(0)), experiments.Method("p = 0.5", rehearsal(0.5)))
//	rates := experiments.Sweep("p", 3, 10*seed, []float64{0, 0.2, 0.5, 0.8}, rehearsal)
//
// Each returns what it has trained: a [Run], [Runs], a [Comparison], a [Swept], which
// draw and tabulate themselves:
//
//	five.Curves("Learning curves").Show()
//	pairs.Table(experiments.TrainLoss, experiments.ValidationLoss).Show()
//	rates.Figure("After 200 epochs").Show()
//
// All trainings of a call go side by side, as many at a time as there are processors. The
// seeds are the ones that the call names, first, first+1, first+2 …, so that the same
// call gives the same numbers. (The lessons give 10·seed, so that the runs of one seed
// of a lesson and those of the next are different ones.)
//
// # Before and after training
//
// [WithPatience] and [ValidateOnce] change an experiment. [Comparison.On] measures models
// that are trained on other data. [AlwaysMean], [AlwaysNo] and [SameForAll] are what
// a rule reaches that looks at nothing: a model must beat it.
//
// helpers.Remember keeps a Run, Runs, a Comparison and a Swept from cell to cell; [Kept]
// takes runs that are there already into another comparison.
//
// # Mistakes
//
// A mistake in a call panics with an [*Error], one in a training with an *mlx.Error. In a
// cell the lessons' kernel shows the sentence, in the learner's language, with the line.
package experiments
