package patients

import (
	"slices"
	"sync"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/experiments"
	"golessons/helpers/figure"
	"golessons/internal/words"
	"golessons/mlx"
)

// The columns that [Sees] knows, in the order in which a model is given them, each
// brought to a size that networks learn well with.
var (
	views = []string{"age", "male", "bmi", "bmi²"}
	view  = map[string]func(age, male, bmi float64) float64{
		"age":  func(age, _, _ float64) float64 { return (age - 54) / 15 },
		"male": func(_, male, _ float64) float64 { return male },
		"bmi":  func(_, _, bmi float64) float64 { return scaledBMI(bmi) },
		"bmi²": func(_, _, bmi float64) float64 { return scaledBMI(bmi) * scaledBMI(bmi) },
	}
)

func scaledBMI(bmi float64) float64 { return (bmi - 30) / 7 }

// nafld are the people of Olmsted County, read once.
var nafld = sync.OnceValue(func() *data.Set { return data.NAFLD(5) })

// epochs is how long a model of [Sees] is trained.
const epochs = 25

// Sees is the training of a model that sees these columns of data.NAFLD(5): age, male,
// bmi, and bmi², the square. build returns the model for so many inputs, which are
// given in this order whatever the order of the names. It is trained for 25 epochs on
// batches of 256, with Adam, whose rate falls to 0 as a cosine does: from 0.1 for a single
// linear layer, which is logistic regression, and from 0.02 for a network.
//
// There are no validation data, since experiments.CrossValidate deals the people out.
//
// Errors: no column, one that is not known or given twice.
func Sees(build func(inputs int) *mlx.Module, columns ...string) experiments.Experiment {
	chosen := slices.Clone(columns)
	slices.SortFunc(chosen, func(a, b string) int { return slices.Index(views, a) - slices.Index(views, b) })
	if len(columns) == 0 {
		mistake(words.Text{"Sees: there is no column, want some of %v", "Sees: 列がありません。%v から選んでください。"}, views)
	}
	for i, column := range chosen {
		if view[column] == nil || i > 0 && column == chosen[i-1] {
			mistake(words.Text{"Sees: the columns are %q, want some of %v, each once", "Sees: 列が %q となっています。%v から、1 つずつ選んでください。"}, columns, views)
		}
	}
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		people := nafld()
		model := build(len(chosen)).Seed(seed)
		rate := 0.02
		if model.NumParameters() == len(chosen)+1 {
			rate = 0.1
		}
		x := seen(chosen, people.Column("age"), people.Column("male"), people.Column("bmi"))
		return mlx.Trainer{Model: model, Loss: mlx.BCEWithLogitsLoss(), BatchSize: 256, Epochs: epochs,
			Optimizer: mlx.Adam(rate, mlx.CosineAnnealingLR(epochs, 0))}, mlx.NewDataset(mlx.FromRows(x), mlx.Column(people.Y...))
	}
}

// seen returns a row of inputs for each person.
func seen(columns []string, age, male, bmi []float64) [][]float64 {
	rows := make([][]float64, len(age))
	for i := range rows {
		rows[i] = make([]float64, len(columns))
		for k, column := range columns {
			rows[i][k] = view[column](age[i], male[i], bmi[i])
		}
	}
	return rows
}

// HeldOut returns, for each method, the risk of each person that experiments.CrossValidate
// has found with a model that was not trained on that person: for survival.Against and
// survival.PerExpected.
func HeldOut(c experiments.Comparison) []helpers.Result {
	var all []helpers.Result
	for _, name := range c.Names {
		all = append(all, helpers.Result{Name: name, Values: c.HeldOut(name)})
	}
	return all
}

// Curve returns the risk, 0 to 1, that a method of [Sees] predicts for somebody of the
// given age at each BMI: the mean of both sexes and of all its models. A model of one
// input is given the BMI, of three age, male and BMI, of four its square as well.
//
// Errors: a method that the comparison does not have, a model of other inputs.
func Curve(c experiments.Comparison, name string, age float64, bmis []float64) []float64 {
	runs := c.Runs(name)
	mean := make([]float64, len(bmis))
	for _, run := range runs {
		columns, ok := map[int][]string{1: {"bmi"}, 3: views[:3], 4: views}[inputs(run.Model)]
		if !ok {
			mistake(words.Text{"Curve: the model of “%s” has %d inputs, want those that see bmi alone, age, male and bmi, or bmi² as well", "Curve: 「%s」のモデルの入力は %d 個です。bmi だけ、age・male・bmi、または bmi² も見るモデルにしてください。"}, name, inputs(run.Model))
		}
		for sex := range 2 {
			ages, male := slices.Repeat([]float64{age}, len(bmis)), slices.Repeat([]float64{float64(sex)}, len(bmis))
			risks := run.Model.Eval().Forward(mlx.FromRows(seen(columns, ages, male, bmis))).Sigmoid().Values()
			for i, r := range risks {
				mean[i] += r / float64(2*len(runs))
			}
		}
	}
	return mean
}

// inputs returns how many inputs the first layer of a model takes.
func inputs(model *mlx.Module) int {
	return model.Parameters()[0].Value.Shape()[1]
}

// CurveAt draws the [Curve] of each method over the BMI from low to high.
//
// Errors: as [Curve], and a low that is not below high.
func CurveAt(c experiments.Comparison, age, low, high float64) *figure.Figure {
	if !(low < high) {
		mistake(words.Text{"CurveAt: from a BMI of %g to %g, want the lower one first", "CurveAt: BMI %g から %g までとあります。小さいほうを先にしてください。"}, low, high)
	}
	grid := mlx.Linspace(low, high, 113).Values()
	f := figure.New(words.Text{"What the models predict for somebody aged %g (mean of both sexes)", "%g 歳の人について、モデルが予測するリスク(男女の平均)"}.With(age), "BMI (kg/m²)",
		words.Text{"%s (%%)", "%s(%%)"}.With(nafld().Target))
	for _, name := range c.Names {
		curve := Curve(c, name, age, grid)
		for i := range curve {
			curve[i] *= 100
		}
		f.Line(name, grid, curve)
	}
	return f
}
