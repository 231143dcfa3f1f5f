package data_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"golessons/helpers/data"
	"golessons/helpers/internal/displaytest"
)

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// The numbers were counted in the data of R's package survival.
func TestPatients(t *testing.T) {
	tests := []struct {
		set    *data.Set
		n      int
		target float64
	}{
		{data.Rotterdam(3), 2950, .312542},
		{data.Rotterdam(3).Where("nodes", func(v float64) bool { return v == 0 }), 1417, .194072},
		{data.GBSG(3), 555, .403604},
		{data.NAFLD(5), 7729, .074654},
	}
	for _, test := range tests {
		if test.set.Len() != test.n {
			t.Errorf("%s: %d patients, want %d", test.set.Name, test.set.Len(), test.n)
		}
		if got := mean(test.set.Y); math.Abs(got-test.target) > 1e-5 {
			t.Errorf("%s: mean target %.6f, want %.6f", test.set.Name, got, test.target)
		}
		for _, row := range test.set.X {
			if len(row) != len(test.set.Columns) {
				t.Fatalf("%s: row of %d, want %d", test.set.Name, len(row), len(test.set.Columns))
			}
			for j, v := range row {
				if math.IsNaN(v) {
					t.Fatalf("%s: %s is not a number", test.set.Name, test.set.Columns[j])
				}
			}
		}
	}
	a, b := data.Rotterdam(3), data.GBSG(3)
	if fmt.Sprint(a.Columns) != fmt.Sprint(b.Columns) || a.Target != b.Target {
		t.Error("Rotterdam and GBSG must have the same features and the same target")
	}
}

func TestDescribeNamesSourceAndLicence(t *testing.T) {
	for _, set := range []*data.Set{data.Rotterdam(3), data.GBSG(3), data.NAFLD(5)} {
		text := displaytest.Stdout(t, set.Describe)
		for _, want := range []string{set.Name, "LGPL", "survival", "20"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q lacks %q", text, want)
			}
		}
	}
}

func TestGeneratorsAreSeeded(t *testing.T) {
	generators := map[string]func(seed int64) *data.Set{
		"sine":     func(seed int64) *data.Set { return data.NoisySine(50, .3, seed) },
		"risk":     func(seed int64) *data.Set { return data.URisk(50, seed) },
		"moons":    func(seed int64) *data.Set { return data.Moons(50, .2, seed) },
		"pressure": func(seed int64) *data.Set { return data.BloodPressure(50, seed) },
		"visits":   func(seed int64) *data.Set { return data.Visits(50, seed) },
		"rush":     func(seed int64) *data.Set { return data.RushHours(50, seed) },
		"score":    func(seed int64) *data.Set { return data.PressureScore(50, seed) },
		"arms":     data.Arms,
		"flipped":  func(seed int64) *data.Set { return data.Moons(50, .2, 1).FlipLabels(seed, .3) },
		"random":   func(seed int64) *data.Set { return data.Moons(50, .2, 1).RandomLabels(seed) },
		"split":    func(seed int64) *data.Set { a, _ := data.Moons(50, .2, 1).Split(seed, .5); return a },
	}
	for name, generate := range generators {
		if one, again := fmt.Sprint(*generate(1)), fmt.Sprint(*generate(1)); one != again {
			t.Errorf("%s: the same seed gives other data", name)
		}
		if one, two := fmt.Sprint(*generate(1)), fmt.Sprint(*generate(2)); one == two {
			t.Errorf("%s: another seed gives the same data", name)
		}
	}
}

