package main

import (
	"fmt"
	"os/exec"
	"strings"
	"time"

	"golessons/internal/session"
)

// pythonCellKinds are cells in Python that do what goCellKinds do, with a %d for
// a number.
var pythonCellKinds = []struct{ name, code string }{
	{"hello, world", "print('hello, world', %d)"},
	{"uses torch", "import torch\nprint(torch.nn.ReLU()(torch.tensor([-3, -0.5, 0, 1, %d])))"},
	{"draws a figure", `import io, torch
from matplotlib.figure import Figure
x = torch.linspace(-3, 3, 100); f = Figure(); p = f.subplots(); p.plot(x, x.relu()); p.set_title("ReLU %d"); b = io.BytesIO(); f.savefig(b, format="svg"); f.savefig(b, format="png"); print(len(b.getvalue()))`},
}

// pythonCells prints how long the same cells take in the environment's Python
// kernel, with the PyTorch of a python that has it, where there is one.
func pythonCells(python string, env []string, dir string) error {
	torch := findTorch()
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
	// The kernel may be of another version of Python than PyTorch, which then does
	// not load in it.
	if _, err := ask(ks, fmt.Sprintf("import sys; sys.path.append(%q)", strings.TrimSpace(string(packages)))); err != nil {
		return err
	}
	fmt.Printf("\nPython kernel: start %.2f s\n\n| Python cell | median s | first s |\n|---|---|---|\n", ks.Started.Seconds())
	for _, c := range pythonCellKinds {
		var times []time.Duration
		for number := range repeats + 1 {
			a, err := ask(ks, fmt.Sprintf(c.code, number))
			if err != nil {
				fmt.Printf("| %s | not measured: %s | |\n", c.name, lastLine(err.Error()))
				break
			}
			times = append(times, a.Took)
		}
		if len(times) > 1 {
			fmt.Printf("| %s | %.3f | %.2f |\n", c.name, median(times[1:]).Seconds(), times[0].Seconds())
		}
	}
	return nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}
