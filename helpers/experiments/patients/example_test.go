package patients_test

import (
	"fmt"

	"golessons/helpers/data"
	"golessons/helpers/experiments"
	"golessons/helpers/experiments/patients"
	"golessons/helpers/survival"
	"golessons/mlx"
)

func ExamplePiles() {
	train, validation, test := patients.Piles(data.Rotterdam(3), 150, 300, 1)
	fmt.Println(train.Inputs().Shape(), train.Targets().Shape(), validation.Len(), test.Len())
	// Output: [150 8] [150 1] 300 2500
}

func ExampleShow() {
	set := data.GBSG(3)
	train, validation, test := patients.Piles(set, 300, 100, 1)
	patients.Show(set, train, validation, test)
	// Output:
	// breast cancer patients of the GBSG (Germany): 555 examples of 8 features (age, meno, size, grade3, nodes, pgr, er, hormon), target: recurrence or death within 3 years (mean 0.404)
	// Source: Royston P, Altman DG. BMC Medical Research Methodology 2013;13:33
	// Licence: LGPL ≥ 2 (R package survival 3.5-3, Terry Therneau; Debian r-cran-survival 3.5-3-1)
	// The three piles
	//             patients  recurrence or death within 3 years
	// ──────────  ────────  ──────────────────────────────────
	// training         300                                 42%
	// validation       100                                 35%
	// test             155                                 40%
}

func ExampleFirst() {
	train, _ := patients.Team(10)
	fmt.Println(patients.First(3), train.Subset(patients.First(100)...).Len())
	// Output: [0 1 2] 100
}

func ExampleSource() {
	a := patients.NodeNegative // hospital A
	train, validation := a.Teach(10)
	fmt.Println(a.Set().Len(), train.Len(), validation.Len(), a.Test(10).Len(), a.AtB(10).Len())
	fmt.Println(a.Columns())
	// Output:
	// 1417 850 283 284 555
	// [age meno size grade3 pgr er]
}

func ExampleCaseMix() {
	patients.CaseMix(patients.NodeNegative.Set(), data.GBSG(3)).Show()
	// Output:
	// Who the patients are
	//                                     hospital A  hospital B
	// ──────────────────────────────────  ──────────  ──────────
	// patients                                  1417         555
	// recurrence or death within 3 years         19%         40%
	// mean age                                    54          53
	// nodes with cancer (mean)                     0         5.0
	// tumour over 20 mm                          38%         74%
	// grade 3                                    71%         23%
	// hormonal treatment                          0%         36%
}

func ExampleNoBrake() {
	trainer, train := patients.NoBrake(patients.NodeNegative)(10)
	fmt.Println(trainer.Model.NumParameters(), "numbers to learn,", train.Len(), "patients,", trainer.Epochs, "epochs")
	// Output: 401 numbers to learn, 850 patients, 150 epochs
}

func ExampleEarlyStopping() {
	trainer, _ := patients.EarlyStopping(patients.NodeNegative)(10)
	fmt.Println(trainer.Epochs, trainer.Patience)
	// Output: 150 15
}

func ExampleLogisticRegression() {
	trainer, _ := patients.LogisticRegression(patients.Everybody)(10)
	fmt.Println(trainer.Model.NumParameters(), "numbers to learn")
	// Output: 9 numbers to learn
}

// How models that were trained at hospital A do at hospital B.
func ExampleAtoB() {
	a := patients.NodeNegative
	moved := experiments.Compare("", 5, 10,
		experiments.Method("no brake", patients.NoBrake(a)),
		experiments.Method("early stopping", patients.EarlyStopping(a)),
		experiments.Method("logistic regression", patients.LogisticRegression(a)))
	patients.AtoB(moved, experiments.Accuracy).Show()
	patients.AtoB(moved, experiments.Loss, experiments.AUC, experiments.MeanRisk).Show()
	patients.MoveParts(moved).Show()
	patients.CalibrationAB(moved, "logistic regression").Show()
}

// The loss at hospital B, and what is left of it once the mean risk fits.
func ExampleMadeToFit() {
	a := patients.NodeNegative
	c := experiments.Compare("", 1, 10, experiments.Method("logistic regression", patients.LogisticRegression(a)))
	loss := func(c experiments.Comparison) float64 { return c.Runs("logistic regression").Mean(experiments.Loss) }
	fmt.Printf("%.2f %.2f\n", loss(c.On(a.AtB)), loss(patients.MadeToFit(c)))
	// Output: 0.78 0.64
}

func ExampleMoveParts() {
	c := experiments.Compare("", 1, 10, experiments.Method("logistic regression", patients.LogisticRegression(patients.NodeNegative)))
	patients.MoveParts(c).Show()
	// Output: Figure “What the move costs in loss”: bars “hospital A”: logistic regression 0.4814. bars “hospital B”: logistic regression 0.7848. bars “hospital B, mean made to fit”: logistic regression 0.6402.
}