func TestGeneratorsShowWhatTheyAreFor(t *testing.T) {
	sine := data.NoisySine(2000, .1, 1)
	for i, row := range sine.X {
		if math.Abs(sine.Y[i]-math.Sin(row[0])) > .6 {
			t.Fatalf("sine: y = %g at x = %g", sine.Y[i], row[0])
		}
	}
	risk := data.URisk(6000, 1)
	rate := func(low, high float64) float64 {
		var y []float64
		for i, row := range risk.X {
			if row[0] >= low && row[0] < high {
				y = append(y, risk.Y[i])
			}
		}
		return mean(y)
	}
	if low, middle, high := rate(-3, -2), rate(-.3, .3), rate(2, 3); middle > .15 || low < .7 || high < .7 {
		t.Errorf("risk: %.2f low, %.2f in the middle, %.2f high", low, middle, high)
	}
	pressure := data.BloodPressure(4000, 1)
	for i, row := range pressure.X {
		want := 1.0
		if row[0] > data.BloodPressureThreshold {
			want += .02 * (row[0] - data.BloodPressureThreshold) * (row[1] - 4)
		}
		if math.Abs(pressure.Y[i]-want) > .6 {
			t.Fatalf("pressure: score %g at %v, want about %g", pressure.Y[i], row, want)
		}
	}
	moons := data.Moons(1000, 0, 1)
	for i, row := range moons.X {
		x, y := row[0], row[1]
		if moons.Y[i] == 1 {
			x, y = 1-x, .5-y
		}
		if math.Abs(math.Hypot(x, y)-1) > 1e-9 || y < -1e-9 {
			t.Fatalf("moons: %v is not on the half circle of class %g", row, moons.Y[i])
		}
	}
}

// The claims and the prose of the lessons hang on these numbers, which were computed
// by the cells that had the generators before.
func TestGeneratorsGiveTheLessonsNumbers(t *testing.T) {
	for _, tt := range []struct {
		set *data.Set
		row int
		x   []float64
		y   float64
	}{
		{data.Visits(40, 1), 0, []float64{0.05798783259441337}, 6.743385156351152},
		{data.Visits(40, 1), 39, []float64{9.858056319102644}, 37.66450591326192},
		{data.Visits(40, 3), 0, []float64{0.22112041072944127}, 7.864208587665358},
		{data.RushHours(80, 1), 0, []float64{2.5 * 0.14451397795767873}, 1.211547045992683},
		{data.RushHours(80, 3), 79, []float64{2.5 * -1.005208585004047}, 1.9359501941644002},
		{data.PressureScore(400, 1), 0, []float64{165.12581782604065, 0}, 1.04252356678349},
		{data.PressureScore(400, 1), 399, []float64{128.5377756437125, 1}, -0.4398944785331553},
		{data.Arms(1), 0, []float64{0.9691276669502258, 0.9075952917337418}, 0.6000654399394989},
		{data.Arms(3), 19, []float64{-0.3195154845714569, -0.515145206451416}, -0.26667411625385284},
		{data.HormoneDay(), 3, []float64{-1.875}, 0.15119115550605258},
	} {
		got, want := slices.Concat(tt.set.X[tt.row], []float64{tt.set.Y[tt.row]}), slices.Concat(tt.x, []float64{tt.y})
		for i := range want {
			if len(got) != len(want) || math.Abs(got[i]-want[i]) > 1e-12 {
				t.Errorf("%s: row %d is %v, want %v", tt.set.Name, tt.row, got, want)
				break
			}
		}
	}
	for _, tt := range []struct{ hour, want float64 }{{8, 1.0000594498368083}, {13, 0.5373772043492823}, {19.25, 0.4452553308288584}} {
		if got := data.Hormone(tt.hour); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("Hormone(%g) = %v, want %v", tt.hour, got, tt.want)
		}
	}
	if x := data.HormoneDay().Column("x"); len(x) != 97 || x[0] != -2 || x[96] != 2 {
		t.Errorf("%d hours from %g to %g, want 97 from -2 to 2", len(x), x[0], x[len(x)-1])
	}
}

func TestFlipLabels(t *testing.T) {
	before := data.Moons(200, .1, 1)
	after := before.FlipLabels(3, .12)
	flipped := 0
	for i := range before.Y {
		if before.Y[i] != after.Y[i] {
			flipped++
		}
	}
	if flipped != 24 {
		t.Errorf("%d labels flipped, want 24 of 200", flipped)
	}
}

