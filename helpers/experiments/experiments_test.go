package experiments

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"

	"golessons/helpers/data"
	"golessons/helpers/internal/displaytest"
	"golessons/helpers/internal/golden"
	"golessons/mlx"
)

var printed = displaytest.Printed

// sine is noisy points of a sine.
func sine(n int, seed int64) *mlx.Dataset { return Dataset(data.NoisySine(n, 0.5, seed)) }

// stew is the experiment of the lesson on weight decay.
func stew(lambda float64) Experiment {
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		model := mlx.Sequential(mlx.Linear(1, 32), mlx.ReLU(), mlx.Linear(32, 32), mlx.ReLU(), mlx.Linear(32, 1)).Seed(seed)
		return mlx.Trainer{Model: model, Loss: mlx.MSELoss(), Optimizer: mlx.Adam(0.01), Penalties: []mlx.Penalty{mlx.L2(lambda)},
			Epochs: 600, Validation: sine(200, seed+1000)}, sine(15, seed)
	}
}

// short is a training of few epochs of a line.
func short(epochs int) Experiment {
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		return mlx.Trainer{Model: mlx.Linear(1, 1).Seed(seed), Loss: mlx.MSELoss(), Optimizer: mlx.SGD(0.02), Epochs: epochs,
			Validation: sine(30, seed+500)}, sine(20, seed)
	}
}

// moons is a classification of two features.
func moons(units int) Experiment {
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		return mlx.Trainer{Model: mlx.Sequential(mlx.Linear(2, units), mlx.ReLU(), mlx.Linear(units, 1)).Seed(seed),
			Loss: mlx.BCEWithLogitsLoss(), Optimizer: mlx.Adam(0.05), Epochs: 20,
			Validation: Dataset(data.Moons(50, 0.2, seed+100))}, Dataset(data.Moons(40, 0.2, seed))
	}
}

// The table of the lesson on weight decay, as its notebook had it before this package:
// seeds, data, measures and the middle run are those of the cells.
func TestSweepOfALesson(t *testing.T) {
	var s Swept
	printed(t, "en", func() {
		s = Sweep("", 5, 10, []float64{0, 0.03}, func(lambda float64) Experiment { return ValidateOnce(stew(lambda)) })
	})
	want := `
Mean ± standard deviation of 5 runs
   λ          Σw²   jaggedness  steepest slope  validation loss
────  ───────────  ───────────  ──────────────  ───────────────
   0  68.9 ± 25.2  26.7 ± 18.1       5.0 ± 1.9    0.449 ± 0.083
0.03    4.2 ± 1.2    2.5 ± 0.8       1.0 ± 0.3  ★ 0.360 ± 0.047
`
	s.Setting = "λ"
	// A training of 600 epochs makes a tenth of a deviation out of another last digit.
	if err := golden.Numbers(printed(t, "en", s.Table(SquaredWeights, Jagged, Steepest, ValidationLoss).Show), want, 0.2); err != nil {
		t.Error(err)
	}
	middle := s.Middle()
	if err := golden.Numbers(fmt.Sprintf("%.1f %.3f", SquaredWeights.Of(s.At(0)[middle]), ValidationLoss.Of(s.At(0.03)[middle])), "76.7 0.279", 0.02); err != nil {
		t.Errorf("the middle run: %v", err)
	}
	for _, run := range slices.Concat(s.Trained...) {
		if limit, root := SlopeLimit.Of(run), math.Pow(SquaredWeights.Of(run)/3, 1.5); Steepest.Of(run) > 1.001*limit || limit > 1.001*root {
			t.Errorf("slope %g, limit %g, root %g", Steepest.Of(run), limit, root)
		}
	}
	if s.BestValue() != 0.03 || s.Best()[0].Seed != 10 || len(s.Best()) != 5 {
		t.Errorf("the best value is %g, with %d runs from seed %d", s.BestValue(), len(s.Best()), s.Best()[0].Seed)
	}
}

