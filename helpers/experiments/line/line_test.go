package line_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"golessons/helpers/data"
	"golessons/helpers/experiments/line"
	"golessons/helpers/internal/displaytest"
	"golessons/helpers/internal/golden"
)

// The five visits of lesson 00.
var km, minutes = []float64{1, 2, 4, 6, 8}, []float64{8, 14, 14, 26, 26}

// gradient and descend are lesson 00's.
func gradient(w, b float64, x, y []float64) (dw, db float64) {
	n := float64(len(x))
	for i := range x {
		miss := w*x[i] + b - y[i]
		dw += 2 * miss * x[i] / n
		db += 2 * miss / n
	}
	return dw, db
}

func descend(rate float64, steps int, x, y []float64) (w, b float64) {
	for range steps {
		dw, db := gradient(w, b, x, y)
		w, b = w-rate*dw, b-rate*db
	}
	return w, b
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-6) {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func TestLoss(t *testing.T) {
	near(t, "the loss by hand", line.Loss(3, 5, km, minutes), 7.2)
	set := &data.Set{Columns: []string{"km"}, X: [][]float64{{1}, {2}, {4}, {6}, {8}}, Y: minutes}
	near(t, "that of a function", line.LossOf(func(x float64) float64 { return 3*x + 5 }, set), 7.2)
}

// The line is where the slope is 0, and what the cell of lesson 00 found.
func TestLeastSquares(t *testing.T) {
	for _, tt := range []struct {
		seed int64
		w, b float64
	}{{1, 2.852500373064075, 6.0893758864288365}, {3, 2.8630936121472463, 6.168522645942682}} {
		visits := data.Visits(40, tt.seed)
		w, b := line.LeastSquares(visits.Column("km"), visits.Y)
		near(t, "w", w, tt.w)
		near(t, "b", b, tt.b)
		dw, db := gradient(w, b, visits.Column("km"), visits.Y)
		near(t, "dw", dw, 0)
		near(t, "db", db, 0)
	}
	w, b := line.LeastSquares([]float64{2, 2}, []float64{3, 5})
	near(t, "w of points one above the other", w, 0)
	near(t, "their b", b, 4)
}

func TestValley(t *testing.T) {
	valley := line.Valley{B: 5, Data: data.Visits(40, 1)}
	bottom := valley.Bottom()
	for _, w := range []float64{bottom - 0.1, bottom + 0.1} {
		if valley.Loss(w) <= valley.Loss(bottom) {
			t.Errorf("the bottom %g is not lower than %g", bottom, w)
		}
	}
	walks := valley.Walk(gradient, 6, 0.001, 0.01, 0.032)
	for i, want := range []struct {
		end    float64
		climbs bool
	}{{1, false}, {3.0, false}, {-3.5, true}} {
		p := walks.Paths[i]
		if len(p.W) != 7 || len(p.Loss) != 7 || p.W[0] != 0 {
			t.Errorf("rate %g: %v, want the start and 6 steps", p.Rate, p.W)
		}
		if math.Abs(p.End()-want.end) > 0.1 || p.Climbs() != want.climbs {
			t.Errorf("rate %g: ends at %.2f, climbs %t, want %.2f and %t", p.Rate, p.End(), p.Climbs(), want.end, want.climbs)
		}
		dw, _ := gradient(p.W[0], 5, valley.Data.Column("km"), valley.Data.Y)
		near(t, "the first step", p.W[1], -p.Rate*dw)
		near(t, "a height", p.Loss[6], valley.Loss(p.W[6]))
	}
}

func TestDescents(t *testing.T) {
	visits := data.Visits(40, 1)
	d := line.Descents(descend, 0.02, visits, 0, 1, 2, 10, 100, 1000)
	if first := d.After(0); first.W != 0 || first.B != 0 {
		t.Errorf("it starts at %v, want 0 and 0", first)
	}
	w, b := descend(0.02, 10, visits.Column("km"), visits.Y)
	if s := d.After(10); s.W != w || s.B != b || s.Loss != line.Loss(w, b, visits.Column("km"), visits.Y) {
		t.Errorf("after 10 steps %v, want %g and %g", s, w, b)
	}
	if last := d.After(1000); math.Abs(last.W-d.Formula.W) > 0.01 || math.Abs(last.B-d.Formula.B) > 0.01 {
		t.Errorf("after 1000 steps %v, want near %v", last, d.Formula)
	}
}

func TestNearest(t *testing.T) {
	set := &data.Set{Columns: []string{"km"}, X: [][]float64{{4}, {1}, {7}}, Y: []float64{14, 8, 26}}
	answer := line.Nearest(set)
	for x, want := range map[float64]float64{-9: 8, 1: 8, 2.4: 8, 2.5: 14, 2.6: 14, 5.4: 14, 5.6: 26, 99: 26} {
		if got := answer(x); got != want {
			t.Errorf("at %g it answers %g, want %g", x, got, want)
		}
	}
	if visits := data.Visits(40, 1); line.LossOf(line.Nearest(visits), visits) != 0 {
		t.Error("what was learnt by heart has a loss")
	}
}

// The means, and those of the eighth time, are what the cell of lesson 00 found.
func TestExams(t *testing.T) {
	for _, tt := range []struct {
		seed                          int64
		lineTrain, lineNew, heartNew  float64
		eighthTrain, eighthNew, heart float64
	}{
		{1, 8.417971046090127, 9.689189364701509, 18.610231518566607, 6.293550664153023, 3.07169165284703, 9.607328917613394},
		{3, 8.399873960077763, 9.663908359497785, 18.569294760078193, 11.791670514541108, 11.202652956171852, 37.72798513173164},
	} {
		l := line.Exams(4000, tt.seed)
		near(t, "ratio", l.Ratio()*tt.lineNew/tt.heartNew, 1)
		near(t, "gap", l.Gap()*tt.lineTrain/tt.lineNew, 1)
		near(t, "line, training", l.LineTrain[7], tt.eighthTrain)
		near(t, "line, validation", l.LineNew[7], tt.eighthNew)
		near(t, "by heart, validation", l.HeartNew[7], tt.heart)
		if slices.Max(l.HeartTrain) != 0 || len(l.HeartTrain) != 4000 {
			t.Errorf("by heart, training: %d losses up to %g, want 4000 of 0", len(l.HeartTrain), slices.Max(l.HeartTrain))
		}
	}
}

// What the cells of lesson 03 found.
func TestFiveExams(t *testing.T) {
	rule := func(x float64) float64 {
		if math.Abs(x) > 1.4 {
			return 1
		}
		return 0
	}
	marks := line.FiveExams(rule, 60, 2000, 1)
	for _, tt := range []struct{ got, want []float64 }{
		{marks.SwotMock, []float64{1, 1, 1, 1, 1}},
		{marks.SwotReal, []float64{0.6395, 0.6655, 0.7245, 0.687, 0.711}},
		{marks.RuleReal, []float64{0.7675, 0.7735, 0.771, 0.764, 0.7615}},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%v, want %v", tt.got, tt.want)
		}
	}
}

