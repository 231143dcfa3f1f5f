package main

import (
	"fmt"
	"os/exec"
	"strings"
	"time"

	"golessons/internal/session"
)

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
