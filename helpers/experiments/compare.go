package experiments

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"golessons/internal/words"
	"golessons/mlx"
)

// A Comparison is several methods with the runs of each. helpers.Remember can keep it.
type Comparison struct {
	Names   []string // of the methods
	Trained []Runs   // the runs of each method

	// Offset and Scale say in which units Fits draws the feature; see InUnits.
	Offset, Scale float64
}

// Compare trains each method n times, all with the same seeds first, first+1 …, so that
// run i of one method can be compared with run i of another. All trainings go side by
// side. It draws the losses of the first method's first run as they come, under the
// title; with "" it draws nothing.
//
// A mistake ends the cell with its sentence, and so does a training that diverges.
func Compare(title string, n int, first int64, methods ...Named) Comparison {
	c, jobs := prepare(n, first, methods)
	if len(jobs) > 0 {
		defer live(title, "", jobs[0])()
	}
	do(jobs)
	c.fill(jobs)
	return c
}

// prepare returns a comparison with the runs that are there already, and the jobs of
// the others: those of the first method's n runs, then those of the second's.
func prepare(n int, first int64, methods []Named) (Comparison, []*job) {
	if n < 1 {
		mistake(words.Text{"n = %d, want 1 training or more", "n = %d ですが、学習は 1 回以上にしてください。"}, n)
	}
	if len(methods) == 0 {
		mistake(words.Text{"there is no method to train", "学習させる方法がありません。"})
	}
	c := Comparison{Trained: make([]Runs, len(methods))}
	var jobs []*job
	for i, m := range methods {
		if slices.Contains(c.Names, m.Name) {
			mistake(words.Text{"two methods are called “%s”", "「%s」という名前の方法が 2 つあります。"}, m.Name)
		}
		c.Names = append(c.Names, m.Name)
		if m.Experiment == nil && m.Kept != nil {
			c.Trained[i] = m.Kept
			continue
		}
		for k := range n {
			jobs = append(jobs, newJob(m.Experiment, first+int64(k)))
		}
	}
	return c, jobs
}

// fill puts the runs of the jobs into their places, in the order in which prepare has
// made them.
func (c *Comparison) fill(jobs []*job) {
	missing := 0
	for _, runs := range c.Trained {
		if runs == nil {
			missing++
		}
	}
	for i, runs := range c.Trained {
		if runs == nil {
			n := len(jobs) / missing
			for _, j := range jobs[:n] {
				c.Trained[i] = append(c.Trained[i], j.run)
			}
			jobs, missing = jobs[n:], missing-1
		}
	}
}

// CrossValidate deals the examples of each method's data into n parts by the seed, those
// of each class evenly, and trains each method n times, so that each part is predicted
// by a model that was trained on the others. Part i has the seed 10·seed+i; its
// Validation is the part, and the parts are the same for all methods with as many
// examples. The data that a method returns for the seed 10·seed are dealt out.
//
// An experiment [WithPatience] stops at the epoch that is best for the part itself, so its
// loss there is too good.
//
// It draws the losses of the first method's first run as they come, under the title;
// with "" it draws nothing.
//
// Errors: fewer than two parts, more than there are examples; more than one target for an
// example.
func CrossValidate(title string, n int, seed int64, methods ...Named) Comparison {
	if n < 2 {
		mistake(words.Text{"n = %d, want 2 parts or more", "n = %d ですが、2 つ以上に分けてください。"}, n)
	}
	c, jobs := prepare(n, 10*seed, methods)
	for i := 0; i < len(jobs); i += n {
		all := jobs[i].start().data
		if all == nil {
			break // the Trainer is about to say so
		}
		if all.Targets().Len() != all.Len() || all.Len() < n {
			mistake(words.Text{"CrossValidate: the shape of the targets is %v, want [n, 1], with at least %d examples", "CrossValidate: 正解の形は %v ですが、[件数, 1] で、%d 件以上にしてください。"}, all.Targets().Shape(), n)
		}
		for part, j := range jobs[i : i+n] {
			j.start()
			rest, held := deal(all.Targets().Values(), n, part, seed)
			j.data, j.trainer.Validation, j.run.Rows = all.Subset(rest...), all.Subset(held...), held
		}
	}
	if len(jobs) > 0 {
		defer live(title, "", jobs[0])()
	}
	do(jobs)
	for _, j := range jobs {
		j.run.Predictions = predict(j.run.Model, j.run.LossName, j.trainer.Validation.Inputs())
	}
	c.fill(jobs)
	return c
}

