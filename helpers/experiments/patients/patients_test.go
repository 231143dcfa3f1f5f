package patients_test

import (
	"fmt"
	"math"
	"os"
	"strings"
	"sync"
	"testing"

	"golessons/helpers/data"
	"golessons/helpers/experiments"
	"golessons/helpers/experiments/patients"
	"golessons/helpers/internal/displaytest"
	"golessons/helpers/internal/golden"
	"golessons/helpers/survival"
	"golessons/mlx"
)

// The tests' outputs are in English wherever they run.
func TestMain(m *testing.M) {
	os.Setenv("GOLESSONS_LANG", "en")
	os.Exit(m.Run())
}

// seed is that of the lessons, whose numbers are the tests'.
const seed = 1

// same compares a table or a sentence with what the lessons printed.
func same(t *testing.T, got fmt.Stringer, want string) {
	t.Helper()
	if got := strings.TrimSpace(got.String()); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(want))
	}
}

// near compares numbers with those of the lessons.
func near(t *testing.T, what string, tolerance float64, got []float64, want ...float64) {
	t.Helper()
	ok := len(got) == len(want)
	for i := range got {
		ok = ok && math.Abs(got[i]-want[i]) <= tolerance
	}
	if !ok {
		t.Errorf("%s: %.4f, want %.4f", what, got, want)
	}
}

func TestPiles(t *testing.T) {
	all := data.Rotterdam(3)
	train, validation, test := patients.Piles(all, 150, 300, seed)
	near(t, "mean and deviation", 1e-5, []float64{train.Inputs().Mean(), train.Inputs().Map(func(v float64) float64 { return v * v }).Mean()}, 0, 1)
	got := displaytest.Stdout(t, func() { patients.Show(all, train, validation, test) })
	want := `breast cancer patients of Rotterdam: 2950 examples of 8 features (age, meno, size, grade3, nodes, pgr, er, hormon), target: recurrence or death within 3 years (mean 0.313)
Source: Royston P, Altman DG. BMC Medical Research Methodology 2013;13:33
Licence: LGPL ≥ 2 (R package survival 3.5-3, Terry Therneau; Debian r-cran-survival 3.5-3-1)
The three piles
            patients  recurrence or death within 3 years
──────────  ────────  ──────────────────────────────────
training         150                                 26%
validation       300                                 31%
test            2500                                 32%
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The training curve of lesson 03 hangs on which patients are in the pile.
func TestPilesTeachAsBefore(t *testing.T) {
	train, validation, _ := patients.Piles(data.Rotterdam(3), 150, 300, 10*seed)
	model := mlx.Sequential(mlx.Linear(8, 32), mlx.ReLU(), mlx.Linear(32, 32), mlx.ReLU(), mlx.Linear(32, 1)).Seed(10 * seed)
	trainer := mlx.Trainer{Model: model, Loss: mlx.BCEWithLogitsLoss(), Optimizer: mlx.Adam(0.003), Epochs: 200, Validation: validation}
	h := trainer.Fit(train)
	near(t, "losses at first and at last", 0.001, []float64{h.TrainLoss[0], h.TrainLoss[199], h.ValLoss[0], h.ValLoss[199]}, 0.71, 0.09775, 0.6945, 1.574)
}

func TestCaseMix(t *testing.T) {
	same(t, patients.CaseMix(patients.NodeNegative.Set(), data.GBSG(3)), `
Who the patients are
                                    hospital A  hospital B
──────────────────────────────────  ──────────  ──────────
patients                                  1417         555
recurrence or death within 3 years         19%         40%
mean age                                    54          53
nodes with cancer (mean)                     0         5.0
tumour over 20 mm                          38%         74%
grade 3                                    71%         23%
hormonal treatment                          0%         36%`)
}

// lessons returns what the models of a lesson have learnt. To train them takes seconds, for
// the numbers that the lesson prints; the Examples, which train less, run always.
func lessons(t *testing.T, trained func() experiments.Comparison) experiments.Comparison {
	t.Helper()
	if testing.Short() {
		t.Skip("trains all models of a lesson")
	}
	return trained()
}

// moved are the three models of lessons 03 and 07, trained once for all tests.
var moved = sync.OnceValue(func() experiments.Comparison {
	a := patients.NodeNegative
	return experiments.Compare("", 5, 10*seed,
		experiments.Method("no brake", experiments.ValidateOnce(patients.NoBrake(a))),
		experiments.Method("early stopping", patients.EarlyStopping(a)),
		experiments.Method("logistic regression", patients.LogisticRegression(a)))
})

func TestAtoB(t *testing.T) {
	c := lessons(t, moved)
	same(t, patients.AtoB(c, experiments.Accuracy), `
accuracy (mean ± standard deviation of 5 runs)
                      hospital A   hospital B
───────────────────  ───────────  ───────────
no brake             0.80 ± 0.01  0.60 ± 0.00
early stopping       0.80 ± 0.01  0.60 ± 0.00
logistic regression  0.80 ± 0.01  0.60 ± 0.00`)
	same(t, patients.AtoB(c, experiments.Loss, experiments.AUC, experiments.MeanRisk), `
Hospital A → hospital B (means of 5 runs)
                                      loss         AUC          mean predicted risk
────────────────────────────────────  ───────────  ───────────  ───────────────────
no brake                              0.49 → 0.86  0.64 → 0.61  0.19 → 0.17
early stopping                        0.48 → 0.77  0.63 → 0.64  0.20 → 0.19
logistic regression                   0.48 → 0.80  0.65 → 0.66  0.19 → 0.17
that hospital's share, for everybody  0.49 → 0.67  0.50 → 0.50  0.19 → 0.40`)
	// The rule's accuracy is an exercise: a table with it has no row for the rule.
	if table := patients.AtoB(c, experiments.Loss, experiments.Accuracy).String(); strings.Contains(table, "everybody") {
		t.Error(table)
	}
}

