package survival_test

import (
	"fmt"
	"os"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/survival"
)

// The examples' outputs are in English wherever they run.
func init() { os.Setenv("GOLESSONS_LANG", "en") }

func ExampleGroups() {
	fmt.Println(survival.Groups("bmi", 18.5, 25).Names())
	// Output: [< 18.5 18.5–25 ≥ 25]
}

func ExampleGrouping() {
	g := survival.Groups("bmi", 18.5, 25)
	people := data.NAFLD(5)
	fmt.Println(g.Len(), g.Names()[g.Of(18.5)])
	fmt.Println(g.Count(people), g.Sum(people, people.Y)) // and how many of them died
	fmt.Printf("%.1f\n", g.Mean(people, people.Column("age")))
	// Output:
	// 3 18.5–25
	// [64 1815 5850] [16 146 415]
	// [53.6 53.3 54.2]
}

func ExampleObserve() {
	observed := survival.Observe(data.NAFLD, 5, survival.Groups("bmi", 18.5, 40))
	observed.Table().Show()
	// Output:
	// BMI (kg/m²) and death within 5 years
	// BMI (kg/m²)  people  death within 5 years  share (95% confidence interval)  life-table risk  mean age
	// ───────────  ──────  ────────────────────  ───────────────────────────────  ───────────────  ────────
	// < 18.5           64                    16  25.0% (16.0–36.8)                          19.5%      53.6
	// 18.5–40        6970                   501  7.2% (6.6–7.8)                              5.3%      54.3
	// ≥ 40            695                    60  8.6% (6.8–11.0)                             6.1%      51.2
	// 7729 of 12588 people are in the table; of the others it is not known what happened. BMI (kg/m²): 9.2 to 84.4.
}

func ExampleObserved() {
	observed := survival.Observe(data.NAFLD, 5, survival.Groups("bmi", 18.5, 40))
	low := observed.Groups[0]
	fmt.Printf("%s: %.0f of %.0f\n", low.Name, low.Events, low.People)
	fmt.Printf("left out: %.1f%%\n", 100*observed.LeftOut())
	fmt.Println(observed.Table().Title)
	// Output:
	// < 18.5: 16 of 64
	// left out: 38.6%
	// BMI (kg/m²) and death within 5 years
}

func ExampleLifeTable() {
	share := 0.0
	patients := data.GBSG(3)
	for _, y := range patients.Y {
		share += y / float64(patients.Len())
	}
	fmt.Printf("share %.3f, risk by life table %.3f\n", share, survival.LifeTable(data.GBSG, 1.0/12, 3))
	// Output: share 0.404, risk by life table 0.357
}

func ExampleWilson() {
	low, high := survival.Wilson(16, 64) // 16 of 64 died
	fmt.Printf("%.1f%% (%.1f–%.1f)\n", 100*16.0/64, 100*low, 100*high)
	// Output: 25.0% (16.0–36.8)
}

func ExamplePoisson() {
	low, high := survival.Poisson(16)
	fmt.Printf("16 (%.1f–%.1f)\n", low, high)
	// Output: 16 (8.2–23.8)
}

// sameForAll answers everybody with the same risk.
func sameForAll(people *data.Set, risk float64) helpers.Result {
	risks := make([]float64, people.Len())
	for i := range risks {
		risks[i] = risk
	}
	return helpers.Result{Name: "7.5% for all", Values: risks}
}

func ExampleAgainst() {
	people := data.NAFLD(5)
	survival.Against(people, survival.Groups("bmi", 18.5, 40), sameForAll(people, 0.075)).Show()
	// Output:
	// Figure “What happened, and what was predicted”: BMI (kg/m²) across, death within 5 years (%) upwards. line “share and 95% interval” runs from (17.04, 25) to (45.72, 8.633), lowest 7.188, highest 25, the band at most 20.8 wide. line “7.5% for all” runs from (17.04, 7.5) to (45.72, 7.5), lowest 7.5, highest 7.5.
	// Share, and mean prediction
	// BMI (kg/m²)  share  7.5% for all
	// ───────────  ─────  ────────────
	// < 18.5       25.0%          7.5%
	// 18.5–40       7.2%          7.5%
	// ≥ 40          8.6%          7.5%
}

func ExampleShown() {
	people := data.NAFLD(5)
	shown := survival.Against(people, survival.Groups("bmi", 18.5, 40), sameForAll(people, 0.075))
	shown.Figure.YRange(0, 40)
	shown.Table.Note = "No model was needed for this."
	shown.Show()
}

func ExampleRatios() {
	people := data.NAFLD(5)
	g := survival.Groups("bmi", 18.5, 40)
	for i, r := range survival.Ratios(people, g, sameForAll(people, 0.075).Values) {
		fmt.Printf("%s: %.2f (%.2f–%.2f)\n", g.Names()[i], r.Value, r.Low, r.High)
	}
	// Output:
	// < 18.5: 3.33 (1.70–4.97)
	// 18.5–40: 0.96 (0.87–1.04)
	// ≥ 40: 1.15 (0.86–1.44)
}

func ExamplePerExpected() {
	people := data.NAFLD(5)
	survival.PerExpected(people, survival.Groups("bmi", 18.5, 40), sameForAll(people, 0.075)).Show()
	// Output: Figure “Observed ÷ expected (1: as expected): death within 5 years”: BMI (kg/m²) across, ratio, with approximate 95% interval upwards. bars “7.5% for all”: < 18.5 3.333 ± 1.633, 18.5–40 0.9584 ± 0.08392, ≥ 40 1.151 ± 0.2913. a line at y = 1, “”.
}

func ExampleMeanMadeToFit() {
	fmt.Printf("%.2f\n", survival.MeanMadeToFit([]float64{-2, 0, 2}, 0.4))
	// Output: [-2.66 -0.66 1.34]
}

func ExampleError() {
	defer func() {
		mistake, _ := recover().(*survival.Error)
		fmt.Println(mistake.Error())
	}()
	survival.Wilson(17, 16)
	// Output: survival: Wilson: 17 of 16, want a count from 0 to 16
}
