//go:build unix

package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"golessons/classroom"
)

const (
	classLesson = "en/02_relu.ipynb"
	sampleEvery = 5 * time.Second // more often, sampling thirty learners would itself take too much CPU
)

// class measures a class on a hub of this machine. Learners work through lesson 02
// with time to think, and then all act in the same second. One learner alone is
// measured first, to compare with other machines.
func class(args []string) error {
	flags := flag.NewFlagSet("class", flag.ExitOnError)
	learners := flags.Int("learners", 30, "how many")
	think := flags.Duration("think", 20*time.Second, "mean time between a cell's answer and the next cell")
	most := flags.Int("cells", 1000, "how many of the lesson's code cells at most")
	flags.Parse(args)
	if *learners < 1 || *most < 1 || *think < 0 {
		return fmt.Errorf("a class has a learner and a cell at least, and no time to think that is below 0")
	}
	if why := classroom.Missing(); why != "" {
		return fmt.Errorf("%s", why)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	course, err := classroom.Install(ctx, ".", os.Stderr)
	if err != nil {
		return err
	}
	cells, err := classroom.CodeCells(filepath.Join(course, "src", "lessons", classLesson))
	if err != nil {
		return err
	}
	cells = cells[:min(*most, len(cells))]
	limit := 15*time.Minute + time.Duration(2*len(cells))**think
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("the class was not done after %s", limit))
	defer cancel()

	hub, err := classroom.New(course, "golbench", *learners+1, "")
	if err != nil {
		return err
	}
	r := &run{Class: hub, cells: cells, think: *think, alone: hub.Names[0], class: hub.Names[1:], rows: map[string]*row{}, peak: map[string]int64{}}
	done := make(chan error, 1)
	go func() { done <- r.run(ctx) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	if err != nil {
		if log, readErr := os.ReadFile(hub.Log); readErr == nil {
			fmt.Fprintf(os.Stderr, "the hub said, at last:\n%s\n", log[max(0, len(log)-3000):])
		}
	} else {
		err = r.print(os.Stdout)
	}
	// Close also runs after Ctrl-C, and leaves no learners, processes or folders.
	fmt.Fprintln(os.Stderr, "removing the learners")
	if closeErr := hub.Close(); err == nil {
		err = closeErr
	}
	return err
}

// A run is the measurement of one class.
type run struct {
	*classroom.Class
	cells []string
	think time.Duration
	alone string   // the learner who is measured before the class comes
	class []string // the other learners

	mu       sync.Mutex
	rows     map[string]*row
	order    []string
	failures []string
	asked    int
	peak     map[string]int64 // the highest memory of each learner
	peakAll  int64            // the highest memory of all together
	machine  int64            // the largest fall of the machine's free memory
}

// do lets a learner do something, and notes how long it took, in the row called
// name, or that it failed. It reports whether it succeeded.
func (r *run) do(learner, name string, c column, call string, arguments ...any) bool {
	a, err := r.Do(learner, call, arguments...)
	r.mu.Lock()
	r.asked++
	if err != nil {
		r.failures = append(r.failures, err.Error())
	}
	r.mu.Unlock()
	if err == nil && name != "" {
		r.add(name, c, a.Seconds)
	}
	return err == nil
}

// arrive starts a learner's server and opens the lesson.
func (r *run) arrive(learner string, c column) bool {
	return r.do(learner, rowServer, c, "spawn") && r.do(learner, rowOpen, c, "open", "notebook", classLesson)
}

// mlx runs a cell that has to be compiled and linked, and computes very little.
func (r *run) mlx(learner string, c column) {
	r.do(learner, rowSame, c, "execute", "code", mlxCell.source(time.Now().Nanosecond()))
}

// lesson lets a learner log in and go through the lesson's cells, with a pause
// before each.
func (r *run) lesson(learner string, c column, pause func()) {
	pause()
	if !r.do(learner, "", c, "login", "password", classroom.Password(learner)) || !r.arrive(learner, c) {
		return
	}
	pause()
	before := r.Use(learner)
	r.add(rowIdle, c, float64(before.Memory)/1e6)
	r.add(rowStart, c, before.CPU.Seconds())
	// The cells of the learner's own copy.
	cells, err := classroom.CodeCells(filepath.Join(home(learner), "golessons-notebooks", classLesson))
	if err != nil {
		r.mu.Lock()
		r.failures = append(r.failures, err.Error())
		r.mu.Unlock()
		return
	}
	for i, cell := range cells[:len(r.cells)] {
		name := rowWarm
		if i == 0 {
			name = rowFirst
		} else {
			pause()
		}
		r.do(learner, name, c, "execute", "code", cell)
	}
	r.add(rowCell, c, (r.Use(learner).CPU-before.CPU).Seconds()/float64(len(r.cells)))
}

// home returns a learner's home folder.
func home(learner string) string {
	u, err := user.Lookup(learner)
	if err != nil {
		return "/nonexistent"
	}
	return u.HomeDir
}

// run makes all measurements, one after the other.
func (r *run) run(ctx context.Context) error {
	if err := r.StartHub(); err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, "one learner alone")
	r.lesson(r.alone, alone, func() {})
	for range 5 {
		r.mlx(r.alone, alone)
	}
	r.add(rowWorking, alone, float64(r.Use(r.alone).Memory)/1e6)
	if !r.do(r.alone, "", alone, "stop") {
		return fmt.Errorf("one learner alone: %s", strings.Join(r.failures, "; "))
	}

	sampling, stop := context.WithCancel(ctx)
	defer stop()
	sampled := make(chan struct{})
	go func() { defer close(sampled); r.sample(sampling) }()

	fmt.Fprintf(os.Stderr, "%d learners with time to think\n", len(r.class))
	r.together(func(i int, learner string) {
		rng := rand.New(rand.NewPCG(2, uint64(i)))
		r.lesson(learner, thinking, func() {
			time.Sleep(time.Duration((0.5 + rng.Float64()) * float64(r.think)))
		})
	})
	fmt.Fprintln(os.Stderr, "all press Run in the same second")
	r.together(func(_ int, learner string) { r.mlx(learner, atOnce) })
	r.disk()
	fmt.Fprintln(os.Stderr, "all start their servers in the same second")
	r.together(func(_ int, learner string) { r.do(learner, "", atOnce, "stop") })
	r.together(func(_ int, learner string) {
		if r.arrive(learner, atOnce) {
			r.do(learner, rowFirst, atOnce, "execute", "code", r.cells[0])
		}
	})
	stop()
	<-sampled
	for _, learner := range r.class {
		r.add(rowWorking, thinking, float64(r.peak[learner])/1e6)
	}
	return nil
}

// together lets all learners do the same at once, and waits for the last.
func (r *run) together(do func(i int, learner string)) {
	var all sync.WaitGroup
	for i, learner := range r.class {
		all.Go(func() { do(i, learner) })
	}
	all.Wait()
}
