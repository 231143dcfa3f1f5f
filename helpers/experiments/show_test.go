package experiments

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/internal/number"
	"golessons/internal/kernel/fingerprint"
	"golessons/mlx"
)

// What the live figure shows comes in the order of the jobs, whichever runs first.
func TestQueue(t *testing.T) {
	var got []float64
	q := &queue{step: func(v ...float64) { got = append(got, v...) }, waiting: make([][][]float64, 3), over: map[int]bool{}}
	q.add(1, []float64{10})
	q.add(0, []float64{1})
	q.end(2)
	q.add(1, []float64{11})
	q.add(0, []float64{2})
	q.end(0)
	q.add(1, []float64{12})
	q.end(1)
	if fmt.Sprint(got) != "[1 2 10 11 12]" || q.now != 3 {
		t.Errorf("%v, then job %d", got, q.now)
	}
}

// made is a comparison of two methods with made-up numbers.
func made() Comparison {
	run := func(seed int64, train, val []float64) Run {
		r := Run{Seed: seed, History: mlx.History{TrainLoss: train, ValLoss: val, StepLoss: slices.Concat(train, train), BestEpoch: slices.Index(val, lowest(val)),
			ValAccuracy: val, ValAUC: train}}
		r.Train.Loss, r.Validation.Loss, r.Measured.Loss, r.Measured.Accuracy = last(train), last(val), last(val)+1, 1-last(val)/10
		r.Measured.MeanPrediction, r.Train.MeanPrediction, r.Train.MeanTarget, r.Train.Accuracy = 0.25, 2, 5, 0.5
		r.Measured.AUC, r.Measured.Calibration = 0.75, 0.125
		return r
	}
	return Comparison{Names: []string{"none", "some"}, Trained: []Runs{
		{run(1, []float64{3, 1}, []float64{2, 4}), run(2, []float64{3, 2}, []float64{3, 5})},
		{run(1, []float64{4, 3, 2}, []float64{3, 2, 3}), run(2, []float64{4, 3}, []float64{4, 2})},
	}}
}

func TestMeasures(t *testing.T) {
	run := made().Run("none", 0)
	run.Model = mlx.Sequential(mlx.Linear(1, 2), mlx.ReLU(), mlx.Linear(2, 1))
	run.Model.SetParameter("0.weight", mlx.FromRows([][]float64{{1}, {-2}})).SetParameter("0.bias", mlx.NewTensor(0, 0)).
		SetParameter("2.weight", mlx.FromRows([][]float64{{3, 1}})).SetParameter("2.bias", mlx.NewTensor(7))
	run.Points, run.LossName = [][]float64{{-1, 0}, {1, 0}, {0.5, 0}}, "MSELoss(reduction=mean)"
	for _, tt := range []struct {
		m    Measure
		want float64
	}{
		{TrainLoss, 1}, {ValidationLoss, 4}, {LastTrainLoss, 1}, {LastLoss, 4}, {LowestLoss, 2}, {Rise, 2}, {TrainAccuracy, 0.5}, {Loss, 5}, {Accuracy, 0.6},
		{AUC, 0.75}, {Calibration, 0.125}, {MeanRisk, 0.25}, {MeanError, -3}, {Updates, 4},
		{SquaredWeights, 15}, {SlopeLimit, math.Sqrt(50)}, {Jagged, 5}, {Steepest, 3}, // the slope is −2, then 3
	} {
		if got := tt.m.Of(run); math.Abs(got-tt.want) > 0.05 { // a float32 has its share in Jagged
			t.Errorf("%s = %g, want %g", tt.m, got, tt.want)
		}
	}
	for _, m := range []Measure{LastTrainLoss, LastLoss, LowestLoss, Rise, Jagged, Steepest} {
		if got := m.Of(Run{}); !math.IsNaN(got) {
			t.Errorf("%s of no training = %g", m, got)
		}
	}
	t.Setenv("GOLESSONS_LANG", "ja")
	if got := TrainLoss.String() + " " + (Measure{Name: "x"}).String(); got != "訓練損失 x" {
		t.Errorf("in Japanese: %s", got)
	}
}

