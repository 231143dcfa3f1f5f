package data_test

import (
	"fmt"
	"math"
	"os"

	"golessons/helpers/data"
)

// The examples' outputs are in English wherever they run.
func init() { os.Setenv("GOLESSONS_LANG", "en") }

func ExampleSet() {
	set := data.Moons(100, 0.1, 1)
	fmt.Println(set.String())
	// Output: two moons: 100 examples of 2 features (x1, x2), target: class (mean 0.500)
}

func ExampleRotterdam() {
	nodeNegative := data.Rotterdam(3).Where("nodes", func(n float64) bool { return n == 0 })
	fmt.Println(nodeNegative.Len(), "patients")
	nodeNegative.Select("age", "size").Describe()
	// Output:
	// 1417 patients
	// breast cancer patients of Rotterdam: 1417 examples of 2 features (age, size), target: recurrence or death within 3 years (mean 0.194)
	// Source: Royston P, Altman DG. BMC Medical Research Methodology 2013;13:33
	// Licence: LGPL ≥ 2 (R package survival 3.5-3, Terry Therneau; Debian r-cran-survival 3.5-3-1)
}

func ExampleGBSG() {
	fmt.Println(data.GBSG(3).Select("age", "nodes"))
	// Output: breast cancer patients of the GBSG (Germany): 555 examples of 2 features (age, nodes), target: recurrence or death within 3 years (mean 0.404)
}

func ExampleNAFLD() {
	fmt.Println(data.NAFLD(5))
	// Output: people of Olmsted County: 7729 examples of 3 features (age, male, bmi), target: death within 5 years (mean 0.075)
}

func ExampleNoisySine() {
	set := data.NoisySine(3, 0, 1)
	fmt.Printf("%.2f\n", set.X)
	// Output: [[-3.14] [0.00] [3.14]]
}

func ExampleURisk() {
	set := data.URisk(100, 1)
	fmt.Println(set.Columns, len(set.Column("value")), set.Len())
	// Output: [value] 100 100
}

func ExampleURiskProbability() {
	fmt.Printf("%.2f %.2f\n", data.URiskProbability(0), data.URiskProbability(3))
	// Output: 0.05 0.91
}

func ExampleMoons() {
	fmt.Println(data.Moons(4, 0.1, 1).Y)
	// Output: [0 1 0 1]
}

func ExampleBloodPressure() {
	fmt.Println(data.BloodPressure(10, 1).Columns)
	// Output: [systolic salt]
}

func ExampleVisits() {
	visits := data.Visits(40, 1)
	fmt.Printf("%.1f km: %.0f minutes\n", visits.Column("km")[39], visits.Y[39])
	// Output: 9.9 km: 38 minutes
}

func ExampleRushHours() {
	fmt.Println(data.RushHours(80, 1))
	// Output: invented rush hours: 80 examples of 1 feature (hours), target: minutes lost (mean 2.663)
}

func ExampleHormone() {
	fmt.Printf("%.2f at 3, %.2f at 8\n", data.Hormone(3), data.Hormone(8))
	// Output: 0.19 at 3, 1.00 at 8
}

func ExampleHormoneDay() {
	fmt.Println(data.HormoneDay().Len(), "quarters of an hour")
	// Output: 97 quarters of an hour
}

func ExamplePressureScore() {
	patients := data.PressureScore(400, 1)
	with := patients.Where("factor", func(v float64) bool { return v == 1 })
	fmt.Println(with.Len(), "of", patients.Len(), "have the factor")
	// Output: 212 of 400 have the factor
}

func ExampleArms() {
	fmt.Printf("%.1f\n", data.Arms(1).X[:3])
	// Output: [[1.0 0.9] [1.8 1.6] [1.2 1.3]]
}

func ExampleAsIs() {
	fmt.Println(data.AsIs([]float64{3}))
	// Output: [3]
}

func ExampleWithSquare() {
	fmt.Println(data.WithSquare([]float64{3}))
	// Output: [3 9]
}

func ExampleSet_Examples() {
	x, y := data.Moons(4, 0.1, 1).Examples()
	fmt.Println(len(x), "rows of", len(x[0]), "features;", y)
	// Output: 4 rows of 2 features; [0 1 0 1]
}

func ExampleError() {
	defer func() {
		mistake, _ := recover().(*data.Error)
		fmt.Println(mistake.Error())
	}()
	data.Moons(100, 0.1, 1).Split(1, 1.5)
	// Output: data: Split: share = 1.5, want more than 0 and less than 1
}

func ExampleSet_Split() {
	train, rest := data.Moons(100, 0.1, 1).Split(1, 0.6)
	validation, test := rest.Split(2, 0.5)
	fmt.Println(train.Len(), validation.Len(), test.Len())
	// Output: 60 20 20
}

func ExampleSet_FlipLabels() {
	clean := data.Moons(4, 0.1, 1)
	fmt.Println(clean.FlipLabels(1, 1).Y)
	// Output: [1 0 1 0]
}

func ExampleSet_RandomLabels() {
	set := data.Moons(100, 0.1, 1).RandomLabels(1)
	fmt.Println(set)
	// Output: two moons: 100 examples of 2 features (x1, x2), target: class (mean 0.500)
}

func ExampleSet_Map() {
	receptors := data.GBSG(3).Select("pgr").Where("pgr", func(v float64) bool { return v > 0 })
	fmt.Printf("%.0f %.2f\n", receptors.X[0], receptors.Map("pgr", math.Log1p).X[0])
	// Output: [1] [0.69]
}

func ExampleFitScaler() {
	train, test := data.GBSG(3).Select("age", "nodes").Split(1, 0.7)
	scaler := data.FitScaler(train)
	train, test = scaler.Apply(train), scaler.Apply(test)
	fmt.Println(train.Len(), test.Len())
	// Output: 389 166
}

func ExampleScaler() {
	train := &data.Set{Columns: []string{"age"}, X: [][]float64{{40}, {60}}, Y: []float64{0, 1}}
	fmt.Println(data.FitScaler(train).Apply(train).X)
	// Output: [[-1] [1]]
}