func TestTrain(t *testing.T) {
	for language, want := range map[string]string{
		"en": "training loss 1.234 at first, 0.9 at last; validation loss 2 at first, 1 at last",
		"ja": "訓練損失は最初 1.234、最後 0.9。検証損失は最初 2、最後 1",
	} {
		t.Setenv("GOLESSONS_LANG", language)
		run := Run{History: mlx.History{TrainLoss: []float64{1.2341, 1, 0.9}, ValLoss: []float64{2, 1}}}
		if got := firstAndLast(run); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
	var run Run
	text := printed(t, "en", func() { run = Train("A line", short(20), 7) })
	if !strings.Contains(text, "A line 20/20  training loss ") || !strings.Contains(text, "\ntraining loss ") {
		t.Errorf("printed %q", text)
	}
	if text := printed(t, "en", func() { Train("", short(20), 7) }); text != "" {
		t.Errorf("without a title printed %q", text)
	}

	// The run is that of the Trainer itself.
	trainer, train := short(20)(7)
	history := trainer.Fit(train)
	if run.Seed != 7 || !slices.Equal(run.TrainLoss, history.TrainLoss) || !slices.Equal(run.ValLoss, history.ValLoss) {
		t.Errorf("seed %d, history %v, want that of the Trainer, %v", run.Seed, run.History, history)
	}
	if want := mlx.Evaluate(trainer.Model, mlx.MSELoss(), train).Loss; run.Train.Loss != want || run.Validation.Loss != last(history.ValLoss) || run.Measured != run.Validation && !math.IsNaN(run.Measured.AUC) {
		t.Errorf("measured %v, %v, %v, want %g and %g", run.Train, run.Validation, run.Measured, want, last(history.ValLoss))
	}
	if p, y := run.Model.Forward(train.Inputs()).Mean(), train.Targets().Mean(); math.Abs(run.Train.MeanPrediction-p) > 1e-9 || run.Train.MeanTarget != y || MeanError.Of(run) != run.Train.MeanPrediction-y {
		t.Errorf("means %g and %g, want %g and %g", run.Train.MeanPrediction, run.Train.MeanTarget, p, y)
	}
	if len(run.Points) != 20 || run.Points[3][1] != train.Targets().At(3, 0) {
		t.Errorf("points %v", run.Points)
	}
}

// An OnEpoch of the experiment's own is called as well as the live figure.
func TestOwnOnEpoch(t *testing.T) {
	calls := 0
	printed(t, "en", func() {
		Train("A line", func(seed int64) (mlx.Trainer, *mlx.Dataset) {
			trainer, train := short(20)(seed)
			trainer.OnEpoch = func(int, float64, float64) { calls++ }
			return trainer, train
		}, 1)
	})
	if calls != 20 {
		t.Errorf("%d calls, want 20", calls)
	}
}

func TestValidateOnceAndPatience(t *testing.T) {
	each, after := Train("", short(20), 1), Train("", ValidateOnce(short(20)), 1)
	if len(after.ValLoss) != 0 || len(after.TrainLoss) != 20 || after.Validation.Loss != each.Validation.Loss || after.Train.Loss != each.Train.Loss {
		t.Errorf("once: %d validations, %v; each epoch: %v", len(after.ValLoss), after.Validation, each.Validation)
	}
	rising := func(seed int64) (mlx.Trainer, *mlx.Dataset) { // its validation data are something else
		trainer, train := short(200)(seed)
		trainer.Validation = mlx.NewDataset(train.Inputs(), train.Targets().Mul(-1))
		return trainer, train
	}
	for name, e := range map[string]Experiment{"": WithPatience(3, rising), "once": WithPatience(3, ValidateOnce(rising)), "of patience": ValidateOnce(WithPatience(3, rising))} {
		run := Train("", e, 1)
		if run.Stopped != "early" || len(run.ValLoss) != run.BestEpoch+4 {
			t.Errorf("%s: stopped %q after %d epochs, the best %d", name, run.Stopped, len(run.ValLoss), run.BestEpoch)
		}
	}
}

func TestSeedsAndCompare(t *testing.T) {
	three := Seeds("", 3, 40, short(5))
	for i, run := range three {
		if run.Seed != 40+int64(i) || run.Train.Loss != Train("", short(5), run.Seed).Train.Loss {
			t.Errorf("run %d: seed %d, loss %g", i, run.Seed, run.Train.Loss)
		}
	}
	trained := 0
	counted := func(seed int64) (mlx.Trainer, *mlx.Dataset) { trained++; return short(10)(seed) }
	c := Compare("", 1, 40, Kept("five", three), Method("ten", counted), Kept("again", three[:2]), Method("twenty", short(20)))
	if trained != 1 || len(c.Runs("five")) != 3 || len(c.Runs("again")) != 2 || len(c.Run("ten", 0).TrainLoss) != 10 || len(c.Run("twenty", 0).TrainLoss) != 20 {
		t.Errorf("trained %d times: %v", trained, c.Trained)
	}
	if best := c.Best(); len(best) != 1 || len(best[0].TrainLoss) != 20 {
		t.Errorf("the best has %d runs of %d epochs", len(best), len(best[0].TrainLoss))
	}
}

func TestOn(t *testing.T) {
	c := Compare("", 2, 3, Method("four", moons(4)), Method("eight", moons(8)))
	before := c.Run("eight", 1).Measured
	asked := 0
	elsewhere := func(seed int64) *mlx.Dataset {
		if seed == 3 {
			asked++
		}
		return Dataset(data.Moons(200, 0.2, 1000+seed))
	}
	there := c.On(elsewhere)
	run := there.Run("eight", 1)
	want := mlx.Evaluate(run.Model, mlx.BCEWithLogitsLoss(), elsewhere(4))
	if run.Measured.Metrics != want || run.Validation != c.Run("eight", 1).Validation || asked != 1 {
		t.Errorf("measured %v, want %v; the data were asked for %d times", run.Measured, want, asked)
	}
	if c.Run("eight", 1).Measured != before {
		t.Error("On has changed the comparison that it was called with")
	}
	if got := c.Runs("eight").On(elsewhere)[1].Measured; got != run.Measured {
		t.Errorf("the runs alone: %v, want %v", got, run.Measured)
	}
	risks, outcomes := c.Runs("eight").Risks(elsewhere)
	if len(risks) != 400 || math.Abs(LogLoss(risks[200:], outcomes[200:])-want.Loss) > 1e-6 || math.Abs(Mean(risks[200:])-run.Measured.MeanPrediction) > 1e-6 {
		t.Errorf("%d risks, log loss %g, mean %g; want %g and %g", len(risks), LogLoss(risks[200:], outcomes[200:]), Mean(risks[200:]), want.Loss, run.Measured.MeanPrediction)
	}
}

func TestLossOf(t *testing.T) {
	for _, loss := range []*mlx.Loss{mlx.MSELoss(), mlx.MSELoss(mlx.Sum), mlx.BCEWithLogitsLoss(), mlx.CrossEntropyLoss()} {
		if got := lossOf(loss.String()); got == nil || got.String() != loss.String() {
			t.Errorf("%s: %v", loss, got)
		}
	}
	if got := lossOf("LossFunc(reduction=mean)"); got != nil {
		t.Errorf("LossFunc: %v", got)
	}
}

// A job knows how many epochs there will be, for the live figure.
func TestEpochs(t *testing.T) {
	for _, tt := range []mlx.Trainer{
		{Epochs: 7}, {Epochs: 3, BatchSize: 8}, {Steps: 4}, {Steps: 4, BatchSize: 8}, {Steps: 5, BatchSize: 8}, {Steps: 7, BatchSize: 8, DropLast: true}, {Steps: 3, BatchSize: 100},
	} {
		j := newJob(func(seed int64) (mlx.Trainer, *mlx.Dataset) {
			trainer, train := short(0)(seed)
			trainer.Epochs, trainer.Steps, trainer.BatchSize, trainer.DropLast = tt.Epochs, tt.Steps, tt.BatchSize, tt.DropLast
			return trainer, train
		}, 1)
		want := j.start().epochs()
		j.do()
		if got := len(j.run.TrainLoss); got != want {
			t.Errorf("%+v: %d epochs, foretold %d", tt, got, want)
		}
	}
}

func TestCrossValidate(t *testing.T) {
	all := func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		trainer, _ := moons(4)(seed)
		return trainer, Dataset(data.Moons(43, 0.2, 9).FlipLabels(1, 0.3))
	}
	c := CrossValidate("", 5, 2, Method("net", all), Method("again", all))
	_, set := all(0)
	y, held := set.Targets().Values(), c.HeldOut("net")
	seen := make([]int, 43)
	for part, run := range c.Runs("net") {
		if run.Seed != 20+int64(part) {
			t.Errorf("part %d has the seed %d", part, run.Seed)
		}
		ones := 0.0
		for k, row := range run.Rows {
			seen[row]++
			ones += y[row]
			if held[row] != run.Predictions[k] {
				t.Errorf("example %d: %g, want %g", row, held[row], run.Predictions[k])
			}
		}
		if want := Mean(y) * float64(len(run.Rows)); math.Abs(ones-want) > 1 || len(run.Rows) < 8 || len(run.Rows) > 9 {
			t.Errorf("part %d: %d examples, %g of class 1, want %g", part, len(run.Rows), ones, want)
		}
		trained := mlx.Evaluate(run.Model, mlx.BCEWithLogitsLoss(), set.Subset(run.Rows...)).Loss
		if math.Abs(run.Validation.Loss-trained) > 1e-6 || !slices.Equal(run.Rows, c.Run("again", part).Rows) {
			t.Errorf("part %d: validation loss %g, want %g; rows %v", part, run.Validation.Loss, trained, run.Rows)
		}
	}
	if slices.Min(seen) != 1 || slices.Max(seen) != 1 {
		t.Errorf("the examples were held out so many times: %v", seen)
	}
}

