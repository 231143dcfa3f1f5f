package experiments

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"

	"golessons/helpers/internal/number"
	"golessons/internal/words"
	"golessons/mlx"
)

// Train trains once. It draws the losses as they come, under the title, and prints the
// first and the last; with the title "" it draws and prints nothing.
//
// A mistake ends the cell with its sentence, and so does a training that diverges.
func Train(title string, e Experiment, seed int64) Run {
	run := Compare(title, 1, seed, Method(title, e)).Trained[0][0]
	if title != "" {
		fmt.Println(firstAndLast(run))
	}
	return run
}

// firstAndLast says where the losses of a run began and ended.
func firstAndLast(run Run) string {
	text := loss(words.Text{"training loss %s at first, %s at last", "訓練損失は最初 %s、最後 %s"}, run.TrainLoss)
	if len(run.ValLoss) > 0 {
		text += loss(words.Text{"; validation loss %s at first, %s at last", "。検証損失は最初 %s、最後 %s"}, run.ValLoss)
	}
	return text
}

func loss(text words.Text, curve []float64) string {
	return text.With(number.Short(curve[0]), number.Short(curve[len(curve)-1]))
}

// Seeds trains n times side by side, with the seeds first, first+1 …, and draws the
// losses of the first training as they come, under the title; with "" it draws nothing.
func Seeds(title string, n int, first int64, e Experiment) Runs {
	return Compare(title, n, first, Method(title, e)).Trained[0]
}

// A job is one training of many, and then what came of it.
type job struct {
	experiment Experiment
	started    bool // the experiment has been asked
	trainer    mlx.Trainer
	data       *mlx.Dataset
	once       bool // validate after training only
	mayFail    bool // a training that diverges does not end the cell

	watch func(trainLoss, valLoss float64) // told of each epoch; nil for nobody
	ended func()                           // told of the end of training; nil for nobody
	run   Run
}

func newJob(e Experiment, seed int64) *job {
	if e == nil {
		mistake(words.Text{"an experiment is missing: nil", "実験がありません(nil です)。"})
	}
	return &job{experiment: e, run: Run{Seed: seed}}
}

// start asks the experiment for its training, once. It returns the job.
func (j *job) start() *job {
	if !j.started {
		j.started = true
		j.trainer, j.data = j.experiment(j.run.Seed)
		if j.trainer.Patience == once {
			j.trainer.Patience, j.once = 0, true
		}
	}
	return j
}

// epochs returns how many epochs a job has at most.
func (j *job) epochs() int {
	if j.trainer.Epochs > 0 || j.data == nil {
		return j.trainer.Epochs
	}
	size, n := j.trainer.BatchSize, j.data.Len()
	if size <= 0 || size > n {
		size = n
	}
	batches := (n + size - 1) / size
	if j.trainer.DropLast {
		batches = n / size
	}
	return (j.trainer.Steps + batches - 1) / max(batches, 1)
}

// validates reports whether a job measures its validation data each epoch.
func (j *job) validates() bool { return j.trainer.Validation != nil && !j.once }

// do trains, measures, and panics with the mistake if there is one.
func (j *job) do() {
	j.start()
	trainer, loss, validation := j.trainer, j.trainer.Loss, j.trainer.Validation
	if j.once {
		trainer.Validation = nil
	}
	if own := trainer.OnEpoch; j.watch != nil {
		trainer.OnEpoch = func(epoch int, trainLoss, valLoss float64) {
			if own != nil {
				own(epoch, trainLoss, valLoss)
			}
			j.watch(trainLoss, valLoss)
		}
	}
	history, err := trainer.FitContext(context.Background(), j.data)
	if j.ended != nil {
		j.ended()
	}
	r := &j.run
	r.Model, r.History = trainer.Model, history
	r.Train, r.Validation, r.Measured = none(), none(), none()
	if err != nil {
		if !j.mayFail || len(history.StepLoss) == 0 {
			panic(err)
		}
		r.Failed, r.LossName = diverged(err), loss.String()
		return
	}
	r.LossName, r.Points = loss.String(), points(j.data)
	r.Train = score(r.Model, loss, j.data)
	if validation != nil {
		r.Validation = score(r.Model, loss, validation)
	}
	r.Measured = r.Validation
}

// do does jobs side by side, beginning with the first. A mistake of one ends the cell.
func do(jobs []*job) { together(len(jobs), func(i int) { jobs[i].do() }) }

// together is mlx.Parallel for functions that may panic with any error that is a
// sentence, such as one of package data. The panic of another, such as an index out of
// range, stays in its goroutine, whose stack has the line.
func together(n int, f func(i int)) {
	var mu sync.Mutex
	var first error
	mlx.Parallel(n, func(i int) {
		defer func() {
			switch r := recover().(type) {
			case nil:
			case runtime.Error:
				panic(r)
			case error:
				mu.Lock()
				defer mu.Unlock()
				if first == nil {
					first = r
				}
			default:
				panic(r)
			}
		}()
		f(i)
	})
	if first != nil {
		panic(first)
	}
}

// diverged says in the learner's language that a loss is infinite or no number. (The
// kernel translates an error that ends a cell, and this one doesn't.)
func diverged(err error) string {
	_, problem, _ := strings.Cut(strings.TrimPrefix(err.Error(), "mlx: "), ": ")
	for _, kind := range []struct {
		format string
		text   words.Text
	}{
		{"the loss is %g at step %d (epoch %d): try a learning rate below %g",
			words.Text{"the training loss is %g at step %d", "訓練損失がステップ %[2]d で %[1]g になりました"}},
		{"the validation loss is %g at step %d (epoch %d): try a learning rate below %g",
			words.Text{"the validation loss is %g at step %d", "検証損失がステップ %[2]d で %[1]g になりました"}},
	} {
		var loss, rate float64
		var step, epoch int
		if n, _ := fmt.Sscanf(problem, kind.format, &loss, &step, &epoch, &rate); n >= 3 && (math.IsInf(loss, 0) || math.IsNaN(loss)) {
			return kind.text.With(loss, step)
		}
	}
	return err.Error()
}
