package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"golessons/internal/browser"
	"golessons/internal/notebook"
	"golessons/internal/session"
	"golessons/internal/setup"
	"golessons/internal/visitor"
	"golessons/internal/words"
)

// A browserBench measures the course in the browser, beside the kernel of this computer.
type browserBench struct {
	setup    *setup.Environment
	chromium string
	host     *visitor.Host
	temp     string
	native   *session.Session
	rows     [][]string // of the table
}

// inBrowser measures what a learner in a browser waits for, what is transferred and how
// much memory it takes. The same cells run in the kernel of this computer, in turn.
func inBrowser(args []string) error {
	flags := flag.NewFlagSet("browser", flag.ContinueOnError)
	lessons := flags.String("lessons", "", "run only the lessons whose name begins with this, such as 02; - runs none")
	visits := flags.Int("visits", 3, "how many first visits")
	if err := flags.Parse(args); err != nil {
		return err
	}
	ctx := context.Background()
	s, err := setup.SetUp(ctx, os.Stderr)
	if err != nil {
		return err
	}
	b := &browserBench{setup: s}
	if b.chromium, err = browser.Find(); err != nil {
		return err
	}
	if b.temp, err = os.MkdirTemp("", "bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.temp)
	site, err := visitor.BuildSite(ctx, filepath.Join(b.temp, "site"))
	if err != nil {
		return err
	}
	if b.host, err = visitor.Serve(site, "/"); err != nil {
		return err
	}
	defer b.host.Stop()
	python, env, dir := s.Jupyter()
	if b.native, err = session.Start(python, env, setup.KernelName, dir); err != nil {
		return err
	}
	defer b.native.Shutdown()

	for _, part := range []func(context.Context) error{
		func(ctx context.Context) error { return b.firstVisits(ctx, *visits) },
		b.warmCells,
		b.trainingSteps,
		func(ctx context.Context) error { return b.wholeLessons(ctx, *lessons) },
	} {
		if err := part(ctx); err != nil {
			b.print()
			return err
		}
	}
	b.print()
	return nil
}

// row adds a row to the table: what was measured, in the browser, here, and the goal.
func (b *browserBench) row(cells ...string) { b.rows = append(b.rows, cells) }

// print prints the table.
func (b *browserBench) print() {
	fmt.Printf("| | in the browser | here | ratio | goal |\n|---|---|---|---|---|\n")
	for _, r := range b.rows {
		fmt.Printf("| %s |\n", strings.Join(r, " | "))
	}
	fmt.Printf("\nThe goals are those of a machine whose hello-world cell takes 0.08 s here.\n")
}

// beside adds a row with a time in the browser and one here.
func (b *browserBench) beside(what string, there, here time.Duration, goal string) {
	b.row(what, fmt.Sprintf("%.2f s", there.Seconds()), fmt.Sprintf("%.2f s", here.Seconds()), fmt.Sprintf("%.1f", ratio(there, here)), goal)
}

// firstLesson is the lesson that is opened.
const firstLesson = "en/02_relu.ipynb"

// open starts a browser with an empty profile and opens a lesson in it.
func (b *browserBench) open(ctx context.Context, file string) (*visitor.Browser, *visitor.Lesson, error) {
	profile, err := os.MkdirTemp(b.temp, "profile")
	if err != nil {
		return nil, nil, err
	}
	chrome, err := visitor.Start(ctx, b.chromium, profile)
	if err != nil {
		return nil, nil, err
	}
	l, err := chrome.OpenLesson(b.host.URL(""), strings.Split(file, "/")[0], file)
	if err != nil {
		chrome.Stop()
		return nil, nil, err
	}
	return chrome, l, nil
}

// cellLimit is how long a cell in the browser may take.
const cellLimit = 5 * time.Minute

// try writes code into a cell of the lesson and runs it.
func try(l *visitor.Lesson, cell int, source string) (time.Duration, error) {
	if err := l.Change(cell, source); err != nil {
		return 0, err
	}
	c, took, err := l.RunCell(cell, cellLimit)
	if err != nil {
		return 0, err
	}
	if e := c.Failed(); e != nil {
		return 0, fmt.Errorf("the cell failed in the browser: %s: %s", e.EName, e.EValue)
	}
	if len(c.Outputs) == 0 {
		return 0, fmt.Errorf("the cell showed nothing in the browser: %s", source)
	}
	return took, nil
}

// codeCell returns the number of the notebook's first code cell.
func codeCell(l *visitor.Lesson) (int, error) {
	nb, err := l.Notebook()
	if err != nil {
		return 0, err
	}
	for i, c := range nb.Cells {
		if c.Type == "code" {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%s has no code cell", l.Path)
}

// firstVisits measures visits with an empty profile: from opening the page to the first
// cell's output, and what has been transferred when the first cell with mlx has ended.
func (b *browserBench) firstVisits(ctx context.Context, visits int) error {
	var until []time.Duration
	var most int64
	for range visits {
		b.host.Requests()
		chrome, l, err := b.open(ctx, firstLesson)
		if err != nil {
			return err
		}
		took, sent, err := b.firstVisit(l)
		chrome.Stop()
		if err != nil {
			return err
		}
		until, most = append(until, took), max(most, sent)
	}
	if visits == 0 {
		return nil
	}
	b.row("transferred in the first visit, up to the end of the first mlx cell", fmt.Sprintf("%.1f MB", float64(most)/1e6), "", "", "30 MB")
	b.row("page open → first cell's output", fmt.Sprintf("%.1f s", median(until).Seconds()), "", "", "8 s")
	return nil
}

func (b *browserBench) firstVisit(l *visitor.Lesson) (until time.Duration, sent int64, err error) {
	cell, err := codeCell(l)
	if err != nil {
		return 0, 0, err
	}
	if _, err := try(l, cell, helloCell.source(0)); err != nil {
		return 0, 0, err
	}
	sinceOpen, err := visitor.Ask[float64](l.Page, "performance.now()")
	if err != nil {
		return 0, 0, err
	}
	if _, err := try(l, cell, mlxCell.source(0)); err != nil {
		return 0, 0, err
	}
	for _, r := range b.host.Requests() {
		sent += r.Bytes
	}
	return time.Duration(sinceOpen * float64(time.Millisecond)), sent, nil
}

// warmCells measures cells of each kind, in the browser and here in turn.
func (b *browserBench) warmCells(ctx context.Context) error {
	chrome, l, err := b.open(ctx, firstLesson)
	if err != nil {
		return err
	}
	defer chrome.Stop()
	cell, err := codeCell(l)
	if err != nil {
		return err
	}
	there, here := make([][]time.Duration, len(goCellKinds)), make([][]time.Duration, len(goCellKinds))
	for number := range repeats + 2 {
		for i, c := range goCellKinds {
			took, err := try(l, cell, c.source(number))
			if err != nil {
				return err
			}
			a, err := ask(b.native, c.source(number))
			if err != nil {
				return err
			}
			if number >= 2 { // a browser compiles for real what has run a few times
				there[i], here[i] = append(there[i], took), append(here[i], a.Took)
			}
		}
	}
	for i, goal := range []string{"0.6 s", "1.5 s", "", "2 s"} {
		b.beside("warm cell: "+goCellKinds[i].name, median(there[i]), median(here[i]), goal)
	}
	return b.memory(chrome, "memory of the page after these cells")
}

// memory adds a row with the memory of the browser's page.
func (b *browserBench) memory(chrome *visitor.Browser, what string) error {
	m, err := chrome.Memory()
	if err != nil {
		return err
	}
	b.row(what+" (its process's own, as Chromium's task manager counts)", fmt.Sprintf("%d MB", m.Private>>20), "", "", "600 MB")
	return nil
}

// stepCell trains and prints the median time of a step, in nanoseconds.
const stepCell = `import "golessons/mlx"

%%%%
model := mlx.Sequential(mlx.Linear(%[1]d, %[2]d), mlx.ReLU(), mlx.Linear(%[2]d, %[2]d), mlx.ReLU(), mlx.Linear(%[2]d, 1)).Seed(1)
var times []time.Duration
last := time.Now()
trainer := mlx.Trainer{Model: model, Loss: mlx.MSELoss(), Optimizer: mlx.Adam(0.001), Steps: 400, OnStep: func(int, float64) {
	now := time.Now()
	times = append(times, now.Sub(last))
	last = now
}}
trainer.Fit(mlx.NewDataset(mlx.Randn(1, %[3]d, %[1]d), mlx.Randn(2, %[3]d, 1)))
slices.Sort(times)
fmt.Println("median", times[len(times)/2].Nanoseconds())`

var printedMedian = regexp.MustCompile(`median (\d+)`)

// trainingSteps measures a training step in both kernels.
func (b *browserBench) trainingSteps(ctx context.Context) error {
	chrome, l, err := b.open(ctx, firstLesson)
	if err != nil {
		return err
	}
	defer chrome.Stop()
	for _, n := range networks[:2] {
		code := fmt.Sprintf(stepCell, n.in, n.width, n.rows)
		nanoseconds := func(printed string) (time.Duration, error) {
			m := printedMedian.FindStringSubmatch(printed)
			if m == nil {
				return 0, fmt.Errorf("the training printed %q", printed)
			}
			return time.ParseDuration(m[1] + "ns")
		}
		var there, here []time.Duration
		for range 3 {
			a, err := l.Execute(code, cellLimit)
			if err != nil {
				return err
			}
			t, err := nanoseconds(a.Printed())
			if err != nil {
				return err
			}
			native, err := ask(b.native, code)
			if err != nil {
				return err
			}
			h, err := nanoseconds(native.Text)
			if err != nil {
				return err
			}
			there, here = append(there, t), append(here, h)
		}
		t, h := median(there), median(here)
		b.row("a training step of "+n.String(), fmt.Sprintf("%.2f ms", milliseconds(t)), fmt.Sprintf("%.2f ms", milliseconds(h)), fmt.Sprintf("%.1f", ratio(t, h)), "")
	}
	return nil
}

// wholeLessons measures Run All of lessons.
func (b *browserBench) wholeLessons(ctx context.Context, only string) error {
	lang := words.Tags()[0]
	builder, err := b.setup.SiteBuilder()
	if err != nil {
		return err
	}
	for _, file := range builder.Files {
		name, ok := strings.CutPrefix(filepath.ToSlash(file), lang+"/")
		if !ok || !strings.HasPrefix(name, only) {
			continue
		}
		if err := b.wholeLesson(ctx, builder.Lessons, lang+"/"+name); err != nil {
			return err
		}
	}
	return nil
}

func (b *browserBench) wholeLesson(ctx context.Context, dir, file string) error {
	chrome, l, err := b.open(ctx, file)
	if err != nil {
		return err
	}
	defer chrome.Stop()
	nb, took, err := l.RunAll(15 * time.Minute)
	if err != nil {
		return err
	}
	for i, c := range nb.Cells {
		if e := c.Failed(); e != nil {
			return fmt.Errorf("%s in the browser: cell %d: %s", file, i+1, e.EValue)
		}
	}
	shipped, err := notebook.Read(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		return err
	}
	began := time.Now()
	if _, err := b.setup.Executor().Execute(ctx, shipped, filepath.Join(dir, filepath.Dir(file))); err != nil {
		return err
	}
	goal := "120 s"
	if strings.Contains(file, "/02_") {
		goal = "60 s"
	}
	b.beside("Run All of "+filepath.Base(file), took, time.Since(began), goal)
	return b.memory(chrome, "memory of the page after it")
}
