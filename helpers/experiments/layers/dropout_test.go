package layers_test

import (
	"fmt"
	"math"
	"testing"

	"golessons/helpers/data"
	"golessons/helpers/experiments/layers"
	"golessons/mlx"
)

func ExampleMoments() {
	layers.Moments(1, 0, 0.1, 0.3, 0.5, 0.7, 0.9).Show()
	// Output:
	// Dropout of 200,000 ones
	//   p  share of zeros   mean  variance  p / (1 − p)
	// ───  ──────────────  ─────  ────────  ───────────
	//   0           0.000  1.000     0.000        0.000
	// 0.1           0.101  0.999     0.112        0.111
	// 0.3           0.299  1.002     0.428        0.429
	// 0.5           0.500  1.001     1.000        1.000
	// 0.7           0.699  1.004     2.339        2.333
	// 0.9           0.899  1.009     9.074        9.000
}

func ExampleGradientsByUnit() {
	model := mlx.Sequential(mlx.Linear(3, 6), mlx.Tanh(), mlx.Dropout(0.5), mlx.Linear(6, 1)).Seed(1)
	patient := mlx.NewDataset(mlx.FromRows([][]float64{{0.5, -1, 2}}), mlx.Column(1))
	gradients := model.Train().Gradients(mlx.MSELoss(), patient)
	layers.GradientsByUnit(gradients, model.Masks()[0].Value).Show()
	// Output:
	// Size of the gradients after one pass
	// hidden unit  mask  incoming weights  outgoing weight
	// ───────────  ────  ────────────────  ───────────────
	//           1     0            0.0000           0.0000
	//           2     0            0.0000           0.0000
	//           3     2            1.7658           1.4014
	//           4     0            0.0000           0.0000
	//           5     0            0.0000           0.0000
	//           6     2            2.0352           2.1878
}

func ExampleAllTeams() {
	teams := layers.AllTeams(mlx.Randn(1, 10), mlx.Rand(2, 10))
	teams.Show()
	fmt.Printf("%.6f\n", teams.Geometric)
	// Output:
	// All 1024 teams of 10 units
	//          mean of the teams  evaluation mode
	// ───────  ─────────────────  ───────────────
	// linear            1.593484         1.593484
	// ReLU              1.792134         1.593484
	// sigmoid           0.728914         0.831106
	// 0.831106
}

