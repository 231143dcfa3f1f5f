package experiments_test

import (
	"fmt"
	"math"
	"os"

	"golessons/helpers/data"
	"golessons/helpers/experiments"
	"golessons/mlx"
)

// The examples' outputs are in English wherever they run.
func init() { os.Setenv("GOLESSONS_LANG", "en") }

// points is a data set.
type points struct{ x, y []float64 }

func (p points) Examples() (x [][]float64, y []float64) {
	for _, v := range p.x {
		x = append(x, []float64{v})
	}
	return x, p.y
}

// valley returns points of x² without noise, the same for every seed.
func valley() *mlx.Dataset {
	p := points{x: mlx.Linspace(-2, 2, 41).Values()}
	for _, v := range p.x {
		p.y = append(p.y, v*v)
	}
	return experiments.Dataset(p)
}

// learn is an experiment: a network of so many units learns the valley.
func learn(units int) experiments.Experiment {
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		model := mlx.Sequential(mlx.Linear(1, units), mlx.ReLU(), mlx.Linear(units, 1)).Seed(seed)
		train, validation := valley().Split(0.75, seed)
		return mlx.Trainer{Model: model, Loss: mlx.MSELoss(), Optimizer: mlx.Adam(0.03), Epochs: 200, Validation: validation}, train
	}
}

// line is a straight line, which cannot follow the valley.
func line(seed int64) (mlx.Trainer, *mlx.Dataset) {
	trainer, train := learn(1)(seed)
	trainer.Model = mlx.Linear(1, 1).Seed(seed)
	return trainer, train
}

// moons is an experiment with two features and two classes.
func moons(seed int64) (mlx.Trainer, *mlx.Dataset) {
	set := data.Moons(60, 0.2, seed)
	all := mlx.NewDataset(mlx.FromRows(set.X), mlx.Column(set.Y...))
	train, validation := all.Split(0.5, seed)
	return mlx.Trainer{Model: mlx.Sequential(mlx.Linear(2, 8), mlx.ReLU(), mlx.Linear(8, 1)).Seed(seed), Loss: mlx.BCEWithLogitsLoss(),
		Optimizer: mlx.Adam(0.03), Epochs: 100, Validation: validation}, train
}

func ExampleTrain() {
	run := experiments.Train("", learn(16), 1) // with a title it draws the losses as they come
	fmt.Println("epochs:", len(run.TrainLoss), "seed:", run.Seed)
	fmt.Println("it has learnt:", run.Validation.Loss < run.ValLoss[0]/10)
	// Output:
	// epochs: 200 seed: 1
	// it has learnt: true
}

func ExampleSeeds() {
	runs := experiments.Seeds("", 3, 10, learn(16))
	for _, run := range runs {
		fmt.Println(run.Seed, run.Train.Loss < 0.1)
	}
	fmt.Println(len(runs.Each(experiments.TrainLoss)), runs.Mean(experiments.TrainLoss) < 0.1)
	middle := runs.Middle(experiments.ValidationLoss)
	fmt.Println(middle >= 0 && middle < 3)
	// Output:
	// 10 true
	// 11 true
	// 12 true
	// 3 true
	// true
}

func ExampleCompare() {
	two := experiments.Compare("", 3, 10,
		experiments.Method("line", line), experiments.Method("network", learn(16)))
	better := 0
	for i := range 3 {
		if two.Run("network", i).Validation.Loss < two.Run("line", i).Validation.Loss {
			better++
		}
	}
	fmt.Println("the network is better in", better, "runs of", len(two.Runs("line")))
	two.Table(experiments.Updates, experiments.TrainAccuracy).Show() // no classes, no accuracy
	best := two.Best()
	fmt.Println(best.Mean(experiments.ValidationLoss) == two.Runs("network").Mean(experiments.ValidationLoss))
	// Output:
	// the network is better in 3 runs of 3
	// Mean ± standard deviation of 3 runs
	// method   updates  training accuracy
	// ───────  ───────  ─────────────────
	// line     200 ± 0  —
	// network  200 ± 0  —
	// true
}

func ExampleMethod() {
	three := experiments.Compare("", 1, 10,
		experiments.Method("patient", experiments.WithPatience(5, line)),
		experiments.Method("once", experiments.ValidateOnce(line)),
		experiments.Method("each epoch", line))
	for _, name := range three.Names {
		run := three.Run(name, 0)
		fmt.Println(name, len(run.TrainLoss) == len(run.ValLoss), run.Validation.Loss > 0)
	}
	// Output:
	// patient true true
	// once false true
	// each epoch true true
}

