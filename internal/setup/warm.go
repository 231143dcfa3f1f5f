package setup

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/kernel"
	"golessons/internal/kernel/rebuild"
	"golessons/internal/setup/step"
	"golessons/internal/state"
	"golessons/internal/words"
)

// warmSteps returns the steps that fill Go's build cache and gopls's with what
// the lessons import, so that the first cell and the first completion are as
// fast as later ones.
func (e *Environment) warmSteps(g *Go) ([]step.Step, error) {
	imports, err := e.LessonImports()
	if err != nil {
		return nil, err
	}
	var dirs []string
	for _, p := range append([]string{cellWords}, cellPackages...) {
		dirs = append(dirs, filepath.Join(e.Checkout, p))
	}
	sources, err := state.HashTree(dirs...)
	if err != nil {
		return nil, err
	}
	mod, err := state.ReadFile(filepath.Join(e.Checkout, "go.mod"))
	if err != nil {
		return nil, err
	}
	key := state.Hash(sources, string(mod), g.Version, g.Cache, g.ModCache, rebuild.Format, strings.Join(imports, " "))
	program := warmProgram(imports)
	return []step.Step{e.buildCacheStep(g, key, program), e.completionStep(g, key)}, nil
}

// buildCacheStep compiles the packages that the lessons import.
func (e *Environment) buildCacheStep(g *Go, key, program string) step.Step {
	return step.Step{
		Name: words.T("build cache for the lessons' cells"),
		Done: func() bool { return e.Stamped("cache", key, e.Dir) && e.buildCacheHolds(g) },
		Do: func(ctx context.Context, line *step.StatusLine) error {
			if err := e.workspace(ctx, line, g, program); err != nil {
				return step.NeedsNetwork(words.T("The Go modules"), err)
			}
			if err := line.Run(ctx, e.cellGo(ctx, g, e.Path("warm"), "build", "-o", "program")); err != nil {
				return step.NeedsNetwork(words.T("The Go modules"), err)
			}
			if err := e.saveRebuild(ctx, g, program); err != nil {
				return err
			}
			return e.Stamp("cache", key, e.Dir)
		},
	}
}

// buildCacheHolds reports whether a cell would find all of its packages compiled.
// The cache is Go's own: it drops entries that were not used for days, and may
// have been cleaned, so buildCacheHolds asks go what it would have to compile.
func (e *Environment) buildCacheHolds(g *Go) bool {
	cmd := e.cellGo(context.Background(), g, e.Path("warm"), "build", "-n", "-o", "program")
	out, err := cmd.CombinedOutput()
	if err != nil || bytes.Contains(out, []byte("/compile ")) {
		return false
	}
	now := time.Now()
	if os.Chtimes(e.Path("rebuild.json"), now, now) != nil { // see rebuild.FileVariable
		return true // there is none
	}
	// Holds also hashes test files, because a package could embed them.
	b := rebuild.Builder{Dir: cmd.Dir, Env: cmd.Env, File: e.Path("rebuild.json")}
	return b.Holds()
}

// completionStep lets gopls read the packages that the lessons import.
func (e *Environment) completionStep(g *Go, key string) step.Step {
	return step.Step{
		Name: words.T("completion cache (gopls)"),
		Done: func() bool { return e.Stamped("gopls-cache", key, e.Dir) },
		Do: func(ctx context.Context, line *step.StatusLine) error {
			if err := e.goplsSettings(); err != nil {
				return err
			}
			// The kernels' memory limit does not hold here, because filling the
			// cache takes more than using it.
			cmd := exec.CommandContext(ctx, e.Path("bin", "gopls"), "check", "main.go")
			cmd.Dir, cmd.Env = e.Path("warm"), kernel.GoplsEnv(e.workspaceEnv(g), e.Dir)
			if err := line.Run(ctx, cmd); err != nil {
				return err
			}
			return e.Stamp("gopls-cache", key, e.Dir)
		},
	}
}

// saveRebuild saves the facts about the lessons' packages that a kernel would
// otherwise have to find out with its first cells.
func (e *Environment) saveRebuild(ctx context.Context, g *Go, program string) error {
	// Build another program, so that go links the packages from its cache and not
	// from where it has just compiled them.
	if err := state.WriteFile(e.Path("warm", "main.go"), []byte(program+"\n")); err != nil {
		return err
	}
	cmd := e.cellGo(ctx, g, e.Path("warm"), "build", rebuild.BuildFlag, "-o", "program")
	b := rebuild.Builder{Dir: cmd.Dir, Env: cmd.Env}
	out, err := cmd.CombinedOutput()
	if out = b.Learn(out, err == nil); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return b.Save(e.Path("rebuild.json"))
}

// goplsSettings turns gopls's telemetry off, in the folder that the supervisor
// gives it for settings.
func (e *Environment) goplsSettings() error {
	return state.WriteFile(e.Path("gopls-config", "go", "telemetry", "mode"), []byte("off 2026-01-01\n"))
}

// warmProgram returns a program that imports the packages.
func warmProgram(imports []string) string {
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n")
	for _, path := range imports {
		fmt.Fprintf(&b, "\t_ %q\n", path)
	}
	b.WriteString(")\n\nfunc main() {}\n")
	return b.String()
}