func TestMoveParts(t *testing.T) {
	c := lessons(t, moved)
	const want = "Figure “What the move costs in loss”: bars “hospital A”: no brake 0.4875, early stopping 0.4847, logistic regression 0.4782. bars “hospital B”: no brake 0.8636, early stopping 0.7715, logistic regression 0.7951. bars “hospital B, mean made to fit”: no brake 0.6848, early stopping 0.6471, logistic regression 0.6395."
	if err := golden.Numbers(patients.MoveParts(c).Text(), want, 0.002); err != nil {
		t.Error(err)
	}
	fitted := patients.MadeToFit(c)
	before := c.On(patients.NodeNegative.AtB)
	for k, run := range fitted.Runs("no brake") {
		m, was := run.Measured, before.Run("no brake", k).Measured
		if math.Abs(m.MeanPrediction-m.MeanTarget) > 1e-6 || m.AUC != was.AUC || m.Calibration >= was.Calibration {
			t.Errorf("run %d: %+v, was %+v", k, m, was)
		}
	}
	b, right := patients.NodeNegative.AtB(10*seed), 0.0
	outcomes := b.Targets().Values()
	for i, z := range survival.MeanMadeToFit(c.Run("no brake", 0).Model.Forward(b.Inputs()).Values(), experiments.Mean(outcomes)) {
		if (z > 0) == (outcomes[i] == 1) {
			right++
		}
	}
	near(t, "accuracy", 1e-9, []float64{fitted.Run("no brake", 0).Measured.Accuracy}, right/float64(len(outcomes)))
	if got := c.Runs("no brake").Mean(experiments.Loss); math.Abs(got-fitted.Runs("no brake").Mean(experiments.Loss)) < 0.01 {
		t.Error("MadeToFit has changed the comparison that it was given")
	}
}