func ExampleWithPatience() {
	contrary := func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		trainer, train := line(seed)
		trainer.Validation = mlx.NewDataset(train.Inputs(), train.Targets().Sub(9)) // what is learnt is wrong
		return trainer, train
	}
	run := experiments.Train("", experiments.WithPatience(10, contrary), 1)
	fmt.Println(run.Stopped, len(run.ValLoss)-1-run.BestEpoch)
	// Output: early 10
}

func ExampleValidateOnce() {
	run := experiments.Train("", experiments.ValidateOnce(line), 1)
	fmt.Println(len(run.ValLoss), run.Validation.Loss > 0)
	// Output: 0 true
}

func ExampleKept() {
	none := experiments.Seeds("", 2, 10, line) // trained once
	two := experiments.Compare("", 2, 10,
		experiments.Kept("none", none), experiments.Method("network", learn(8)))
	fmt.Println(two.Names, len(two.Runs("none")))
	fmt.Println(two.Runs("none")[0].Model == none[0].Model)
	// Output:
	// [none network] 2
	// true
}

func ExampleDataset() {
	d := experiments.Dataset(points{x: []float64{1, 2, 3}, y: []float64{1, 4, 9}})
	fmt.Println(d.Inputs().Shape(), d.Targets().Shape())
	// Output: [3 1] [3 1]
}

func ExampleSweep() {
	sizes := experiments.Sweep("", 2, 10, []float64{1, 4, 16},
		func(n float64) experiments.Experiment { return learn(int(n)) })
	fmt.Println("best:", sizes.BestValue())
	fmt.Println("runs:", len(sizes.At(4)), "epochs:", len(sizes.At(4)[0].TrainLoss))
	sizes.Setting = "units"
	sizes.Table(experiments.Updates, experiments.Measure{Name: "weights", Format: "%.0f", Of: func(r experiments.Run) float64 {
		return float64(r.Model.NumParameters())
	}}).Show()
	fmt.Println(sizes.At(4)[sizes.Middle()].Seed >= 10)
	// Output:
	// best: 16
	// runs: 2 epochs: 200
	// Mean ± standard deviation of 2 runs
	// units  updates  weights
	// ─────  ───────  ───────
	//     1  200 ± 0    4 ± 0
	//     4  200 ± 0   13 ± 0
	//    16  200 ± 0   49 ± 0
	// true
}

func ExampleSwept() {
	sizes := experiments.Sweep("", 2, 10, []float64{4, 16},
		func(n float64) experiments.Experiment { return learn(int(n)) })
	sizes.Figure("More units").Describe("Both losses fall").Show()
	fmt.Println(len(sizes.Fits("x", "y").Text()) > 0, len(sizes.Pair(4, 16).Text()) > 0)
	fmt.Println(len(sizes.InUnits(13, 2.5).BestFits("hour", "minutes", math.Sqrt).Text()) > 0, len(sizes.LearningCurves().Text()) > 0)
	// Output:
	// Both losses fall
	// true true
	// true true
}

func ExampleSwept_With() {
	four := experiments.Seeds("", 2, 10, learn(4)) // trained once
	sizes := experiments.Sweep("", 2, 10, []float64{1, 16},
		func(n float64) experiments.Experiment { return learn(int(n)) }).With(4, four)
	fmt.Println(sizes.Values)
	fmt.Println(sizes.At(4)[0].Model == four[0].Model)
	// Output:
	// [1 4 16]
	// true
}

func ExampleCrossValidate() {
	two := experiments.CrossValidate("", 5, 1, experiments.Method("network", moons))
	fmt.Println("parts:", len(two.Runs("network")), "predictions:", len(two.HeldOut("network")))
	// Output: parts: 5 predictions: 30
}

func ExampleComparison_On() {
	two := experiments.Compare("", 2, 10, experiments.Method("network", moons))
	elsewhere := func(seed int64) *mlx.Dataset {
		set := data.Moons(100, 0.2, 1000+seed)
		return mlx.NewDataset(mlx.FromRows(set.X), mlx.Column(set.Y...))
	}
	exam := two.On(elsewhere)
	fmt.Println(exam.Runs("network").Mean(experiments.Loss) == two.Runs("network").On(elsewhere).Mean(experiments.Loss))
	risks, outcomes := two.Runs("network").Risks(elsewhere)
	fmt.Println(len(risks), len(outcomes))
	// Output:
	// true
	// 200 200
}