// A rate that is too large ends a Sweep's training, not the cell, and the sentence is in
// the learner's language.
// Runs that are there already stand among the others as if the sweep had trained them.
func TestSweptWith(t *testing.T) {
	at := func(units float64) Experiment { return moons(int(units)) }
	whole := Sweep("", 2, 1, []float64{1, 2, 4, 8}, at)
	part := Sweep("", 2, 1, []float64{2, 4}, at)
	whole.Setting, part.Setting = "units", "units"
	got := part.With(8, whole.At(8)).With(1, whole.At(1))
	want := printed(t, "en", whole.Table(TrainLoss, ValidationLoss).Show)
	if table := printed(t, "en", got.Table(TrainLoss, ValidationLoss).Show); table != want {
		t.Errorf("got\n%s\nwant\n%s", table, want)
	}
	if got.Names[3] != "units = 8" || len(part.Values) != 2 || len(part.Names) != 2 || len(part.Trained) != 2 {
		t.Errorf("the names are %q, and the sweep that it comes from has %v", got.Names, part.Values)
	}
}

func TestSweepDiverges(t *testing.T) {
	at := func(rate float64) Experiment {
		return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
			trainer, train := short(200)(seed)
			trainer.Optimizer = mlx.SGD(rate)
			return ValidateOnce(func(int64) (mlx.Trainer, *mlx.Dataset) { return trainer, train })(seed)
		}
	}
	var s Swept
	for language, want := range map[string]string{
		"en": "rate = 50: the training loss is +Inf at step 8, and the training stopped.\n",
		"ja": "rate = 50:訓練損失がステップ 8 で +Inf になりました。学習を打ち切りました。\n",
	} {
		text := printed(t, language, func() { s = Sweep("rate", 2, 1, []float64{0.01, 50}, at) })
		text = text[strings.LastIndex(text[:len(text)-1], "\n")+1:]
		if got := digits(text); got != digits(want) {
			t.Errorf("%s: printed %q, want %q", language, text, want)
		}
	}
	bad := s.At(50)[0]
	if bad.Failed == "" || bad.Stopped != "failed" || len(bad.TrainLoss) == 0 || len(bad.TrainLoss) >= 200 || !math.IsNaN(bad.Train.Loss) || !math.IsNaN(Jagged.Of(bad)) {
		t.Errorf("%+v", bad)
	}
	t.Setenv("GOLESSONS_LANG", "en")
	panics(t, "experiments: “rate = 50” cannot be drawn: ", func() { s.Fits("x", "y") })
	if s.At(0.01)[1].Failed != "" || s.BestValue() != 0.01 {
		t.Errorf("%q, best %g", s.At(0.01)[1].Failed, s.BestValue())
	}
	if text := s.Curves("").LogY().Text(); !strings.Contains(text, "rate = 50") {
		t.Errorf("curves: %s", text)
	}
	if text := s.Figure("").Text(); strings.Contains(text, "50") {
		t.Errorf("figure: %s", text)
	}
	if text := s.Table(TrainLoss, ValidationLoss).String(); !strings.Contains(text, "—") {
		t.Errorf("table: %s", text)
	}
	t.Setenv("GOLESSONS_LANG", "en")
	panics(t, "mlx: Trainer: the loss is +Inf", func() { Train("", at(50), 1) })
}