func TestTables(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	c := made()
	for _, tt := range []struct {
		name string
		got  *helpers.Table
		want string
	}{
		{"several measures", c.Table(Updates, TrainLoss, ValidationLoss, Accuracy), `
Mean ± standard deviation of 2 runs
method  updates  training loss  validation loss         accuracy
──────  ───────  ─────────────  ───────────────  ───────────────
none      4 ± 0  1.500 ± 0.707    4.500 ± 0.707    0.550 ± 0.071
some      5 ± 1  2.500 ± 0.707  ★ 2.500 ± 0.707  ★ 0.750 ± 0.071`},
		{"one measure", c.Table(TrainLoss), `
training loss (mean ± standard deviation of 2 runs)
method  mean ± spread  min  max  runs
──────  ─────────────  ───  ───  ────
none    ★ 1.50 ± 0.71    1    2     2
some      2.50 ± 0.71    2    3     2
★ best mean (lower is better). ± is the sample's standard deviation.`},
		{"one measure whose best is 0", c.Table(MeanError), `
Mean ± standard deviation of 2 runs
method  mean prediction − mean target
──────  ─────────────────────────────
none                   −3.000 ± 0.000
some                   −3.000 ± 0.000`},
		{"one run", Comparison{Names: c.Names, Trained: []Runs{c.Trained[0][1:], c.Trained[1][1:]}}.Table(TrainLoss, Rise), `
method  training loss  rise of the validation loss from its lowest
──────  ─────────────  ───────────────────────────────────────────
none            2.000                                        2.000
some            3.000                                        0.000`},
		{"a setting", Swept{c, "p", []float64{0, 0.5}}.Table(TrainLoss, Loss), `
Mean ± standard deviation of 2 runs
  p  training loss             loss
───  ─────────────  ───────────────
  0  1.500 ± 0.707    5.500 ± 0.707
0.5  2.500 ± 0.707  ★ 3.500 ± 0.707`},
		{"moments", c.Runs("none").Table("On the validation patients", AtTurningPoint, AtEnd), `
On the validation patients (mean ± standard deviation of 2 runs)
                             loss     accuracy          AUC
────────────────────  ───────────  ───────────  ───────────
at the turning point  2.50 ± 0.71  2.50 ± 0.71  3.00 ± 0.00
after 2 epochs        4.50 ± 0.71  4.50 ± 0.71  1.50 ± 0.71`},
		{"unequal ends", c.Runs("some").Table("", AtEnd), `
 (mean ± standard deviation of 2 runs)
                   loss     accuracy          AUC
──────────  ───────────  ───────────  ───────────
at the end  2.50 ± 0.71  2.50 ± 0.71  2.50 ± 0.71`},
		{"differences", c.Differences("none"), `
loss: each method less “none”, run by run
method       1       2    mean  95% interval
──────  ──────  ──────  ──────  ─────────────────
some    −1.000  −3.000  −2.000  −14.706 … +10.706`},
	} {
		if got := strings.TrimRight(tt.got.String(), "\n"); got != strings.TrimPrefix(tt.want, "\n") {
			t.Errorf("%s: got\n%s\nwant%s", tt.name, got, tt.want)
		}
	}
}

func TestPlusMinus(t *testing.T) {
	for _, tt := range []struct {
		format string
		values []float64
		want   string
	}{
		{"%.3f", []float64{1, 2}, "1.500 ± 0.707"}, {"%.0f", []float64{-80}, "−80"}, {"%.3f", []float64{math.NaN(), 1}, "—"}, {"%.3f", nil, "—"},
		{"%.3f", []float64{2e36, 4e36}, "3e+36 ± 1.41e+36"},
	} {
		if got := plusMinus(tt.format, tt.values); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.values, got, tt.want)
		}
	}
}

func TestPaired(t *testing.T) {
	mean, half := Paired([]float64{1, 2, 4, 4, 5}, []float64{0, 2, 1, 3, 3})
	if math.Abs(mean-1.4) > 1e-12 || math.Abs(half-2.776*math.Sqrt(1.3/5)) > 1e-12 {
		t.Errorf("%g ± %g", mean, half)
	}
	// scipy.stats.t.ppf(0.975, n)
	for n, want := range map[int]float64{1: 12.706, 4: 2.776, 30: 2.042, 31: 2.0395, 40: 2.0211, 100: 1.9840, 1000: 1.9623} {
		if got := t95(n); math.Abs(got-want) > 6e-4 {
			t.Errorf("t of %d: %g, want %g", n, got, want)
		}
	}
}

func TestBaselines(t *testing.T) {
	y := []float64{1, 0, 0, 0}
	risks := []float64{0.25, 0.25, 0.25, 0.25}
	want := -0.25*math.Log(0.25) - 0.75*math.Log(0.75)
	if got := LogLoss(risks, y); math.Abs(got-want) > 1e-12 {
		t.Errorf("LogLoss = %g, want %g", got, want)
	}
	if got := LogLoss([]float64{1, 0}, []float64{1, 0}); got != 0 {
		t.Errorf("LogLoss of certainty = %g", got)
	}
	if got := LogLoss([]float64{0}, []float64{1}); !math.IsInf(got, 1) {
		t.Errorf("LogLoss of what was impossible = %g", got)
	}
	if got := AlwaysNo(y); got != 0.75 {
		t.Errorf("AlwaysNo = %g", got)
	}
	d := mlx.NewDataset(mlx.Column(1, 2, 3, 4), mlx.Column(y...))
	if got := AlwaysMean(d); got != 0.1875 {
		t.Errorf("AlwaysMean = %g", got)
	}
	e := func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		return mlx.Trainer{Validation: d.Subset(0, int(seed))}, d // half of them 1
	}
	if got, want := SameForAll(2, 1, e), -0.5*math.Log(0.25)-0.5*math.Log(0.75); math.Abs(got-want) > 1e-6 {
		t.Errorf("SameForAll = %g, want %g", got, want)
	}
	if m, d := Mean(y), Deviation(y); m != 0.25 || d != 0.5 || !math.IsNaN(Mean(nil)) || !math.IsNaN(Deviation(y[:1])) {
		t.Errorf("mean %g, deviation %g", m, d)
	}
}