func TestCoinModels(t *testing.T) {
	for seed, want := range map[int64][2]float64{1: {0.64, 0.505}, 3: {0.66, 0.509}} {
		if best, again := line.CoinModels(100, 50, 2000, seed); best != want[0] || again != want[1] {
			t.Errorf("seed %d: %g and %g, want %v", seed, best, again, want)
		}
	}
}

func TestPictures(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	visits := data.Visits(40, 1)
	train, validation := visits.Split(1, 0.75)
	for name, picture := range map[string]interface{ SVG() ([]byte, error) }{
		"errors.svg":   line.WithErrors(3, 5, km, minutes),
		"walks.svg":    line.Valley{B: 5, Data: visits}.Walk(gradient, 6, 0.001, 0.01, 0.032).Figure(),
		"descents.svg": line.Descents(descend, 0.02, visits, 0, 1, 2, 10, 100, 1000).Figure(),
		"heart.svg":    line.ByHeart(train, validation),
	} {
		svg, err := picture.SVG()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		golden.Picture(t, name, svg)
	}
}

// The points may come in any order: the strips stand at their places.
func TestErrorsInAnyOrder(t *testing.T) {
	one, err := line.WithErrors(3, 5, []float64{1, 2, 4}, []float64{8, 14, 14}).SVG()
	if err != nil {
		t.Fatal(err)
	}
	other, err := line.WithErrors(3, 5, []float64{4, 1, 2}, []float64{14, 8, 14}).SVG()
	if err != nil {
		t.Fatal(err)
	}
	bands := func(svg []byte) (paths []string) { // its sample and itself
		for path := range strings.Lines(string(svg)) {
			if strings.Contains(path, "fill-opacity") {
				paths = append(paths, path)
			}
		}
		return paths
	}
	if len(bands(one)) != 2 || !slices.Equal(bands(one), bands(other)) {
		t.Errorf("the strips of the same points differ:\n%s\n%s", bands(one), bands(other))
	}
}

