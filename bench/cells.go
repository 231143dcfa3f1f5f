package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"golessons/internal/session"
	"golessons/internal/setup"
)

// goCell is one kind of cell. Its code has a %d for a number, so that each cell
// of the kind is a new one.
type goCell struct {
	name    string
	imports []string
	code    string
}

var (
	helloCell  = goCell{"hello, world", nil, `fmt.Println("hello, world", %d)`}
	mlxCell    = goCell{"uses mlx", []string{"golessons/mlx"}, `fmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-3, -0.5, 0, 1, %d)))`}
	figureCell = goCell{"draws a figure", []string{"golessons/helpers/figure"}, `relu := func(x float64) float64 { return max(0, x) }
figure.New("ReLU %d", "x", "f(x)").Func("ReLU", relu, -3, 3).Show()`}
	trainingFigureCell = goCell{"uses mlx and draws a figure", []string{"golessons/mlx", "golessons/helpers/figure"}, `x := mlx.Linspace(-3, 3, 100)
figure.New("ReLU %d", "x", "f(x)").Line("ReLU", x.Values(), mlx.ReLU().Forward(x).Values()).Show()`}

	goCellKinds = []goCell{helloCell, mlxCell, figureCell, trainingFigureCell}
)

// importLines returns the imports of the cell, one a line.
func (c goCell) importLines() string {
	var b strings.Builder
	for _, path := range c.imports {
		fmt.Fprintf(&b, "import %q\n", path)
	}
	return b.String()
}

// source returns the cell as a notebook has it.
func (c goCell) source(number int) string {
	return c.importLines() + "%%\n" + fmt.Sprintf(c.code, number)
}

// program returns the program that GoNB makes of the cell, before goimports adds
// and removes imports.
func (c goCell) program(number int) string {
	return "package main\n\n" + c.importLines() + "\nfunc main() {\n" + fmt.Sprintf(c.code, number) + "\n}\n"
}

// repeats is how often each kind of cell is measured.
const repeats = 10

// cells measures how long a learner waits for a cell: in the Go kernel, in
// Python's, for a completion, and where the time goes.
func cells(args []string) error {
	ctx := context.Background()
	s, err := setup.SetUp(ctx, os.Stderr)
	if err != nil {
		return err
	}
	python, env, dir := s.Jupyter()
	if err := goCells(python, env, dir); err != nil {
		return err
	}
	if err := pythonCells(python, env, dir); err != nil {
		return err
	}
	if err := completion(python, env, dir); err != nil {
		return err
	}
	return breakdown(ctx, s)
}

// goCells prints how long the Go kernel takes to start, and for a cell of each
// kind: the first of a fresh kernel, and further ones.
func goCells(python string, env []string, dir string) error {
	started, first, err := firstCells(python, env, dir)
	if err != nil {
		return err
	}
	times, sizes, err := furtherCells(python, env, dir)
	if err != nil {
		return err
	}
	fmt.Printf("Go kernel: start %.2f s\n\n", median(started).Seconds())
	fmt.Printf("| Go cell | median s | × hello | first of a fresh kernel s | × hello | displays KB |\n|---|---|---|---|---|---|\n")
	hello := median(times[0])
	for i, c := range goCellKinds {
		m := median(times[i])
		fmt.Printf("| %s | %.2f | %.2f | %.2f | %.2f | %d |\n",
			c.name, m.Seconds(), ratio(m, hello), first[i].Seconds(), ratio(first[i], hello), sizes[i]/1000)
	}
	return nil
}

// firstCells starts three kernels for each kind of cell. It returns how long each
// kernel took to start, and the median time of the first cell of each kind.
func firstCells(python string, env []string, dir string) (started, first []time.Duration, err error) {
	for _, c := range goCellKinds {
		var times []time.Duration
		for range 3 {
			ks, err := session.Start(python, env, setup.KernelName, dir)
			if err != nil {
				return nil, nil, err
			}
			started = append(started, ks.Started)
			a, err := ask(ks, c.source(0))
			ks.Shutdown()
			if err != nil {
				return nil, nil, err
			}
			times = append(times, a.Took)
		}
		first = append(first, median(times))
	}
	return started, first, nil
}

// furtherCells returns, for each kind, the times of its cells in one kernel and
// how much the last of them displayed. The kinds take turns, so that a machine
// that slows down slows all of them.
func furtherCells(python string, env []string, dir string) (times [][]time.Duration, sizes []int, err error) {
	ks, err := session.Start(python, env, setup.KernelName, dir)
	if err != nil {
		return nil, nil, err
	}
	defer ks.Shutdown()
	times, sizes = make([][]time.Duration, len(goCellKinds)), make([]int, len(goCellKinds))
	for number := range repeats + 1 {
		for i, c := range goCellKinds {
			a, err := ask(ks, c.source(number))
			if err != nil {
				return nil, nil, err
			}
			if number > 0 { // gopls loads its workspace during the first
				times[i] = append(times[i], a.Took)
			}
			sizes[i] = a.Size
		}
	}
	return times, sizes, nil
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

// ask runs a cell in the kernel and returns its answer.
func ask(ks *session.Session, source string) (*session.Answer, error) {
	a, err := ks.Execute(source)
	if err != nil {
		return nil, err
	}
	if a.Status != "ok" {
		return nil, fmt.Errorf("the cell failed: %s", a.Text)
	}
	return a, nil
}