func TestMiddle(t *testing.T) {
	of := func(values ...float64) (r Runs) {
		for _, v := range values {
			run := Run{}
			run.Train.Loss = v
			r = append(r, run)
		}
		return r
	}
	nan := math.NaN()
	for _, tt := range []struct {
		runs Runs
		want int
	}{{of(1), 0}, {of(9, 4, 1), 1}, {of(5, 1, 4, 3), 2}, {of(2, 2, 1, 2, 2), 1}, {of(3, 2, 1, 2, 2), 3}, {of(nan, 4, nan, 3, 1), 4}} {
		if got := tt.runs.Middle(TrainLoss); got != tt.want {
			t.Errorf("%v: run %d, want %d", tt.runs.Each(TrainLoss), got, tt.want)
		}
	}
}

// What a figure says of itself tells what is drawn.
func TestFigures(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	c := made()
	swept := Swept{c, "λ", []float64{0, 0.5}}
	decades := Swept{Comparison{Names: []string{"λ = 0", "λ = 0.01", "λ = 0.1", "λ = 1"}, Trained: []Runs{c.Trained[0], c.Trained[0], c.Trained[1], c.Trained[0]}}, "λ", []float64{0, 0.01, 0.1, 1}}
	lines := Compare("", 2, 1, Method("one", short(5)), Method("two", short(50)))
	two := Sweep("", 1, 1, []float64{2, 8}, func(n float64) Experiment { return moons(int(n)) })
	for _, tt := range []struct {
		name, text string
		want, not  []string
	}{
		{"curves of runs", c.Runs("none").Curves("A").Text(), []string{"“training loss” runs from (1, 3) to (2, 1.5)", "“validation loss” runs from (1, 2.5) to (2, 4.5)", "x = 1, “turning point (mean)”"}, nil},
		{"curves of one run", c.Trained[0][:1].Curves("A").Text(), []string{"“training loss” runs from (1, 3) to (2, 1)", "“turning point”"}, []string{"band"}},
		{"curves of methods", c.Curves("A").Text(), []string{"“training, none” runs", "“validation, some” runs from (1, 3.5) to (2, 2)"}, []string{"to (3"}},
		{"panels", c.Panels("B").Text(), []string{"B ", "“none”", "“some”", "“training loss”"}, nil},
		{"steps", c.Steps("C").Text(), []string{"update across", "“none” runs from (1, 3) to (4, 1)"}, nil},
		{"points", c.Points("D").Text(), []string{"loss upwards", "2 points “none” with x from 1 to 2, y from 5 to 6"}, nil},
		{"bars", Bars("E", TrainLoss, In("here", c), In("there", c)).Text(), []string{"“here”: none 1.5 ± 0.7071, some 2.5", "“there”: none"}, nil},
		{"sweep", swept.Figure("F").Text(), []string{"“training loss” runs from (0, 1.5) to (0.5, 2.5)", "“validation loss” runs from (0, 4.5) to (0.5, 2.5)"}, []string{"at λ = 0", "left out"}},
		{"learning curves", swept.LearningCurves().Text(), []string{"none: Figure “none”", "“training loss” runs from (1, 3) to (2, 1.5)", "some: Figure “some”"}, nil},
		{"decades", decades.Figure("F").Text(), []string{"“training loss” runs from (0.01, 1.5) to (1, 1.5)", "“validation loss at λ = 0” runs from (0.01, 4.5) to (1, 4.5)", "“λ = 0.1”", "λ (log scale) across"}, []string{"left out"}},
		{"fits", lines.InUnits(12, 6).Fits("hour", "level", math.Abs).Text(), []string{"one: Figure “one”: hour across, level upwards. line “model” runs from (−6.85, ", "to (30.85", "20 points “training data” with x from −6.85", "“truth” runs from (−6.85, 6.85) to (30.85, 30.85)"}, nil},
		{"boundaries", two.Boundaries("a", "b").Text(), []string{"n = 2", "a across, b upwards", "of the plane is taken for class 1", "20 points “class 0”"}, nil},
		{"plot", Plot("G", Dataset(data.Moons(10, 0.1, 1)), nil).Text(), []string{"x1 across, x2 upwards", "5 points “class 1”"}, []string{"plane"}},
	} {
		if tt.name == "boundaries" {
			tt.want[0] = " = 2: "
		}
		for _, want := range tt.want {
			if !strings.Contains(tt.text, want) {
				t.Errorf("%s: %s\nwant %q", tt.name, tt.text, want)
			}
		}
		for _, not := range tt.not {
			if strings.Contains(tt.text, not) {
				t.Errorf("%s: %s\nwant no %q", tt.name, tt.text, not)
			}
		}
	}
}