func TestSplit(t *testing.T) {
	set := data.NoisySine(10, 0, 1)
	train, rest := set.Split(1, .7)
	if train.Len() != 7 || rest.Len() != 3 {
		t.Fatalf("%d and %d rows, want 7 and 3", train.Len(), rest.Len())
	}
	seen := map[float64]int{}
	for _, x := range append(train.Column("x"), rest.Column("x")...) {
		seen[x]++
	}
	if len(seen) != 10 {
		t.Errorf("%d different rows after the split, want all 10", len(seen))
	}
	for _, part := range []*data.Set{train, rest} {
		for i, row := range part.X {
			if math.Abs(part.Y[i]-math.Sin(row[0])) > 1e-12 {
				t.Fatal("a row lost its target")
			}
		}
	}
	if one, other := data.NoisySine(2, 0, 1).Split(1, .999); one.Len() != 1 || other.Len() != 1 {
		t.Error("neither part of two rows may be empty")
	}
}

// A scaler that is fitted on the training rows must not depend on the test rows.
func TestScalerKnowsTrainingRowsOnly(t *testing.T) {
	train, test := data.BloodPressure(100, 1).Split(1, .6)
	scaler := data.FitScaler(train)
	scaled := scaler.Apply(train)
	for _, name := range scaled.Columns {
		column := scaled.Column(name)
		m, v := mean(column), 0.0
		for _, x := range column {
			v += (x - m) * (x - m) / float64(len(column))
		}
		if math.Abs(m) > 1e-9 || math.Abs(v-1) > 1e-9 {
			t.Errorf("%s: mean %g, variance %g after scaling", name, m, v)
		}
	}
	for _, row := range test.X {
		row[0] *= 1000
	}
	if fmt.Sprint(data.FitScaler(train)) != fmt.Sprint(scaler) {
		t.Error("the test rows changed the scaler")
	}
	if fmt.Sprint(train.X) == fmt.Sprint(scaled.X) {
		t.Error("Apply changed nothing")
	}
	constant := &data.Set{Columns: []string{"one"}, X: [][]float64{{1}, {1}}, Y: []float64{0, 1}}
	if got := data.FitScaler(constant).Apply(constant).X; got[0][0] != 0 {
		t.Errorf("a constant feature becomes %v, want 0", got)
	}
}

func TestSelectAndMapLeaveTheSetAlone(t *testing.T) {
	set := data.GBSG(3)
	before := fmt.Sprint(set.X[:5])
	mapped := set.Select("nodes", "pgr").Map("pgr", math.Log1p)
	if fmt.Sprint(mapped.Columns) != "[nodes pgr]" || mapped.X[0][1] != math.Log1p(set.Column("pgr")[0]) {
		t.Errorf("columns %v, first row %v", mapped.Columns, mapped.X[0])
	}
	if fmt.Sprint(set.X[:5]) != before {
		t.Error("the original changed")
	}
}

func TestMistakesAreSentences(t *testing.T) {
	set := data.Moons(10, .1, 1)
	mistakes := map[string]func(){
		"no such column":  func() { set.Column("age") },
		"share":           func() { set.Split(1, 1.5) },
		"share NaN":       func() { set.Split(1, math.NaN()) },
		"flip share":      func() { set.FlipLabels(1, -1) },
		"flip regression": func() { data.NoisySine(5, .1, 1).FlipLabels(1, .5) },
		"no rows":         func() { data.Moons(0, .1, 1) },
		"no visits":       func() { data.Visits(-1, 1) },
		"empty row":       func() { data.WithSquare(nil) },
		"years":           func() { data.GBSG(0) },
		"other columns":   func() { data.FitScaler(set).Apply(data.GBSG(3)) },
	}
	for _, language := range []string{"ja", "en"} {
		t.Setenv("GOLESSONS_LANG", language)
		for name, mistake := range mistakes {
			func() {
				defer func() {
					mistake, ok := recover().(*data.Error)
					if !ok {
						t.Errorf("%s %s: no panic with an *Error", language, name)
						return
					}
					text := mistake.Error()
					if !strings.HasPrefix(text, "data: ") || strings.Contains(text, "%!") || strings.Contains(text, "\n") {
						t.Errorf("%s %s: %q is not one sentence of this package", language, name, text)
					}
				}()
				mistake()
			}()
		}
	}
}
