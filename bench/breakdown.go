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

// breakdownParts are the columns of the table that breakdown prints.
var breakdownParts = []string{"goimports", "go get", "compile", "link", "rest of go build", "run"}

// breakdown prints where a cell's time goes. For a cell of each kind it runs
// the programs that GoNB runs, one after the other.
func breakdown(ctx context.Context, s *setup.Environment) error {
	dir, env, err := s.CellFolder(ctx)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	f := &cellFolder{ctx: ctx, dir: dir, env: env, goimports: s.Tool("goimports")}
	fmt.Printf("\n| seconds (medians) | %s | program MB |\n|---|%s---|\n",
		strings.Join(breakdownParts, " | "), strings.Repeat("---|", len(breakdownParts)))
	for _, c := range goCellKinds {
		times := map[string][]time.Duration{}
		for number := range repeats + 1 {
			took, err := f.run(c.program(number))
			if err != nil {
				return err
			}
			if number == 0 { // packages are compiled during the first
				continue
			}
			for part, t := range took {
				times[part] = append(times[part], t)
			}
		}
		info, err := os.Stat(filepath.Join(dir, "run"))
		if err != nil {
			return err
		}
		fmt.Printf("| %s |", c.name)
		for _, part := range breakdownParts {
			fmt.Printf(" %.3f |", median(times[part]).Seconds())
		}
		fmt.Printf(" %.1f |\n", float64(info.Size())/1e6)
	}
	return nil
}

// cellFolder is a folder in which cells' programs are built as GoNB builds them.
type cellFolder struct {
	ctx       context.Context
	dir       string
	env       []string
	goimports string
}

// run builds and runs a program and returns how long each part took.
func (f *cellFolder) run(program string) (took map[string]time.Duration, err error) {
	if err := os.WriteFile(filepath.Join(f.dir, "main.go"), []byte(program), 0o644); err != nil {
		return nil, err
	}
	graph := filepath.Join(f.dir, "graph.json")
	took = map[string]time.Duration{}
	for _, step := range []struct {
		part    string
		command []string
	}{
		{"goimports", []string{f.goimports, "-w", "main.go"}},
		{"go get", []string{"go", "get"}},
		{"go build", []string{"go", "build", "-debug-actiongraph=" + graph, "-o", "run"}},
		{"run", []string{filepath.Join(f.dir, "run")}},
	} {
		cmd := exec.CommandContext(f.ctx, step.command[0], step.command[1:]...)
		cmd.Dir, cmd.Env = f.dir, f.env
		began := time.Now()
		out, err := cmd.CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("%s: %w: %s", step.part, err, out)
		}
		took[step.part] = time.Since(began)
	}
	took["compile"], took["link"], err = compileAndLink(graph)
	took["rest of go build"] = took["go build"] - took["compile"] - took["link"]
	return took, err
}

// compileAndLink returns how long the cell's compilation and its link took, from
// the file that go build -debug-actiongraph has written.
func compileAndLink(file string) (compile, link time.Duration, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, 0, err
	}
	var actions []struct {
		Mode                string
		Cmd                 []string
		TimeStart, TimeDone time.Time
	}
	if err := json.Unmarshal(data, &actions); err != nil {
		return 0, 0, err
	}
	for _, a := range actions {
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
