package survival_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/internal/displaytest"
	"golessons/helpers/survival"
)

var bmi = survival.Groups("bmi", 18.5, 22.5, 27.5, 32.5, 40)

// The numbers are those that the lessons printed when they computed them by hand.
func TestObserve(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	want := `BMI (kg/m²) and death within 5 years
BMI (kg/m²)  people  death within 5 years  share (95% confidence interval)  life-table risk  mean age
───────────  ──────  ────────────────────  ───────────────────────────────  ───────────────  ────────
< 18.5           64                    16  25.0% (16.0–36.8)                          19.5%      53.6
18.5–22.5       800                    69  8.6% (6.9–10.8)                             6.4%      52.3
22.5–27.5      2315                   170  7.3% (6.4–8.5)                              5.4%      54.2
27.5–32.5      2210                   149  6.7% (5.8–7.9)                              5.0%      55.3
32.5–40        1645                   113  6.9% (5.7–8.2)                              5.2%      53.9
≥ 40            695                    60  8.6% (6.8–11.0)                             6.1%      51.2
7729 of 12588 people are in the table; of the others it is not known what happened. BMI (kg/m²): 9.2 to 84.4.
`
	o := survival.Observe(data.NAFLD, 5, bmi)
	if got := o.Table().String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if left := o.LeftOut(); math.Abs(left-0.386) > 0.0005 {
		t.Errorf("left out %.4f, want 0.386", left)
	}
	t.Setenv("GOLESSONS_LANG", "ja")
	if got := survival.Observe(data.NAFLD, 5, bmi).Table().String(); !strings.Contains(got, "表の 7729 人は、全 12588 人のうち") || !strings.Contains(got, "9.2 から 84.4 まで") {
		t.Errorf("in Japanese\n%s", got)
	}
}

// Groups that nobody is in have no share; a set without ages has no mean age.
func TestObserveEmptyGroup(t *testing.T) {
	o := survival.Observe(func(years float64) *data.Set { return data.NAFLD(years).Select("bmi") }, 1, survival.Groups("bmi", 5, 25))
	if g := o.Groups[0]; g.People != 0 || !math.IsNaN(g.Share) || !math.IsNaN(g.Low) || !math.IsNaN(g.Risk) {
		t.Errorf("%+v", g)
	}
	if g := o.Groups[1]; g.People == 0 || math.IsNaN(g.Share) || math.IsNaN(g.Risk) || !math.IsNaN(g.MeanAge) {
		t.Errorf("%+v", g)
	}
	if table := o.Table().String(); strings.Contains(table, "NaN") {
		t.Error(table)
	}
}

func TestLifeTable(t *testing.T) {
	for _, tt := range []struct {
		name   string
		people func(years float64) *data.Set
		every  float64
		until  float64
		want   float64 // as in the lessons
	}{
		{"Rotterdam", data.Rotterdam, 1.0 / 12, 3, 0.311},
		{"GBSG", data.GBSG, 1.0 / 12, 3, 0.357},
		{"made up", madeUp, 1, 2, 1 - (1-1/3.5)*(1-1/2.0)},
		{"nobody is left", madeUp, 1, 4, math.NaN()},
	} {
		got := survival.LifeTable(tt.people, tt.every, tt.until)
		if !(math.Abs(got-tt.want) < 0.0005) && !(math.IsNaN(got) && math.IsNaN(tt.want)) {
			t.Errorf("%s: %.4f, want %.4f", tt.name, got, tt.want)
		}
	}
}

// madeUp follows four people: one has the event after half a year, one after one
// and a half; one is lost after half a year, one after two and a half.
func madeUp(years float64) *data.Set {
	s := &data.Set{Columns: []string{"x"}}
	for _, p := range []struct {
		until float64
		event bool
	}{{0.5, true}, {1.5, true}, {0.5, false}, {2.5, false}} {
		if p.event && p.until <= years {
			s.X, s.Y = append(s.X, []float64{0}), append(s.Y, 1)
		} else if p.until >= years {
			s.X, s.Y = append(s.X, []float64{0}), append(s.Y, 0)
		}
	}
	return s
}