// deal returns which examples are in a part and which are not. Those of each class are
// dealt out in turn, after shuffling. A target of fewer examples than there are parts,
// such as a measured number, is no class: those are dealt out together.
func deal(targets []float64, n, part int, seed int64) (rest, held []int) {
	examples, dealt := map[float64]int{}, map[float64]int{}
	for _, y := range targets {
		examples[y]++
	}
	for _, i := range rand.New(rand.NewPCG(uint64(seed), 5)).Perm(len(targets)) {
		class := targets[i]
		if examples[class] < n {
			class = math.Inf(1)
		}
		dealt[class]++
		if dealt[class]%n == part {
			held = append(held, i)
		} else {
			rest = append(rest, i)
		}
	}
	return rest, held
}

// Runs returns the runs of the method with the name.
//
// Errors: a name that no method has.
func (c Comparison) Runs(name string) Runs {
	i := slices.Index(c.Names, name)
	if i < 0 {
		mistake(words.Text{"there is no method “%s”, there are: %s", "「%s」という方法はありません。あるのは %s です。"},
			name, strings.Join(c.Names, words.T(", ")))
	}
	return c.Trained[i]
}

// Run returns one run of the method with the name; the first is 0.
//
// Errors: a name that no method has, a number that no run has.
func (c Comparison) Run(name string, i int) Run {
	runs := c.Runs(name)
	if i < 0 || i >= len(runs) {
		mistake(words.Text{"there is no run %d of “%[2]s”, want 0 to %[3]d", "「%[2]s」に %[1]d 番の学習はありません。0 から %[3]d までです。"}, i, name, len(runs)-1)
	}
	return runs[i]
}

// Best returns the runs of the method whose mean validation loss is lowest.
//
// Errors: no validation data.
func (c Comparison) Best() Runs { return c.Trained[c.best(ValidationLoss)] }

// best returns the number of the method with the lowest mean of a measure. A method with
// a run that lacks it does not count.
func (c Comparison) best(m Measure) int {
	best, lowest := -1, math.Inf(1)
	for i, runs := range c.Trained {
		if v := runs.Mean(m); v < lowest {
			best, lowest = i, v
		}
	}
	if best < 0 {
		mistake(words.Text{"no method has a validation loss: the Trainer needs Validation", "検証損失のある方法がありません。Trainer に Validation を指定してください。"})
	}
	return best
}

// On returns the comparison with Measured on other data: those that data returns for
// the seed of each run, such as the test patients. The models are not trained again.
//
// Errors: runs whose loss is a LossFunc of your own.
func (c Comparison) On(data func(seed int64) *mlx.Dataset) Comparison {
	c.Trained = slices.Clone(c.Trained)
	var runs []*Run
	for i := range c.Trained {
		c.Trained[i] = slices.Clone(c.Trained[i])
		for k := range c.Trained[i] {
			run := &c.Trained[i][k]
			if lossOf(run.LossName) == nil {
				mistake(words.Text{"a run does not keep its loss %s, want one of mlx", "学習の記録に損失 %s は残りません。mlx の損失を使ってください。"}, run.LossName)
			}
			runs = append(runs, run)
		}
	}
	var seeds []int64
	for _, run := range runs {
		if !slices.Contains(seeds, run.Seed) {
			seeds = append(seeds, run.Seed)
		}
	}
	sets := make([]*mlx.Dataset, len(seeds))
	together(len(seeds), func(i int) { sets[i] = data(seeds[i]) })
	together(len(runs), func(i int) {
		if run := runs[i]; run.Failed == "" {
			run.Measured = score(run.Model, lossOf(run.LossName), sets[slices.Index(seeds, run.Seed)])
		}
	})
	return c
}

// HeldOut returns what CrossValidate found for each example, in the order of the data:
// the prediction of that model of a method which was not trained on it.
//
// Errors: a name that no method has; runs that are not from CrossValidate.
func (c Comparison) HeldOut(name string) []float64 {
	n := 0
	for _, run := range c.Runs(name) {
		n += len(run.Rows)
	}
	if n == 0 {
		mistake(words.Text{"“%s” has no part that was held out: CrossValidate makes one", "「%s」には取り分けた部分がありません。CrossValidate を使ってください。"}, name)
	}
	predictions := make([]float64, n)
	for _, run := range c.Runs(name) {
		for k, row := range run.Rows {
			predictions[row] = run.Predictions[k]
		}
	}
	return predictions
}

// InUnits returns the comparison with another scale for the feature in its figures:
// where the model gets x, the axis shows offset + scale·x. So a feature that was scaled
// for the training, such as (hour − 12)/6, is drawn in its own units:
//
//	sizes.InUnits(12, 6).Fits("hour of the day", "level").Show()
func (c Comparison) InUnits(offset, scale float64) Comparison {
	c.Offset, c.Scale = offset, scale
	return c
}
