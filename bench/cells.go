package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"golessons/internal/session"
	"golessons/internal/setup"
)

const (
	helloCell = "%%%%\nfmt.Println(\"hello, world\", %d)"
	mlxCell   = `import "golessons/mlx"
%%%%
fmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-3, -0.5, 0, 1, %d)))`
	figureCell = `import "golessons/mlx"
import "golessons/helpers/figure"
%%%%
relu := func(x float64) float64 { return max(0, x) }
figure.New("ReLU %d", "x", "f(x)").Func("ReLU", relu, -3, 3).Show()`

	trainingFigureCell = `import "golessons/mlx"
import "golessons/helpers/figure"
%%%%
x := mlx.Linspace(-3, 3, 100)
figure.New("ReLU %d", "x", "f(x)").Line("ReLU", x.Values(), mlx.ReLU().Forward(x).Values()).Show()`

	pythonHello  = "print('hello, world', %d)"
	pythonTorch  = "import torch\nprint(torch.nn.ReLU()(torch.tensor([-3, -0.5, 0, 1, %d])))"
	pythonFigure = `import io, torch
from matplotlib.figure import Figure
x = torch.linspace(-3, 3, 100); f = Figure(); p = f.subplots(); p.plot(x, x.relu()); p.set_title("ReLU %d"); b = io.BytesIO(); f.savefig(b, format="svg"); f.savefig(b, format="png"); print(len(b.getvalue()))`
)

const repeats = 10

// cells measures what a learner waits for: cells of each kind in turn, so that
// a machine that slows down slows all of them, after one of each that counts
// as the first.
func cells(args []string) error {
	ctx := context.Background()
	s, err := setup.SetUp(ctx, os.Stderr)
	if err != nil {
		return err
	}
	python, env, dir := s.Jupyter()
	hello, err := goCells(python, env, dir)
	if err != nil {
		return err
	}
	if err := pythonCells(python, env, dir, hello); err != nil {
		return err
	}
	if err := completion(python, env, dir); err != nil {
		return err
	}
	return breakdown(ctx, s)
}

type kind struct {
	name, code string
	size       int
	first      time.Duration
	times      []time.Duration
}

func goCells(python string, env []string, dir string) (hello time.Duration, err error) {
	kinds := []*kind{
		{name: "hello, world", code: helloCell},
		{name: "uses mlx", code: mlxCell},
		{name: "draws a figure", code: figureCell},
		{name: "uses mlx and draws a figure", code: trainingFigureCell},
	}
	// The first cell of a fresh kernel, for each kind in a kernel of its own.
	var started []time.Duration
	for _, k := range kinds {
		for range 3 {
			ks, err := session.Start(python, env, setup.KernelName, dir)
			if err != nil {
				return 0, err
			}
			started = append(started, ks.Started)
			a, err := ask(ks, k.code, 0)
			ks.Shutdown()
			if err != nil {
				return 0, err
			}
			k.times = append(k.times, a.Took)
		}
		k.first, k.times = median(k.times), nil
	}
	ks, err := session.Start(python, env, setup.KernelName, dir)
	if err != nil {
		return 0, err
	}
	defer ks.Shutdown()
	for i := range repeats + 1 {
		for _, k := range kinds {
			t, err := ask(ks, k.code, i)
			if err != nil {
				return 0, err
			}
			if i > 0 { // gopls loads its workspace during the first
				k.times = append(k.times, t.Took)
			}
			k.size = t.Size
		}
	}
	hello = median(kinds[0].times)
	fmt.Printf("Go kernel: start %.2f s\n\n", median(started).Seconds())
	fmt.Printf("| Go cell | median s | × hello | first of a fresh kernel s | × hello | displays KB |\n|---|---|---|---|---|---|\n")
	for _, k := range kinds {
		m := median(k.times)
		fmt.Printf("| %s | %.2f | %.2f | %.2f | %.2f | %d |\n", k.name, m.Seconds(), ratio(m, hello), k.first.Seconds(), ratio(k.first, hello), k.size/1000)
	}
	return hello, nil
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func ask(ks *session.Session, code string, i int) (*session.Answer, error) {
	a, err := ks.Execute(fmt.Sprintf(code, i))
	if err != nil {
		return nil, err
	}
	if a.Status != "ok" {
		return nil, fmt.Errorf("the cell failed: %s", a.Text)
	}
	return a, nil
}