// A Swept in other units is still one: its slider is over the setting.
func TestSweptInUnits(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	s := Sweep("", 1, 4, []float64{30, 60}, func(n float64) Experiment { return ValidateOnce(short(int(n))) })
	s.Setting = "points"
	text := s.InUnits(12, 6).BestFits("hour", "level").Text()
	for _, want := range []string{s.slider(), "(30.85, "} {
		if !strings.Contains(text, want) {
			t.Errorf("%s\nwant %q", text, want)
		}
	}
}

// BestFits draws the run with the lowest training loss, Fits the first; of a Swept, Fits
// draws the middle one.
func TestWhichFit(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	s := Sweep("", 5, 4, []float64{30}, func(n float64) Experiment { return ValidateOnce(short(int(n))) })
	c := s.Comparison
	end := func(run Run) string {
		_, ys := curve(run)
		return "(3.142, " + number.Short(last(ys)) + ")"
	}
	r, best := c.Trained[0], 0
	for i, run := range r {
		if run.Train.Loss < r[best].Train.Loss {
			best = i
		}
	}
	for name, tt := range map[string]struct {
		text string
		run  int
	}{"Fits": {c.Fits("x", "y").Text(), 0}, "BestFits": {c.BestFits("x", "y").Text(), best}, "Fits of a sweep": {s.Fits("x", "y").Text(), s.Middle()}, "Pair": {s.Pair(30, 30).Text(), s.Middle()}} {
		if want := end(r[tt.run]); !strings.Contains(tt.text, want) {
			t.Errorf("%s: %s\nwant run %d, %s", name, tt.text, tt.run, want)
		}
	}
	if best == 0 || best == s.Middle() {
		t.Errorf("the runs are the same: %d, %d", best, s.Middle())
	}
}

// What this package returns is kept whole from cell to cell.
func TestRemember(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GONB_TMP_DIR", dir)
	_, file, _, _ := runtime.Caller(0)
	fingerprint.Write(file, dir)
	text := printed(t, "en", func() {
		for range 2 {
			kept(t, "swept", helpers.Remember("swept", swept), swept)
			kept(t, "compared", helpers.Remember("compared", compared), compared)
			kept(t, "runs", helpers.Remember("runs", five), five)
			kept(t, "run", helpers.Remember("run", one), one)
		}
	})
	if strings.Count(text, ": computed for the first time.") != 4 || strings.Count(text, ": kept from before.") != 4 {
		t.Errorf("printed\n%s", text)
	}
	// What is kept can still be drawn and measured.
	s := helpers.Remember("swept", swept)
	s.Fits("x", "y").Text()
	if on := s.On(func(seed int64) *mlx.Dataset { return sine(9, seed) }); math.IsNaN(on.Trained[0].Mean(Loss)) || on.Trained[0].Mean(Loss) == s.Trained[0].Mean(Loss) {
		t.Errorf("measured elsewhere: %g", on.Trained[0].Mean(Loss))
	}
	if again := Compare("", 1, 1, Kept("kept", s.Best())); len(again.Run("kept", 0).Points) != 20 {
		t.Errorf("kept with %d points", len(again.Run("kept", 0).Points))
	}
}

func swept() Swept {
	return Sweep("", 2, 1, []float64{3, 4}, func(n float64) Experiment { return short(int(n)) })
}
func compared() Comparison { return Compare("", 2, 1, Method("a", moons(2))).InUnits(1, 2) }
func five() Runs           { return CrossValidate("", 5, 1, Method("a", moons(2))).Trained[0] }
func one() Run             { return Train("", ValidateOnce(short(3)), 1) }

// kept tells a value that has been kept from what computes it.
func kept[T any](t *testing.T, name string, got T, compute func() T) {
	t.Helper()
	text := func(v T) string { // pointers of models differ, and none of the other numbers may
		return strings.ReplaceAll(fmt.Sprintf("%+v", v), "[]", "<nil>")
	}
	if got, want := text(got), text(compute()); got != want {
		t.Errorf("%s: kept %s\nwant %s", name, got, want)
	}
}
