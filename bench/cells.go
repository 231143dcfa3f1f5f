package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
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

func median(ts []time.Duration) time.Duration {
	sorted := slices.Clone(ts)
	slices.Sort(sorted)
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
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

// pythonCells measures the same cells in the Python kernel of a Python that
// has PyTorch, where there is one.
func pythonCells(python string, env []string, dir string, hello time.Duration) error {
	torch := ""
	for _, p := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(p, "-c", "import torch").Run() == nil {
			torch, _ = exec.LookPath(p)
		}
	}
	if torch == "" {
		fmt.Println("\nNo Python with PyTorch here: not compared.")
		return nil
	}
	packages, err := exec.Command(torch, "-c", "import torch, os; print(os.path.dirname(os.path.dirname(torch.__file__)))").Output()
	if err != nil {
		return err
	}
	ks, err := session.Start(python, env, "python3", dir)
	if err != nil {
		return err
	}
	defer ks.Shutdown()
	// The environment's own Python kernel, shown where PyTorch is; it may be of
	// another version of Python and then does not load there.
	if _, err := ask(ks, fmt.Sprintf("import sys; sys.path.append(%q) #%%d", strings.TrimSpace(string(packages))), 0); err != nil {
		return err
	}
	kinds := []*kind{
		{name: "hello, world", code: pythonHello},
		{name: "uses torch", code: pythonTorch},
		{name: "draws a figure", code: pythonFigure},
	}
	fmt.Printf("\nPython kernel: start %.2f s\n\n| Python cell | median s | first s |\n|---|---|---|\n", ks.Started.Seconds())
	for _, k := range kinds {
		for i := range repeats + 1 {
			t, err := ask(ks, k.code, i)
			if err != nil {
				fmt.Printf("| %s | not measured: %s | |\n", k.name, lastLine(err.Error()))
				break
			}
			if i == 0 {
				k.first = t.Took
				continue
			}
			k.times = append(k.times, t.Took)
		}
		if len(k.times) > 0 {
			fmt.Printf("| %s | %.3f | %.2f |\n", k.name, median(k.times).Seconds(), k.first.Seconds())
		}
	}
	return nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// completion measures the first completion of a fresh kernel, which is asked
// for at once, and one after it.
func completion(python string, env []string, dir string) error {
	var first, second []time.Duration
	for range 3 {
		ks, err := session.Start(python, env, setup.KernelName, dir)
		if err != nil {
			return err
		}
		a, err := ks.Complete("import \"golessons/mlx\"\n%%\nf := mlx.Leaky")
		if err == nil && len(a.Matches) == 0 {
			err = fmt.Errorf("no completion")
		}
		if err != nil {
			ks.Shutdown()
			return err
		}
		b, err := ks.Complete("import \"golessons/mlx\"\n%%\nf := mlx.Sig")
		ks.Shutdown()
		if err != nil {
			return err
		}
		first, second = append(first, a.Took), append(second, b.Took)
	}
	fmt.Printf("\nCompletion: the first %.2f s, the next %.2f s\n", median(first).Seconds(), median(second).Seconds())
	return nil
}

// breakdown says where a cell's time goes, by doing what GoNB does for each
// kind of cell, one program after the other.
func breakdown(ctx context.Context, s *setup.Environment) error {
	dir, env, err := s.CellFolder(ctx)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	const x = "x := mlx.Linspace(-3, 3, 100)\n\t"
	kinds := []struct{ name, imports, body string }{
		{"hello, world", `"fmt"`, `fmt.Println("hello, world", %d)`},
		{"uses mlx", "\"fmt\"\n\"golessons/mlx\"", `fmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-3, -0.5, 0, 1, %d)))`},
		{"draws a figure", `"golessons/helpers/figure"`, `figure.New("ReLU %d", "x", "f(x)").Func("ReLU", func(x float64) float64 { return max(0, x) }, -3, 3).Show()`},
		{"uses mlx and draws a figure", "\"golessons/helpers/figure\"\n\"golessons/mlx\"", x + `figure.New("ReLU %d", "x", "f(x)").Line("ReLU", x.Values(), mlx.ReLU().Forward(x).Values()).Show()`},
	}
	parts := []string{"goimports", "go get", "compile", "link", "rest of go build", "run"}
	fmt.Printf("\n| seconds (medians) | %s | program MB |\n|---|%s---|\n", strings.Join(parts, " | "), strings.Repeat("---|", len(parts)))
	for _, k := range kinds {
		times := map[string][]time.Duration{}
		for i := range repeats + 1 {
			source := fmt.Sprintf("package main\n\nimport (\n%s\n)\n\nfunc main() {\n\t%s\n}\n", k.imports, fmt.Sprintf(k.body, i))
			if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(source), 0o644); err != nil {
				return err
			}
			run := func(name string, args ...string) error {
				began := time.Now()
				cmd := exec.CommandContext(ctx, name, args...)
				cmd.Dir, cmd.Env = dir, env
				out, err := cmd.CombinedOutput()
				if err != nil {
					return fmt.Errorf("%s: %w: %s", name, err, out)
				}
				part := filepath.Base(name)
				if part == "go" {
					part = "go " + args[0]
				}
				if i > 0 {
					times[part] = append(times[part], time.Since(began))
				}
				return nil
			}
			graph := filepath.Join(dir, "graph.json")
			for _, cmd := range [][]string{{s.Tool("goimports"), "-w", "main.go"}, {"go", "get"}, {"go", "build", "-debug-actiongraph=" + graph, "-o", "run"}, {filepath.Join(dir, "run")}} {
				if err := run(cmd[0], cmd[1:]...); err != nil {
					return err
				}
			}
			compile, link, err := actions(graph)
			if err != nil {
				return err
			}
			if i > 0 {
				n := len(times["go build"]) - 1
				times["compile"] = append(times["compile"], compile)
				times["link"] = append(times["link"], link)
				times["rest of go build"] = append(times["rest of go build"], times["go build"][n]-compile-link)
			}
		}
		fmt.Printf("| %s |", k.name)
		for _, part := range parts {
			fmt.Printf(" %.3f |", median(times[part]).Seconds())
		}
		info, err := os.Stat(filepath.Join(dir, "run"))
		if err != nil {
			return err
		}
		fmt.Printf(" %.1f |\n", float64(info.Size())/1e6)
	}
	return nil
}
