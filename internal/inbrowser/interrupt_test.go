package inbrowser

import (
	"strings"
	"testing"
	"time"

	"golessons/internal/celltable"
	"golessons/internal/visitor"
)

const training = `import "golessons/mlx"

%%
x := mlx.Linspace(-1, 1, 64).Reshape(64, 1)
model := mlx.Sequential(mlx.Linear(1, 64), mlx.ReLU(), mlx.Linear(64, 1)).Seed(1)
trainer := mlx.Trainer{Model: model, Loss: mlx.MSELoss(), Optimizer: mlx.Adam(0.01), Epochs: 1_000_000,
	OnEpoch: func(epoch int, loss, _ float64) {
		if epoch == 3 {
			fmt.Println("running")
		}
	}}
trainer.Fit(mlx.NewDataset(x, x))`

// Whatever a cell does, an interrupt ends it within a second, and the kernel goes on
// with what it knew. The cells that wait are not run.
func TestInterrupt(t *testing.T) {
	h, b := shared(t)
	l := write(t, b, h, "en",
		"var known = 42\n\n%%\nfmt.Println(known)",
		"%%\nfmt.Println(\"running\")\nfor {\n}",
		"%%\nfmt.Println(\"running\")\ntime.Sleep(time.Hour)",
		training,
		"%%\nfmt.Println(known)")
	check(t, "before", shows(t, l, 0), "42")
	for cell, name := range map[int]string{1: "a busy loop", 2: "a sleep", 3: "a training"} {
		must(t, l.StartCell(cell))
		untilShows(t, l, cell, "running")
		began := time.Now()
		must(t, l.Interrupt())
		_, err := l.Wait(limit)
		must(t, err)
		if took := time.Since(began); took > time.Second {
			t.Errorf("%s ends %v after the interrupt", name, took)
		}
		nb, err := l.Notebook()
		must(t, err)
		if nb.Cells[cell].Failed() == nil {
			t.Errorf("%s: nothing says that it was interrupted: %s", name, celltable.Show(nb.Cells[cell].Outputs))
		} else {
			t.Logf("%s: %s", name, celltable.Show(nb.Cells[cell].Outputs))
		}
		check(t, "after "+name, shows(t, l, 4), "42")
	}
}

// An interrupt during Run All ends the cell that runs, and the cells behind it stay as
// they were.
func TestInterruptRunAll(t *testing.T) {
	h, b := shared(t)
	l := write(t, b, h, "en", "%%\nfmt.Println(\"running\")\nfor {\n}", "%%\nfmt.Println(\"not run\")")
	must(t, l.StartAll())
	untilShows(t, l, 0, "running")
	must(t, l.Interrupt())
	_, err := l.Wait(limit)
	must(t, err)
	nb, err := l.Notebook()
	must(t, err)
	if shown := celltable.Show(nb.Cells[1].Outputs); strings.Contains(shown, "not run") {
		t.Errorf("the cell behind it shows %q", shown)
	}
}

// A restart forgets what cells have declared, in the middle of a cell too.
func TestRestart(t *testing.T) {
	h, b := shared(t)
	l := write(t, b, h, "en",
		"var known = 42\n\n%%\nfmt.Println(known)",
		"%%\nfmt.Println(\"running\")\nfor {\n}",
		"%%\nfmt.Println(known)",
		"%%\nfmt.Println(\"works\")")
	check(t, "before", shows(t, l, 0), "42")
	must(t, l.StartCell(1))
	untilShows(t, l, 1, "running")
	began := time.Now()
	must(t, l.Restart())
	t.Logf("the kernel is back after %v", time.Since(began))
	if shown := shows(t, l, 2); !strings.Contains(shown, "There is no `known`") {
		t.Errorf("after the restart: %s", shown)
	}
	check(t, "a cell after the restart", shows(t, l, 3), "works")
}

// Three notebooks have a kernel each, which know nothing of each other and run at once.
func TestThreeNotebooks(t *testing.T) {
	h, b := shared(t)
	cells := func(who string) []string {
		return []string{"var who = \"" + who + "\"", "%%\nfor i := range 3 {\n\tfmt.Println(who, i)\n\ttime.Sleep(200 * time.Millisecond)\n}"}
	}
	first := write(t, b, h, "en", cells("first")...)
	all := map[string]*visitor.Lesson{"first": first, "second": beside(t, first.Page, "en", cells("second")...), "third": beside(t, first.Page, "ja", cells("third")...)}
	for _, l := range all {
		must(t, l.StartAll())
	}
	for who, l := range all {
		_, err := l.Wait(limit)
		must(t, err)
		nb, err := l.Notebook()
		must(t, err)
		check(t, who, celltable.Show(nb.Cells[1].Outputs), who+" 0\n"+who+" 1\n"+who+" 2")
	}
}

// untilShows waits until a cell that runs has shown a text.
func untilShows(t *testing.T, l *visitor.Lesson, cell int, text string) {
	t.Helper()
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		nb, err := l.Notebook()
		must(t, err)
		if strings.Contains(celltable.Show(nb.Cells[cell].Outputs), text) {
			return
		}
	}
	t.Fatalf("cell %d does not show %q", cell, text)
}