// The last interval is that of table I in Newcombe, Two-sided confidence intervals
// for the single proportion, Statistics in Medicine 17, 1998; the first is the
// lesson's. For k = 0 the formula is z²/(n + z²).
func TestWilson(t *testing.T) {
	for _, tt := range []struct{ k, n, low, high float64 }{
		{16, 64, 0.1602, 0.3681},
		{0, 10, 0, 0.2775},
		{10, 10, 0.7225, 1},
		{81, 263, 0.2553, 0.3662},
	} {
		low, high := survival.Wilson(tt.k, tt.n)
		if math.Abs(low-tt.low) > 0.0001 || math.Abs(high-tt.high) > 0.0001 {
			t.Errorf("Wilson(%g, %g): %.4f, %.4f, want %.4f, %.4f", tt.k, tt.n, low, high, tt.low, tt.high)
		}
	}
}

func TestPoisson(t *testing.T) {
	for _, tt := range []struct{ k, low, high float64 }{
		{100, 80.4, 119.6},
		{16, 8.16, 23.84},
		{1, 0, 2.96},
		{0, 0, 3.689},
	} {
		low, high := survival.Poisson(tt.k)
		if math.Abs(low-tt.low) > 0.001 || math.Abs(high-tt.high) > 0.001 {
			t.Errorf("Poisson(%g): %.3f, %.3f, want %.3f, %.3f", tt.k, low, high, tt.low, tt.high)
		}
	}
}

func TestMeanMadeToFit(t *testing.T) {
	for _, tt := range []struct {
		logits []float64
		rate   float64
	}{
		{[]float64{-2, 0, 1}, 0.4},
		{[]float64{-500, 300, 20}, 0.01}, // far beyond any logit of a sensible model
		{[]float64{3}, 0.999},
	} {
		fitted := survival.MeanMadeToFit(tt.logits, tt.rate)
		mean := 0.0
		for i, z := range fitted {
			mean += 1 / (1 + math.Exp(-z)) / float64(len(fitted))
			if shift, first := z-tt.logits[i], fitted[0]-tt.logits[0]; math.Abs(shift-first) > 1e-9 {
				t.Errorf("%v: %g was added to one and %g to another", tt.logits, first, shift)
			}
		}
		if math.Abs(mean-tt.rate) > 1e-9 {
			t.Errorf("%v: mean %g, want %g", tt.logits, mean, tt.rate)
		}
	}
}

