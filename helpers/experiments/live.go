package experiments

import (
	"sync"

	"golessons/helpers/figure"
	"golessons/internal/words"
)

// live draws the losses of jobs as they come, one job after the other though they may
// run at the same time, and returns what ends it. With the title "" it draws nothing.
func live(title, xLabel string, jobs ...*job) (done func()) {
	if title == "" || len(jobs) == 0 {
		return func() {}
	}
	total, names := 0, []string{words.Text{"training loss", "訓練損失"}.String()}
	for _, j := range jobs {
		total += j.start().epochs()
	}
	if total == 0 {
		return func() {} // the Trainer is about to say what is wrong
	}
	validates := jobs[0].validates()
	if validates {
		names = append(names, words.Text{"validation loss", "検証損失"}.String())
	}
	curve := figure.NewLive(title, total, names...)
	switch {
	case len(jobs) > 1:
		curve.Labels(xLabel, words.Text{"loss", "損失"}.String())
	case validates:
		curve.MarkLowest(words.Text{"lowest", "最小"}.String())
	}
	if jobs[0].trainer.Loss != nil && !binary(jobs[0].trainer.Loss.String()) {
		curve.LogY()
	}
	q := &queue{step: curve.Step, waiting: make([][][]float64, len(jobs)), over: map[int]bool{}}
	for i, j := range jobs {
		j.watch = func(trainLoss, valLoss float64) {
			values := []float64{trainLoss}
			if validates {
				values = append(values, valLoss)
			}
			q.add(i, values)
		}
		j.ended = func() { q.end(i) }
	}
	return curve.Done
}

// A queue hands the steps of jobs on in the order of the jobs. What comes too early
// waits.
type queue struct {
	mu      sync.Mutex
	step    func(values ...float64)
	now     int // the job whose steps are handed on
	waiting [][][]float64
	over    map[int]bool // the jobs that have ended
}

func (q *queue) add(job int, values []float64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if job == q.now {
		q.step(values...)
	} else {
		q.waiting[job] = append(q.waiting[job], values)
	}
}

// end tells that a job has no more steps.
func (q *queue) end(job int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.over[job] = true
	for q.over[q.now] {
		q.now++
		if q.now == len(q.waiting) {
			return
		}
		for _, values := range q.waiting[q.now] {
			q.step(values...)
		}
		q.waiting[q.now] = nil
	}
}
