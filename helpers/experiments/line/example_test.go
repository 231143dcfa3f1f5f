package line_test

import (
	"fmt"
	"os"

	"golessons/helpers/data"
	"golessons/helpers/experiments/line"
)

// The examples' outputs are in English wherever they run.
func init() { os.Setenv("GOLESSONS_LANG", "en") }

func ExampleLoss() {
	km, minutes := []float64{1, 2, 4, 6, 8}, []float64{8, 14, 14, 26, 26}
	fmt.Printf("2x + 8: %.1f, 3x + 5: %.1f\n", line.Loss(2, 8, km, minutes), line.Loss(3, 5, km, minutes))
	// Output: 2x + 8: 10.4, 3x + 5: 7.2
}

func ExampleLeastSquares() {
	w, b := line.LeastSquares([]float64{0, 1, 2}, []float64{1, 3, 5})
	fmt.Println(w, b)
	// Output: 2 1
}

func ExampleLossOf() {
	visits := data.Visits(40, 1)
	fmt.Println(line.LossOf(line.Nearest(visits), visits))
	// Output: 0
}

func ExampleWithErrors() {
	line.WithErrors(3, 5, []float64{1, 2, 4}, []float64{8, 14, 14}).Show()
	// Output: Figure “3 x + 5”: distance (km) across, time (minutes) upwards. line “line and errors” runs from (0, 5) to (4.5, 18.5), lowest 5, highest 18.5, the band at most 3 wide. 3 points “visits” with x from 1 to 4, y from 8 to 14.
}

func ExampleValley() {
	valley := line.Valley{B: 5, Data: data.Visits(40, 1)}
	fmt.Printf("%.1f at w = 0, %.1f at the bottom, w = %.2f\n", valley.Loss(0), valley.Loss(valley.Bottom()), valley.Bottom())
	// Output: 314.1 at w = 0, 10.4 at the bottom, w = 3.02
}

func ExampleWalks() {
	walks := line.Valley{B: 5, Data: data.Visits(40, 1)}.Walk(gradient, 6, 0.01, 0.032)
	fmt.Println(walks.Figure().Width, "pixels wide")
	walks.Show()
	// Output:
	// 900 pixels wide
	// 6 steps in the same valley Figure “learning rate 0.01”: w across, loss upwards. line “valley” runs from (−5.277, 2307) to (11.31, 2307), lowest 10.38, highest 2307. line “path” runs from (0, 314.1) to (3.012, 10.38), lowest 10.38, highest 314.1. 7 points “” with x from 0 to 3.012, y from 10.38 to 314.1. Figure “learning rate 0.032”: w across, loss upwards. line “valley” runs from (−5.277, 2307) to (11.31, 2307), lowest 10.38, highest 2307. line “path” runs from (0, 314.1) to (−3.502, 1429), lowest 314.1, highest 1429. 7 points “” with x from −3.502 to 8.748, y from 314.1 to 1429.
	// rate 0.01: w = 3.01 at the end
	// rate 0.032: w = -3.50 at the end
}

func ExamplePath() {
	walks := line.Valley{B: 5, Data: data.Visits(40, 1)}.Walk(gradient, 6, 0.01, 0.032)
	for _, p := range walks.Paths {
		fmt.Printf("rate %g: w = %.2f, climbs: %t\n", p.Rate, p.End(), p.Climbs())
	}
	// Output:
	// rate 0.01: w = 3.01, climbs: false
	// rate 0.032: w = -3.50, climbs: true
}

func ExampleDescents() {
	line.Descents(descend, 0.02, data.Visits(40, 1), 0, 1, 10, 1000).Show()
	// Output:
	// Figure “The line moves towards the points”: distance (km) across, time (minutes) upwards. 40 points “visits” with x from 0.05799 to 9.858, y from 6.044 to 37.66. line “step 0” runs from (0, 0) to (10, 0), lowest 0, highest 0. line “step 1” runs from (0, 0.8144) to (10, 51.1), lowest 0.8144, highest 51.1. line “step 10” runs from (0, 1.075) to (10, 37.17), lowest 1.075, highest 37.17. line “step 1000” runs from (0, 6.089) to (10, 34.61), lowest 6.089, highest 34.61.
	// Gradient descent, learning rate 0.02
	// steps        w      b     loss
	// ───────  ─────  ─────  ───────
	//       0  0.000  0.000  492.650
	//       1  5.028  0.814   81.166
	//      10  3.609  1.075   16.377
	//    1000  2.853  6.089   10.078
	// formula  2.853  6.089   10.078
}