func ExampleComparison() {
	two := experiments.Compare("", 2, 10, experiments.Method("line", line), experiments.Method("network", learn(16)))
	two.Curves("Two models").Describe("The network's losses fall further").Show()
	two.Steps("Each step").Describe("So do those of its steps").Show()
	two.Runs("line").Curves("The line").Describe("The line's").Show()
	fmt.Println(len(two.Panels("Side by side").Text()) > 0)
	fmt.Println(len(two.Points("Run by run", experiments.ValidationLoss).Text()) > 0)
	fmt.Println(len(two.Fits("x", "y").Text()) > 0, len(two.BestFits("x", "y").Text()) > 0)
	// Output:
	// The network's losses fall further
	// So do those of its steps
	// The line's
	// true
	// true
	// true true
}

func ExampleBars() {
	two := experiments.Compare("", 2, 10, experiments.Method("line", line), experiments.Method("network", learn(16)))
	experiments.Bars("Loss", experiments.ValidationLoss, experiments.In("here", two)).Describe("The network's bar is lower").Show()
	// Output: The network's bar is lower
}

func ExampleIn() {
	place := experiments.In("Rotterdam", experiments.Comparison{Names: []string{"none"}})
	fmt.Println(place.Name, place.Comparison.Names)
	// Output: Rotterdam [none]
}

func ExampleComparison_Differences() {
	two := experiments.Compare("", 3, 10, experiments.Method("line", line), experiments.Method("network", learn(16)))
	fmt.Println(len(two.Differences("line").String()) > 0)
	// Output: true
}

func ExamplePaired() {
	mean, half := experiments.Paired([]float64{0.65, 0.70, 0.68}, []float64{0.60, 0.66, 0.62})
	fmt.Printf("%.3f ± %.3f\n", mean, half)
	// Output: 0.050 ± 0.025
}

func ExampleComparison_Boundaries() {
	one := experiments.Compare("", 1, 10, experiments.Method("network", moons))
	fmt.Println(len(one.Boundaries("test A", "test B").Text()) > 0)
	sweep := experiments.Sweep("", 1, 10, []float64{1}, func(float64) experiments.Experiment { return moons })
	fmt.Println(len(sweep.Boundaries().Text()) > 0)
	// Output:
	// true
	// true
}

func ExamplePlot() {
	run := experiments.Train("", moons, 1)
	_, train := moons(1)
	experiments.Plot("30 patients", train, run.Model, "test A", "test B").Describe("The boundary goes between the moons").Show()
	// Output: The boundary goes between the moons
}

func ExampleRuns() {
	runs := experiments.Seeds("", 2, 10, line)
	table := runs.Table("Validation", experiments.AtTurningPoint, experiments.AtEnd)
	fmt.Println(table.Title)
	// Output: Validation (mean ± standard deviation of 2 runs)
}

func ExampleMeasure() {
	parameters := experiments.Measure{Name: "parameters", Format: "%.0f", Of: func(r experiments.Run) float64 {
		return float64(r.Model.NumParameters())
	}}
	fmt.Println(parameters.String(), parameters.Of(experiments.Train("", line, 1)))
	fmt.Println(experiments.ValidationLoss)
	// Output:
	// parameters 2
	// validation loss
}

func ExampleAlwaysMean() {
	fmt.Println(experiments.AlwaysMean(mlx.NewDataset(mlx.Column(1, 2), mlx.Column(0, 4))))
	// Output: 4
}

func ExampleAlwaysNo() {
	fmt.Println(experiments.AlwaysNo([]float64{0, 0, 1, 0}))
	// Output: 0.75
}

func ExampleSameForAll() {
	half := func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		d := mlx.NewDataset(mlx.Column(1, 2), mlx.Column(0, 1))
		return mlx.Trainer{Validation: d}, d
	}
	fmt.Printf("%.4f = ln 2\n", experiments.SameForAll(5, 10, half))
	// Output: 0.6931 = ln 2
}

func ExampleLogLoss() {
	fmt.Printf("%.3f\n", experiments.LogLoss([]float64{0.9, 0.5}, []float64{1, 0}))
	// Output: 0.399
}

func ExampleRisks() {
	run := experiments.Train("", moons, 1)
	_, train := moons(1)
	fmt.Println(len(experiments.Risks(run.Model, train)))
	// Output: 30
}

func ExampleMean() {
	fmt.Println(experiments.Mean([]float64{1, 2, 6}))
	// Output: 3
}

func ExampleDeviation() {
	fmt.Println(experiments.Deviation([]float64{1, 3, 5}))
	// Output: 2
}

func ExampleError() {
	defer func() {
		err := recover().(*experiments.Error)
		fmt.Println(err.Error())
	}()
	experiments.Comparison{Names: []string{"none", "Dropout"}}.Runs("dropout")
	// Output: experiments: there is no method “dropout”, there are: none, Dropout
}