// All that is said is said in both languages.
func TestLanguages(t *testing.T) {
	visits := data.Visits(40, 1)
	train, validation := visits.Split(1, 0.75)
	said := func(language string) string {
		t.Setenv("GOLESSONS_LANG", language)
		return displaytest.Stdout(t, func() {
			line.WithErrors(3, 5, km, minutes).Show()
			line.Valley{B: 5, Data: visits}.Walk(gradient, 2, 0.001).Show()
			line.Descents(descend, 0.02, visits, 0, 1).Show()
			line.ByHeart(train, validation).Show()
			line.Exams(2, 1).Show()
			line.FiveExams(func(float64) float64 { return 0 }, 5, 5, 1).Show()
		})
	}
	english, japanese := said("en"), said("ja")
	for _, r := range english {
		if r >= 0x3000 {
			t.Errorf("in English it says %q", english)
			break
		}
	}
	for _, word := range []string{"visit", "line", "loss", "step", "rate", "exam", "heart"} {
		if strings.Contains(strings.ToLower(japanese), word) {
			t.Errorf("in Japanese it says %q: %s", word, japanese)
		}
	}
}

func TestMistakesAreSentences(t *testing.T) {
	visits := data.Visits(40, 1)
	valley := line.Valley{B: 5, Data: visits}
	for _, language := range []string{"ja", "en"} {
		t.Setenv("GOLESSONS_LANG", language)
		for name, mistake := range map[string]func(){
			"lengths":     func() { line.Loss(1, 1, km, minutes[1:]) },
			"no points":   func() { line.LeastSquares(nil, nil) },
			"errors":      func() { line.WithErrors(1, 1, nil, minutes) },
			"no set":      func() { line.Nearest(nil) },
			"empty set":   func() { line.Nearest(&data.Set{}) },
			"no answer":   func() { line.LossOf(nil, visits) },
			"no slope":    func() { valley.Walk(nil, 6, 0.1) },
			"no steps":    func() { valley.Walk(gradient, 0, 0.1) },
			"no rate":     func() { valley.Walk(gradient, 6) },
			"no valley":   func() { line.Valley{}.Walk(gradient, 6, 0.1) },
			"no walk":     func() { line.Walks{}.Figure() },
			"no descent":  func() { line.Descents(nil, 0.1, visits, 1) },
			"no stops":    func() { line.Descents(descend, 0.1, visits) },
			"steps":       func() { line.Descents(descend, 0.1, visits, -1) },
			"no such":     func() { line.Descents(descend, 0.1, visits, 1).After(2) },
			"heart":       func() { line.ByHeart(visits, nil) },
			"times":       func() { line.Exams(0, 1) },
			"no student":  func() { line.Score(nil, visits) },
			"no rule":     func() { line.FiveExams(nil, 60, 2000, 1) },
			"no models":   func() { line.CoinModels(0, 50, 2000, 1) },
			"no patients": func() { line.CoinModels(100, 50, 0, 1) },
		} {
			func() {
				defer func() {
					mistake, ok := recover().(*line.Error)
					if !ok {
						t.Errorf("%s %s: no panic with an *Error", language, name)
						return
					}
					text := mistake.Error()
					if !strings.HasPrefix(text, "line: ") || strings.Contains(text, "%!") || strings.Contains(text, "\n") {
						t.Errorf("%s %s: %q is not one sentence of this package", language, name, text)
					}
				}()
				mistake()
			}()
		}
	}
}