// digits makes the numbers of a text alike.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, text)
}

// panics says that f must panic with an error that begins so.
func panics(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		err, ok := recover().(error)
		if !ok || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("ended with %v, want %q", err, want)
		}
	}()
	f()
}

func TestMistakes(t *testing.T) {
	c := Compare("", 2, 1, Method("a", short(2)), Method("b", moons(2)))
	s := Sweep("", 1, 1, []float64{1, 2}, func(float64) Experiment { return short(2) })
	s.Setting = "p"
	own := Seeds("", 1, 1, func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		trainer, train := short(2)(seed)
		trainer.Loss = mlx.LossFunc(func(input, target *graph.Node) *graph.Node { return graph.Square(graph.Sub(input, target)) })
		return trainer, train
	})
	anything := func(int64) *mlx.Dataset { return sine(5, 1) }
	noValidation := func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		trainer, train := short(2)(seed)
		trainer.Validation = nil
		return trainer, train
	}
	for _, tt := range []struct {
		en, ja string
		f      func()
	}{
		{"n = 0, want 1 training or more", "n = 0 ですが、学習は 1 回以上にしてください。", func() { Seeds("", 0, 1, short(2)) }},
		{"there is no method to train", "学習させる方法がありません。", func() { Compare("", 1, 1) }},
		{"an experiment is missing: nil", "実験がありません(nil です)。", func() { Train("", nil, 1) }},
		{"two methods are called “a”", "「a」という名前の方法が 2 つあります。", func() { Compare("", 1, 1, Method("a", short(2)), Method("a", short(2))) }},
		{"n = 1, want 2 parts or more", "n = 1 ですが、2 つ以上に分けてください。", func() { CrossValidate("", 1, 1, Method("a", short(2))) }},
		{"CrossValidate: the shape of the targets is [20 1], want [n, 1], with at least 21 examples", "CrossValidate: 正解の形は [20 1]", func() { CrossValidate("", 21, 1, Method("a", short(2))) }},
		{"there is no method “c”, there are: a, b", "「c」という方法はありません。あるのは a、b です。", func() { c.Runs("c") }},
		{"there is no run 2 of “a”, want 0 to 1", "「a」に 2 番の学習はありません。0 から 1 までです。", func() { c.Run("a", 2) }},
		{"“a” has no part that was held out", "「a」には取り分けた部分がありません。", func() { c.HeldOut("a") }},
		{"p = 3 was not tried, want one of [1 2]", "p = 3 は試していません。[1 2] のどれかにしてください。", func() { s.At(3) }},
		{"With: p = 2 is there already", "With:p = 2 はもうあります。", func() { s.With(2, s.At(1)) }},
		{"With: no runs for p = 3", "With に、p = 3 の結果がありません。", func() { s.With(3, nil) }},
		{"a run does not keep its loss LossFunc", "学習の記録に損失 LossFunc", func() { own.On(anything) }},
		{"no method has a validation loss", "検証損失のある方法がありません。", func() { Compare("", 1, 1, Method("a", noValidation)).Best() }},
		{"SameForAll: the Trainer needs Validation", "Trainer に Validation を", func() { SameForAll(2, 1, noValidation) }},
		{"LogLoss: got 1 risk and 2 targets", "予測が 1 個、正解が 2 個", func() { LogLoss([]float64{1}, []float64{1, 0}) }},
		{"Paired: got 1 and 1 values", "値が 1 個と 1 個", func() { Paired([]float64{1}, []float64{1}) }},
		{"Table: no measure", "Table に測るものがありません。", func() { c.Table() }},
		{"a run has no validation loss at the turning point", "折り返し点の検証損失がない学習があります。", func() { Runs{{}}.Table("", AtTurningPoint) }},
		{"there is no run", "学習が 1 つもありません。", func() { Runs{}.Table("", AtEnd) }},
		{"there is no run", "学習が 1 つもありません。", func() { Runs{}.Middle(Loss) }},
		{"“b” cannot be drawn: want training examples of 1 feature and", "「b」は描けません。特徴量が 1 個で", func() { c.Fits("x", "y") }},
		{"“a” cannot be drawn: want training examples of 2 features and", "「a」は描けません。特徴量が 2 個で", func() { c.Boundaries() }},
		{"Plot: got 1 feature, want 2", "特徴量が 1 個ありますが、", func() { Plot("", sine(5, 1), nil) }},
		{"“a” has no run that can be drawn", "「a」には描ける学習がありません。", func() { Comparison{Names: []string{"a"}, Trained: []Runs{nil}}.Fits("x", "y") }},
	} {
		t.Setenv("GOLESSONS_LANG", "en")
		panics(t, "experiments: "+tt.en, tt.f)
		t.Setenv("GOLESSONS_LANG", "ja")
		panics(t, "experiments: "+tt.ja, tt.f)
	}
	// A mistake in an experiment or a training ends the call too, from wherever it comes.
	t.Setenv("GOLESSONS_LANG", "en")
	panics(t, "data: ", func() {
		Seeds("", 3, 1, func(seed int64) (mlx.Trainer, *mlx.Dataset) { data.Moons(5, 0.1, 1).Split(1, 7); return short(2)(seed) })
	})
	panics(t, "mlx: Trainer: Loss is missing", func() {
		Seeds("", 3, 1, func(seed int64) (mlx.Trainer, *mlx.Dataset) {
			trainer, train := short(2)(seed)
			trainer.Loss = nil
			return trainer, train
		})
	})
	panics(t, "mlx: Trainer: data is missing", func() {
		CrossValidate("", 2, 1, Method("x", func(seed int64) (mlx.Trainer, *mlx.Dataset) { trainer, _ := short(2)(seed); return trainer, nil }))
	})
	panics(t, "mlx: Trainer: data is missing", func() {
		printed(t, "en", func() {
			Train("x", func(seed int64) (mlx.Trainer, *mlx.Dataset) { trainer, _ := short(2)(seed); return trainer, nil }, 1)
		})
	})
}

// Numbers that were measured are no classes: each part gets its share of them.
func TestDeal(t *testing.T) {
	classes := []float64{0, 0, 0, 0, 0, 0, 1, 1, 1, 1}
	numbers := []float64{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}
	for part := range 2 {
		rest, held := deal(classes, 2, part, 1)
		ones := 0.0
		for _, i := range held {
			ones += classes[i]
		}
		if len(held) != 5 || len(rest) != 5 || ones != 2 {
			t.Errorf("part %d of the classes: %v, with %g ones", part, held, ones)
		}
		if rest, held := deal(numbers, 2, part, 1); len(held) != 5 || len(rest) != 5 {
			t.Errorf("part %d of the numbers: %v, the others %v", part, held, rest)
		}
	}
}
