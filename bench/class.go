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

// A run is a class that is being measured.
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

// A row has the measurements of one quantity, in the columns alone, thinking and
// at once.
type row struct{ alone, thinking, atOnce []float64 }

// A column is a situation in which a class is measured.
type column int

const (
	alone column = iota
	thinking
	atOnce
)

func (r *run) add(name string, c column, value float64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rows[name] == nil {
		r.rows[name] = &row{}
		r.order = append(r.order, name)
	}
	of := r.rows[name]
	switch c {
	case alone:
		of.alone = append(of.alone, value)
	case thinking:
		of.thinking = append(of.thinking, value)
	case atOnce:
		of.atOnce = append(of.atOnce, value)
	}
}

const (
	rowServer  = "server ready, s"
	rowOpen    = "lesson opened, s"
	rowFirst   = "first cell, s"
	rowWarm    = "the lesson's other cells, s"
	rowSame    = "the same warm cell, s"
	rowStart   = "CPU before the first cell, s"
	rowCell    = "CPU a cell, s"
	rowIdle    = "memory before the first cell, MB"
	rowWorking = "memory at most, MB"
	rowHome    = "home folder, MB"
	rowRun     = "runtime folder, MB"
	rowFiles   = "own files in the build cache"
)

// do has a learner do something, and notes how long it took or that it failed.
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

// together calls do for all learners at once, and waits for the last.
func (r *run) together(do func(i int, learner string)) {
	var all sync.WaitGroup
	for i, learner := range r.class {
		all.Go(func() { do(i, learner) })
	}
	all.Wait()
}

// sample notes the highest use of memory until it is stopped.
func (r *run) sample(ctx context.Context) {
	before := available()
	for ctx.Err() == nil {
		var sum int64
		uses := r.Uses()
		r.mu.Lock()
		for learner, use := range uses {
			sum += use.Memory
			r.peak[learner] = max(r.peak[learner], use.Memory)
		}
		r.peakAll = max(r.peakAll, sum)
		r.machine = max(r.machine, before-available())
		r.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-time.After(sampleEvery):
		}
	}
}

// available returns the bytes of memory that the machine can give to programs.
func available() int64 {
	data, _ := os.ReadFile("/proc/meminfo")
	for line := range strings.Lines(string(data)) {
		var kb int64
		if n, _ := fmt.Sscanf(line, "MemAvailable: %d kB", &kb); n == 1 {
			return kb << 10
		}
	}
	return 0
}

// disk notes the sizes of the learners' files.
func (r *run) disk() {
	for _, learner := range r.class {
		own := filepath.Join("/run/golessons", learner)
		bytes, _ := diskUse(home(learner))
		r.add(rowHome, thinking, float64(bytes)/1e6)
		bytes, _ = diskUse(own)
		r.add(rowRun, thinking, float64(bytes)/1e6)
		_, files := diskUse(filepath.Join(own, "server", "cache"))
		r.add(rowFiles, thinking, float64(files))
	}
}

// diskUse returns the size on disk of all below dir, and the number of files.
// It does not count links, whose targets are shared.
func diskUse(dir string) (bytes int64, files int) {
	filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.Type()&fs.ModeSymlink != 0 {
			return nil
		}
		if info, err := d.Info(); err == nil {
			if st, ok := info.Sys().(*syscall.Stat_t); ok {
				bytes += int64(st.Blocks) * 512
			}
			if d.Type().IsRegular() {
				files++
			}
		}
		return nil
	})
	return bytes, files
}

// percentile returns the smallest value that p percent of the values do not exceed.
func percentile(values []float64, p int) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max(0, (len(sorted)*p+99)/100-1)]
}

// tableCells returns three cells of the table, the median, the 95th percentile and
// the worst, which are empty without values.
func tableCells(values []float64) string {
	if len(values) == 0 {
		return " | | "
	}
	return short(percentile(values, 50)) + " | " + short(percentile(values, 95)) + " | " + short(slices.Max(values))
}

// short returns a value with its three leading digits.
func short(value float64) string {
	if value >= 100 {
		return fmt.Sprintf("%.0f", value)
	}
	return fmt.Sprintf("%.3g", value)
}

func (r *run) print(w *os.File) error {
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Fprintf(w, "%d learners, %d cells each, %s to think on average, %d cores (load at the end: %s)\n\n",
		len(r.class), len(r.cells), r.think, runtime.NumCPU(), strings.Join(strings.Fields(string(load))[:3], " "))
	fmt.Fprint(w, table(r.order, r.rows))
	fmt.Fprintf(w, "\nMemory of all learners together: %.1f GB at most; the machine had %.1f GB less to give than before.\n", float64(r.peakAll)/1e9, float64(r.machine)/1e9)
	fmt.Fprintf(w, "Failures: %d of %d.\n", len(r.failures), r.asked)
	for _, failure := range r.failures {
		fmt.Fprintf(w, "- %s\n", strings.Join(strings.Fields(failure), " "))
	}
	if len(r.failures) > 0 {
		return fmt.Errorf("%d failures", len(r.failures))
	}
	return nil
}

func table(order []string, rows map[string]*row) string {
	var b strings.Builder
	b.WriteString("| | alone, median | class: median | 95 % | worst | all at once: median | 95 % | worst |\n|---|---|---|---|---|---|---|---|\n")
	for _, name := range order {
		of, one := rows[name], ""
		if len(of.alone) > 0 {
			one = short(percentile(of.alone, 50))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, one, tableCells(of.thinking), tableCells(of.atOnce))
	}
	return b.String()
}