func TestCalibrationAB(t *testing.T) {
	c := lessons(t, moved)
	const want = "Figure “Calibration: logistic regression”: predicted risk across, share to whom it happened upwards. line “hospital A (test)” runs from (0.0829, 0.1176) to (0.3376, 0.2857), lowest 0.1176, highest 0.2857. line “hospital B” runs from (0.08421, 0.1864) to (0.334, 0.5), lowest 0.1864, highest 0.5656. line “ideal” runs from (0, 0) to (0.6, 0.6), lowest 0, highest 0.6."
	if got := patients.CalibrationAB(c, "logistic regression").Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAtB(t *testing.T) {
	sources := []patients.Source{patients.NodeNegative, patients.NodePositive, patients.Everybody}
	names := []string{"node-negative only (hospital A)", "node-positive only", "everybody, with nodes and hormon"}
	var methods []experiments.Named
	for i, s := range sources {
		methods = append(methods, experiments.Method(names[i], patients.LogisticRegression(s)))
	}
	b := patients.AtB(experiments.Compare("", 5, 10*seed, methods...), sources...)
	for i, want := range [][]float64{{0.80, 0.66, 0.17}, {0.64, 0.67, 0.39}, {0.59, 0.75, 0.36}} {
		runs := b.Runs(names[i])
		near(t, names[i], 0.005, []float64{runs.Mean(experiments.Loss), runs.Mean(experiments.AUC), runs.Mean(experiments.MeanRisk)}, want...)
	}
}

func TestTeams(t *testing.T) {
	got := displaytest.Stdout(t, func() { patients.ShowTeams(seed) })
	want := `The patients
                          patients  left out  share with an event  share with cancer in nodes
────────────────────────  ────────  ────────  ───────────────────  ──────────────────────────
Rotterdam                     2950        32               0.3125                      0.5197
– for the five teams          1770                         0.3153                      0.5232
– for the test                1180                         0.3085                      0.5144
GBSG, the other hospital       555       131               0.4036                           1
recurrence or death within 3 years | Royston P, Altman DG. BMC Medical Research Methodology 2013;13:33 | LGPL ≥ 2 (R package survival 3.5-3, Terry Therneau; Debian r-cran-survival 3.5-3-1)
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, s := range []int64{10, 14, -7, 0} {
		train, validation := patients.Team(s)
		if train.Len() != 200 || validation.Len() != 154 || patients.Test(s).Len() != 1180 || patients.Elsewhere(s).Len() != 555 || patients.EverybodyElsewhere(s).Len() != 686 {
			t.Errorf("seed %d: %d, %d, %d, %d, %d", s, train.Len(), validation.Len(), patients.Test(s).Len(), patients.Elsewhere(s).Len(), patients.EverybodyElsewhere(s).Len())
		}
	}
	// −7 is team 3 of the seed −1, and no other.
	a, _ := patients.Team(-7)
	b, _ := patients.Team(3)
	if fmt.Sprint(a.Targets().Values()) == fmt.Sprint(b.Targets().Values()) {
		t.Error("seeds −7 and 3 have the same team")
	}
}

var finalists = sync.OnceValue(func() experiments.Comparison { return patients.Finalists(seed) })

func TestFinalists(t *testing.T) {
	c := lessons(t, finalists)
	exam, elsewhere := c.On(patients.Test), c.On(patients.Elsewhere)
	var train, validation, test, gbsg []float64
	for _, name := range c.Names {
		train = append(train, c.Runs(name).Mean(experiments.TrainLoss))
		validation = append(validation, c.Runs(name).Mean(experiments.ValidationLoss))
		test = append(test, exam.Runs(name).Mean(experiments.Loss))
		gbsg = append(gbsg, elsewhere.Runs(name).Mean(experiments.Loss))
	}
	near(t, "training loss", 0.0005, train, 0.235, 0.542, 0.502, 0.515, 0.530, 0.524)
	near(t, "validation loss", 0.0005, validation, 0.987, 0.573, 0.566, 0.567, 0.564, 0.574)
	near(t, "test loss", 0.0001, test, 0.9294, 0.5653, 0.5518, 0.5526, 0.5576, 0.5592)
	near(t, "loss at the GBSG", 0.0005, gbsg, 1.369, 0.6364, 0.6172, 0.6179, 0.6415, 0.6198)
	risks, outcomes := c.Runs("both").Risks(patients.Elsewhere)
	everybody, _ := c.Runs("both").Risks(patients.EverybodyElsewhere)
	near(t, "mean prediction, observed share, of all 686", 0.0005,
		[]float64{experiments.Mean(risks), experiments.Mean(outcomes), experiments.Mean(everybody)}, 0.381, 0.404, 0.381)
}

func TestCalibrationOf(t *testing.T) {
	got := patients.CalibrationOf(lessons(t, finalists), "none", "both").Text()
	for _, want := range []string{
		"Figure “Rotterdam (test)”: predicted risk across, share to whom it happened upwards. line “none” runs from (0.02776, 0.1926) to (0.9652, 0.5492), lowest 0.1926, highest 0.5492. line “both” runs from (0.07709, 0.1) to (0.6288, 0.6904), lowest 0.1, highest 0.6904.",
		"Figure “GBSG (other hospital)”: predicted risk across, share to whom it happened upwards. line “none” runs from (0.01839, 0.3127) to (0.9663, 0.6309), lowest 0.3127, highest 0.6309. line “both” runs from (0.1566, 0.1831) to (0.6327, 0.7315), lowest 0.1831, highest 0.7315.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got\n%s\nwhich lacks\n%s", got, want)
		}
	}
}

func linear(inputs int) *mlx.Module { return mlx.Sequential(mlx.Linear(inputs, 1)) }

func bending(inputs int) *mlx.Module {
	return mlx.Sequential(mlx.Linear(inputs, 32), mlx.ReLU(), mlx.Linear(32, 1))
}

// adjusted are the three models of lesson 07 that see age and sex too.
var adjusted = sync.OnceValue(func() experiments.Comparison {
	return experiments.CrossValidate("", 5, seed,
		experiments.Method("linear model", patients.Sees(linear, "age", "male", "bmi")),
		experiments.Method("linear, BMI² added", patients.Sees(linear, "bmi²", "bmi", "male", "age")), // in any order
		experiments.Method("ReLU network", patients.Sees(bending, "age", "male", "bmi")))
})

var bmi = survival.Groups("bmi", 18.5, 22.5, 27.5, 32.5, 40)

func TestSees(t *testing.T) {
	c := lessons(t, adjusted)
	var loss, deviation []float64
	for _, name := range c.Names {
		loss = append(loss, c.Runs(name).Mean(experiments.ValidationLoss))
		deviation = append(deviation, experiments.Deviation(c.Runs(name).Each(experiments.ValidationLoss)))
	}
	near(t, "loss", 0.0005, loss, 0.201, 0.199, 0.196)
	near(t, "its deviation", 0.0005, deviation, 0.013, 0.012, 0.012)
	const want = "bars “linear model”: < 18.5 3.051 ± 1.495, 18.5–22.5 1.377 ± 0.3248, 22.5–27.5 0.9638 ± 0.1449, 27.5–32.5 0.7952 ± 0.1277, 32.5–40 0.9638 ± 0.1777, ≥ 40 1.433 ± 0.3626. bars “linear, BMI² added”: < 18.5 1.978 ± 0.9694, 18.5–22.5 1.114 ± 0.2628, 22.5–27.5 0.9251 ± 0.1391, 27.5–32.5 0.8663 ± 0.1391, 32.5–40 1.11 ± 0.2047, ≥ 40 1.173 ± 0.2968. bars “ReLU network”: < 18.5 1.393 ± 0.6828, 18.5–22.5 0.9804 ± 0.2313, 22.5–27.5 0.9675 ± 0.1454, 27.5–32.5 0.9752 ± 0.1566, 32.5–40 1.051 ± 0.1937, ≥ 40 1.003 ± 0.2538."
	if got := survival.PerExpected(data.NAFLD(5), bmi, patients.HeldOut(c)...).Text(); !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwhich lacks\n%s", got, want)
	}
}

// unadjusted are the two that see the BMI alone.
var unadjusted = sync.OnceValue(func() experiments.Comparison {
	return experiments.CrossValidate("", 5, seed,
		experiments.Method("linear model", patients.Sees(linear, "bmi")),
		experiments.Method("ReLU network", patients.Sees(bending, "bmi")))
})

func TestSeesBMIOnly(t *testing.T) {
	c := lessons(t, unadjusted)
	same(t, survival.Against(data.NAFLD(5), bmi, patients.HeldOut(c)...).Table, `
Share, and mean prediction
BMI (kg/m²)  share  linear model  ReLU network
───────────  ─────  ────────────  ────────────
< 18.5       25.0%          8.1%         15.7%
18.5–22.5     8.6%          7.9%          9.7%
22.5–27.5     7.3%          7.7%          7.3%
27.5–32.5     6.7%          7.5%          7.0%
32.5–40       6.9%          7.2%          6.8%
≥ 40          8.6%          6.8%          8.1%`)
	near(t, "the linear model's ends", 0.0001, patients.Curve(c, "linear model", 60, []float64{17, 45}), 0.08174, 0.06764)
	near(t, "the network's ends", 0.0001, patients.Curve(c, "ReLU network", 20, []float64{17, 45}), 0.1555, 0.07946) // whatever the age
}

func TestCurveAt(t *testing.T) {
	const want = "Figure “What the models predict for somebody aged 60 (mean of both sexes)”: BMI (kg/m²) across, death within 5 years (%) upwards. line “linear model” runs from (17, 5.188) to (45, 7.132), lowest 5.188, highest 7.132. line “linear, BMI² added” runs from (17, 9.4) to (45, 7.806), lowest 5.247, highest 9.4. line “ReLU network” runs from (17, 16.83) to (45, 9.938), lowest 4.372, highest 16.83."
	if got := patients.CurveAt(lessons(t, adjusted), 60, 17, 45).Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMistakes(t *testing.T) {
	three := experiments.Comparison{Names: []string{"a", "b", "c"}, Trained: make([]experiments.Runs, 3)}
	two := experiments.Comparison{Names: []string{"two"}, Trained: []experiments.Runs{{{Model: linear(2)}}}}
	for _, tt := range []struct {
		call   func()
		en, ja string
	}{
		{func() { patients.Piles(data.GBSG(3), 300, 255, 1) }, "patients: 300 for training and 255 for validation of 555 patients, want 1 or more for each, and for the test", "患者 555 人のうち訓練に 300 人"},
		{func() { patients.Piles(data.GBSG(3), 0, 255, 1) }, "patients: 0 for training and 255 for validation of 555 patients, want 1 or more for each, and for the test", "訓練に 0 人"},
		{func() { patients.First(0) }, "patients: First(0): want 1 or more", "1 以上"},
		{func() { patients.Team(15) }, "patients: seed 15 is of no team, want one that ends in 0 to 4", "シード 15 のチーム"},
		{func() { patients.AtoB(three) }, "patients: AtoB: there is no measure, want one or more such as experiments.Loss", "指標がありません"},
		{func() { patients.AtB(three, patients.Everybody) }, "patients: AtB: 1 source for 3 methods, want one for each", "集まりが 1 個、方法が 3 個"},
		{func() { patients.Sees(linear) }, "patients: Sees: there is no column, want some of [age male bmi bmi²]", "列がありません"},
		{func() { patients.Sees(linear, "bmi", "weight") }, `patients: Sees: the columns are ["bmi" "weight"], want some of [age male bmi bmi²], each once`, "から、1 つずつ"},
		{func() { patients.Sees(linear, "bmi", "bmi") }, `patients: Sees: the columns are ["bmi" "bmi"], want some of [age male bmi bmi²], each once`, "から、1 つずつ"},
		{func() { patients.Curve(two, "two", 60, []float64{20}) }, "patients: Curve: the model of “two” has 2 inputs, want those that see bmi alone, age, male and bmi, or bmi² as well", "入力は 2 個です"},
		{func() { patients.CurveAt(two, 60, 45, 17) }, "patients: CurveAt: from a BMI of 45 to 17, want the lower one first", "小さいほうを先に"},
	} {
		displaytest.Mistake(t, tt.call, tt.en, tt.ja)
	}
}