// Whom to train on, for hospital B.
func ExampleAtB() {
	some, all := patients.NodePositive, patients.Everybody
	sources := experiments.Compare("", 1, 10,
		experiments.Method("node-positive only", patients.LogisticRegression(some)),
		experiments.Method("everybody", patients.LogisticRegression(all)))
	for i, runs := range patients.AtB(sources, some, all).Trained {
		fmt.Printf("%s: loss %.2f, AUC %.2f\n", sources.Names[i], runs.Mean(experiments.Loss), runs.Mean(experiments.AUC))
	}
	// Output:
	// node-positive only: loss 0.64, AUC 0.67
	// everybody: loss 0.59, AUC 0.74
}

func ExampleBins() {
	risks, outcomes := []float64{0.11, 0.12, 0.13, 0.85}, []float64{0, 0, 1, 1}
	predicted, observed := patients.Bins(risks, outcomes, 2)
	fmt.Printf("%.2f %.2f\n", predicted, observed)
	// Output: [0.12] [0.33]
}

func ExampleCalibrationAB() {
	c := experiments.Compare("", 1, 10, experiments.Method("logistic regression", patients.LogisticRegression(patients.NodeNegative)))
	patients.CalibrationAB(c, "logistic regression").Show()
}

func ExampleTeam() {
	train, validation := patients.Team(12) // the third team of the seed 1
	fmt.Println(train.Inputs().Shape(), validation.Inputs().Shape())
	// Output: [200 8] [154 8]
}

func ExampleTest() {
	fmt.Println(patients.Test(12).Len())
	// Output: 1180
}

func ExampleElsewhere() {
	fmt.Println(patients.Elsewhere(12).Len())
	// Output: 555
}

func ExampleEverybodyElsewhere() {
	fmt.Println(patients.EverybodyElsewhere(12).Len())
	// Output: 686
}

func ExampleShowTeams() {
	patients.ShowTeams(1)
	// Output:
	// The patients
	//                           patients  left out  share with an event  share with cancer in nodes
	// ────────────────────────  ────────  ────────  ───────────────────  ──────────────────────────
	// Rotterdam                     2950        32               0.3125                      0.5197
	// – for the five teams          1770                         0.3153                      0.5232
	// – for the test                1180                         0.3085                      0.5144
	// GBSG, the other hospital       555       131               0.4036                           1
	// recurrence or death within 3 years | Royston P, Altman DG. BMC Medical Research Methodology 2013;13:33 | LGPL ≥ 2 (R package survival 3.5-3, Terry Therneau; Debian r-cran-survival 3.5-3-1)
}

func ExampleFinalists() {
	six := patients.Finalists(1)
	six.On(patients.Test).Table(experiments.Loss).Show()
	patients.CalibrationOf(six, "none", "both").Show()
}

func ExampleCalibrationOf() {
	patients.CalibrationOf(patients.Finalists(1), "none", "both").Show()
}

// Models that see only the body mass index, and what happened.
func ExampleSees() {
	line := func(inputs int) *mlx.Module { return mlx.Sequential(mlx.Linear(inputs, 1)) }
	bmiOnly := experiments.CrossValidate("", 5, 1, experiments.Method("linear model", patients.Sees(line, "bmi")))
	groups := survival.Groups("bmi", 18.5, 40)
	survival.Against(data.NAFLD(5), groups, patients.HeldOut(bmiOnly)...).Table.Show()
	fmt.Printf("%.3f\n", patients.Curve(bmiOnly, "linear model", 60, []float64{20, 40})) // whatever the age
	// Output:
	// Share, and mean prediction
	// BMI (kg/m²)  share  linear model
	// ───────────  ─────  ────────────
	// < 18.5       25.0%          8.1%
	// 18.5–40       7.2%          7.6%
	// ≥ 40          8.6%          6.8%
	// [0.080 0.070]
}

func ExampleHeldOut() {
	line := func(inputs int) *mlx.Module { return mlx.Sequential(mlx.Linear(inputs, 1)) }
	c := experiments.CrossValidate("", 5, 1, experiments.Method("linear model", patients.Sees(line, "bmi")))
	for _, p := range patients.HeldOut(c) {
		fmt.Println(p.Name, len(p.Values))
	}
	// Output: linear model 7729
}

func ExampleCurve() {
	line := func(inputs int) *mlx.Module { return mlx.Sequential(mlx.Linear(inputs, 1)) }
	c := experiments.CrossValidate("", 5, 1, experiments.Method("linear model", patients.Sees(line, "age", "male", "bmi")))
	fmt.Printf("%.2f\n", patients.Curve(c, "linear model", 60, []float64{20, 40}))
	// Output: [0.05 0.07]
}

func ExampleCurveAt() {
	line := func(inputs int) *mlx.Module { return mlx.Sequential(mlx.Linear(inputs, 1)) }
	c := experiments.CrossValidate("", 5, 1, experiments.Method("linear model", patients.Sees(line, "age", "male", "bmi")))
	patients.CurveAt(c, 60, 17, 45).Show()
	// Output: Figure “What the models predict for somebody aged 60 (mean of both sexes)”: BMI (kg/m²) across, death within 5 years (%) upwards. line “linear model” runs from (17, 5.188) to (45, 7.132), lowest 5.188, highest 7.132.
}

func ExampleError() {
	defer func() {
		mistake, _ := recover().(*patients.Error)
		fmt.Println(mistake.Error())
	}()
	patients.Team(15)
	// Output: patients: seed 15 is of no team, want one that ends in 0 to 4
}
