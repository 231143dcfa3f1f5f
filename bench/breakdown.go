package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/setup"
)

// actions reads how long the cell's compilation and its link took from what
// `go build -debug-actiongraph` wrote.
func actions(file string) (compile, link time.Duration, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, 0, err
	}
	var graph []struct {
		Mode                string
		Cmd                 []string
		TimeStart, TimeDone time.Time
	}
	if err := json.Unmarshal(data, &graph); err != nil {
		return 0, 0, err
	}
	for _, a := range graph {
		took := a.TimeDone.Sub(a.TimeStart)
		switch {
		case a.Mode == "build" && len(a.Cmd) > 0:
			compile += took
		case a.Mode == "link":
			link += took
		}
	}
	return compile, link, nil
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