// Two units can be worked out: the teams' sums are 0, 2, −6 and −4.
func TestAllTeams(t *testing.T) {
	teams := layers.AllTeams(mlx.NewTensor(1, -1), mlx.NewTensor(1, 3))
	s := func(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
	near(t, "linear", teams.Mean.Linear, -2, 1e-12)
	near(t, "ReLU", teams.Mean.ReLU, 0.5, 1e-12)
	near(t, "sigmoid", teams.Mean.Sigmoid, (0.5+s(2)+s(-6)+s(-4))/4, 1e-12)
	near(t, "the whole layer", teams.Whole.Linear, -2, 1e-12)
	near(t, "its ReLU", teams.Whole.ReLU, 0, 0)
	near(t, "its sigmoid", teams.Whole.Sigmoid, s(-2), 1e-12)
	near(t, "the geometric mean", teams.Geometric, s(-2), 1e-12)
	t.Setenv("GOLESSONS_LANG", "ja")
	prints(t, teams.Table(), `
2 ユニットの全 4 通り
            サブネットワークの平均  評価モード
──────────  ──────────────────────  ──────────
線形                     −2.000000   −2.000000
ReLU                      0.500000    0.000000
シグモイド                0.350314    0.119203`)
}

// patients are those of the lesson: a tenth of the records is wrong.
func patients(seed int64) (training, validation *mlx.Dataset) {
	set := func(n int, s int64) *mlx.Dataset {
		d := data.Moons(n, 0.2, s).FlipLabels(seed, 0.1)
		return mlx.NewDataset(mlx.FromRows(d.X), mlx.Column(d.Y...))
	}
	return set(150, 2*seed), set(300, 2*seed+1)
}

// The end of the lesson's curve for linear layers.
func TestThinnedMean(t *testing.T) {
	_, validation := patients(10)
	x := mlx.FromRows(validation.Inputs().Rows()[:100])
	model := mlx.Sequential(mlx.Linear(2, 32), mlx.Dropout(0.5), mlx.Linear(32, 1)).Seed(1)
	curve := layers.ThinnedMean(model, x, nil, 500)
	near(t, "with one mask", curve[0], 1, 0)
	near(t, "with 500", curve[499], 0.04026, 5e-6)
	if model.Training() {
		t.Error("the model is left in training mode")
	}
	// A function at the end is applied to both sides: a constant leaves no distance.
	if said := sentence(t, func() { layers.ThinnedMean(model, x, func(float64) float64 { return 1 }, 2) }); said == "" {
		t.Error("end was not applied")
	}
}

// What the lesson measures of its five networks with p = 0.5.
func TestForgottenAndWithoutUnit(t *testing.T) {
	if testing.Short() {
		t.Skip("trains five networks")
	}
	models := make([]*mlx.Module, 5)
	mlx.Parallel(5, func(i int) {
		training, _ := patients(10 + int64(i))
		models[i] = mlx.Sequential(mlx.Linear(2, 32), mlx.ReLU(), mlx.Dropout(0.5),
			mlx.Linear(32, 32), mlx.ReLU(), mlx.Dropout(0.5), mlx.Linear(32, 1)).Seed(10 + int64(i))
		trainer := mlx.Trainer{Model: models[i], Loss: mlx.BCEWithLogitsLoss(), Optimizer: mlx.Adam(0.02), Epochs: 200}
		trainer.Fit(training)
	})
	forgot := layers.Forgotten(5, 100, func(i int) (*mlx.Module, *mlx.Dataset) {
		_, validation := patients(10 + int64(i))
		return models[i], validation
	})
	prints(t, forgot.Table(), `
Validation loss, 5 networks
method                                                 mean ± spread     min     max  runs
───────────────────────────────────────────────────  ───────────────  ──────  ──────  ────
evaluation mode                                          0.50 ± 0.10  0.3926   0.644     5
training mode, one pass                                  0.54 ± 0.10  0.4419  0.6938     5
training mode, probabilities of 100 passes averaged  ★ 0.421 ± 0.033  0.3904  0.4668     5
★ best mean (lower is better). ± is the sample's standard deviation.`)
	near(t, "certainty in evaluation mode", mlx.NewTensor(forgot.Certain...).Mean(), 0.343, 5e-4)
	near(t, "certainty of the crowd", mlx.NewTensor(forgot.CrowdCertain...).Mean(), 0.316, 5e-4)
	near(t, "the spread of the first network's passes", mlx.NewTensor(forgot.Losses[0]...).Std(), 0.02052, 5e-6)

	average, worst := 0.0, 0.0
	for i, model := range models {
		training, _ := patients(10 + int64(i))
		before := model.Parameter("6.weight")
		a, w := layers.WithoutUnit(model, mlx.BCEWithLogitsLoss(), training, "6.weight")
		average, worst = average+a/5, worst+w/5
		if model.Parameter("6.weight").Sub(before).Norm() != 0 {
			t.Errorf("network %d has not got its units back", i)
		}
	}
	near(t, "the average rise", average, 0.0017, 5e-5)
	near(t, "the worst rise", worst, 0.0060, 5e-5)
}

// Without the first unit y = 3·1 + 2·0 = 3 becomes 0, without the second it stays.
func ExampleWithoutUnit() {
	model := mlx.Sequential(mlx.Linear(2, 1, false)).SetParameter("0.weight", mlx.FromRows([][]float64{{3, 2}}))
	data := mlx.NewDataset(mlx.FromRows([][]float64{{1, 0}}), mlx.Column(3))
	average, worst := layers.WithoutUnit(model, mlx.MSELoss(), data, "0.weight")
	fmt.Println(average, worst)
	// Output: 4.5 9
}

func ExampleCertainty() {
	fmt.Println(layers.Certainty([]float64{0.5, 0.75, 1}))
	// Output: 0.25
}

// What the lesson prints of its network with a gap in the data.
func TestMonteCarlo(t *testing.T) {
	set := data.NoisySine(60, 0.2, 1)
	var x, y []float64
	for i, row := range set.X {
		if math.Abs(row[0]) > 1 {
			x, y = append(x, row[0]), append(y, set.Y[i])
		}
	}
	model := mlx.Sequential(mlx.Linear(1, 32), mlx.ReLU(), mlx.Dropout(0.1),
		mlx.Linear(32, 32), mlx.ReLU(), mlx.Dropout(0.1), mlx.Linear(32, 1)).Seed(1)
	trainer := mlx.Trainer{Model: model, Loss: mlx.MSELoss(), Optimizer: mlx.Adam(0.01), Epochs: 200}
	trainer.Fit(mlx.NewDataset(mlx.Column(x...), mlx.Column(y...)))
	middle, spread := layers.MonteCarlo(model, mlx.Linspace(-9, 9, 181).Values(), 300)
	near(t, "the mean at −9", middle[0], 0.07179, 5e-6)
	near(t, "the mean at 9", middle[180], 0.1304, 5e-5)
	near(t, "the deviation at −9", spread[0], 0.25, 5e-3)
	near(t, "the deviation at 2", spread[110], 0.14, 5e-3)
	near(t, "the deviation at 9", spread[180], 0.07, 5e-3)
	if model.Training() {
		t.Error("the model is left in training mode")
	}
}

func ExampleSlope() {
	plain := layers.Slope(1, mlx.Linear(1, 1))
	onOutput := layers.Slope(1, mlx.Linear(1, 1), mlx.Dropout(0.5))
	fmt.Printf("%.2f %.2f\n", plain, onOutput)
	// Output: 2.00 1.00
}