func ExampleDescended() {
	d := line.Descents(descend, 0.02, data.Visits(40, 1), 0, 1, 10, 1000)
	d.Figure().YRange(0, 60) // to be shown with other axes
	d.Table().Show()
	fmt.Printf("b is %.1f away after 10 steps\n", d.Formula.B-d.After(10).B)
	// Output:
	// Gradient descent, learning rate 0.02
	// steps        w      b     loss
	// ───────  ─────  ─────  ───────
	//       0  0.000  0.000  492.650
	//       1  5.028  0.814   81.166
	//      10  3.609  1.075   16.377
	//    1000  2.853  6.089   10.078
	// formula  2.853  6.089   10.078
	// b is 5.0 away after 10 steps
}

func ExampleNearest() {
	known := &data.Set{Columns: []string{"km"}, X: [][]float64{{1}, {4}}, Y: []float64{8, 14}}
	fmt.Println(line.Nearest(known)(3))
	// Output: 14
}

func ExampleByHeart() {
	train, validation := data.Visits(40, 1).Split(1, 0.75)
	line.ByHeart(train, validation).Show()
	// Output: Figure “A straight line, and learning by heart”: distance (km) across, time (minutes) upwards. line “line” runs from (0, 5.743) to (10, 34.4), lowest 5.743, highest 34.4. line “by heart” runs from (0, 6.743) to (10, 37.66), lowest 6.044, highest 37.66. 30 points “training” with x from 0.05799 to 9.858, y from 6.044 to 37.66. 10 points “validation” with x from 2.754 to 9.373, y from 16.02 to 35.38.
}

func ExampleExams() {
	line.Exams(4000, 1).Show()
	// Output:
	// Training loss (mean ± standard deviation, 4000 times)
	// method    mean ± spread    min    max  runs
	// ────────  ─────────────  ─────  ─────  ────
	// line          8.4 ± 2.3  2.978  18.87  4000
	// by heart        ★ 0 ± 0      0      0  4000
	// ★ best mean (lower is better). ± is the sample's standard deviation.
	// Validation loss (mean ± standard deviation, 4000 times)
	// method    mean ± spread     min    max  runs
	// ────────  ─────────────  ──────  ─────  ────
	// line        ★ 9.7 ± 4.5  0.5012  35.49  4000
	// by heart     18.6 ± 8.7   2.547  81.74  4000
	// ★ best mean (lower is better). ± is the sample's standard deviation.
}

func ExampleLosses() {
	losses := line.Exams(4000, 1)
	fmt.Printf("by heart %.1f times the line's, the line's %.2f times its training loss\n", losses.Ratio(), losses.Gap())
	// Output: by heart 1.9 times the line's, the line's 1.15 times its training loss
}

func ExampleFiveExams() {
	always := func(float64) float64 { return 1 }
	line.FiveExams(always, 60, 2000, 1).Show()
	// Output:
	// Share of right answers (5 sets of training patients)
	// method             mean ± spread     min     max  runs
	// ───────────────  ───────────────  ──────  ──────  ────
	// swot, mock exam          ★ 1 ± 0       1       1     5
	// swot, real exam    0.686 ± 0.034  0.6395  0.7245     5
	// rule, real exam  0.4950 ± 0.0050  0.4865   0.499     5
	// ★ best mean (higher is better). ± is the sample's standard deviation.
}

func ExampleMarks() {
	marks := line.Marks{SwotMock: []float64{1}, SwotReal: []float64{0.7}, RuleReal: []float64{0.8}}
	marks.Show()
	// Output:
	// Share of right answers (1 sets of training patients)
	// method           mean ± spread  min  max  runs
	// ───────────────  ─────────────  ───  ───  ────
	// swot, mock exam            ★ 1    1    1     1
	// swot, real exam            0.7  0.7  0.7     1
	// rule, real exam            0.8  0.8  0.8     1
	// ★ best mean (higher is better). ± is the sample's standard deviation.
}

func ExampleCoinModels() {
	best, again := line.CoinModels(100, 50, 2000, 1)
	fmt.Println(best, again)
	// Output: 0.64 0.505
}

func ExampleScore() {
	exam := &data.Set{Columns: []string{"value"}, X: [][]float64{{-2}, {0}, {2}, {3}}, Y: []float64{1, 0, 1, 0}}
	fmt.Println(line.Score(func(x float64) float64 { return 1 }, exam))
	// Output: 0.5
}

func ExampleError() {
	defer func() {
		mistake, _ := recover().(*line.Error)
		fmt.Println(mistake.Error())
	}()
	line.Loss(1, 0, []float64{1, 2, 3}, []float64{1, 2})
	// Output: line: Loss: 3 values of x and 2 of y, want as many of both
}