// A group's people, their mean and the ratio are counted by hand.
func TestGrouping(t *testing.T) {
	people := &data.Set{Columns: []string{"bmi"}, X: [][]float64{{17}, {20}, {21}, {40}, {41}}, Y: []float64{1, 0, 0, 1, 0}, Target: "death"}
	if got, want := fmt.Sprint(bmi.Names()), "[< 18.5 18.5–22.5 22.5–27.5 27.5–32.5 32.5–40 ≥ 40]"; got != want {
		t.Errorf("names %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(bmi.Count(people)), "[1 2 0 0 0 2]"; got != want {
		t.Errorf("counted %s, want %s", got, want)
	}
	risks := []float64{0.5, 0.1, 0.3, 0.25, 0.25}
	if got, want := fmt.Sprintf("%.2f", bmi.Mean(people, risks)), "[0.50 0.20 NaN NaN NaN 0.25]"; got != want {
		t.Errorf("means %s, want %s", got, want)
	}
	ratios := survival.Ratios(people, bmi, risks)
	if got, want := fmt.Sprintf("%.2f %.2f %.2f", ratios[0], ratios[1], ratios[2]), "{2.00 0.00 5.92} {0.00 0.00 9.22} {NaN NaN NaN}"; got != want {
		t.Errorf("ratios %s, want %s", got, want)
	}
	// What nobody is in is neither drawn nor counted.
	shown := survival.Against(people, bmi, helpers.Result{Name: "model", Values: risks})
	if text := shown.Table.String(); !strings.Contains(text, "22.5–27.5") || strings.Contains(text, "NaN") {
		t.Error(text)
	}
	if _, err := shown.Figure.SVG(); err != nil {
		t.Error(err)
	}
	if _, err := survival.PerExpected(people, bmi, helpers.Result{Name: "model", Values: risks}).SVG(); err != nil {
		t.Error(err)
	}
}

func TestMistakes(t *testing.T) {
	people := data.NAFLD(5)
	for _, tt := range []struct {
		call   func()
		en, ja string
	}{
		{func() { survival.Wilson(1, 0) }, "survival: Wilson: a share of 0 people, want 1 or more", "人数が 0 です"},
		{func() { survival.Wilson(17, 16) }, "survival: Wilson: 17 of 16, want a count from 0 to 16", "16 人中 17 人"},
		{func() { survival.Poisson(-1) }, "survival: Poisson: a count of -1, want 0 or more", "数が -1 です"},
		{func() { survival.Groups("bmi") }, `survival: Groups("bmi"): no edges, want at least one number to cut at`, "境目がありません"},
		{func() { survival.Groups("bmi", 25, 20) }, `survival: Groups("bmi"): the edges [25 20] do not rise from one to the next`, "小さい順"},
		{func() { survival.LifeTable(nil, 1, 5) }, "survival: LifeTable: there are no people, want a function such as data.NAFLD", "対象者がありません"},
		{func() { survival.LifeTable(data.NAFLD, 0, 5) }, "survival: LifeTable: 5 years in steps of 0, want both above 0", "5 年を 0 年刻み"},
		{func() { survival.LifeTable(data.NAFLD, 0.7, 5) }, "survival: LifeTable: 5 years are not a whole number of steps of 0.7 years", "5 年は 0.7 年刻みでは"},
		{func() { survival.LifeTable(data.NAFLD, 7, 5) }, "survival: LifeTable: 5 years are not a whole number of steps of 7 years", "5 年は 7 年刻みでは"},
		{func() { survival.Observe(nil, 5, bmi) }, "survival: Observe: there are no people, want a function such as data.NAFLD", "対象者がありません"},
		{func() { survival.Observe(data.NAFLD, -5, bmi) }, "data: years = -5, want more than 0", "年数 -5"},
		{func() { survival.Observe(data.GBSG, 3, bmi) }, `data: breast cancer patients of the GBSG (Germany) has no column "bmi", it has age, meno, size, grade3, nodes, pgr, er, hormon`, "bmi"},
		{func() { bmi.Sum(people, []float64{1}) }, "survival: 1 value for 7729 people, want one for each", "値が 1 個、人数が 7729 人"},
		{func() { survival.Against(people, bmi) }, "survival: Against: there are no predictions, want at least one method's", "予測がありません"},
		{func() { survival.PerExpected(people, bmi, helpers.Result{Name: "ReLU", Values: []float64{1}}) }, "survival: PerExpected: “ReLU” has 1 prediction for 7729 people, want one for each", "「ReLU」の予測は 1 個"},
		{func() { survival.MeanMadeToFit(nil, 0.5) }, "survival: MeanMadeToFit: there are no logits", "ロジットがありません"},
		{func() { survival.MeanMadeToFit([]float64{1}, 1) }, "survival: MeanMadeToFit: rate = 1, want more than 0 and less than 1", "割合 1 は"},
		{func() { survival.MeanMadeToFit([]float64{math.NaN()}, 0.5) }, "survival: MeanMadeToFit: a logit is NaN, want a number", "NaN があります"},
	} {
		displaytest.Mistake(t, tt.call, tt.en, tt.ja)
	}
}
