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
	"golessons/internal/state"
)

// WarmSteps fill Go's build cache and gopls's with what the lessons import, so
// that the first cell and the first completion find their work done.
func (e *Environment) WarmSteps(g *Go) ([]Step, error) {
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
	return []Step{
		{
			Name: "build cache for the lessons' cells",
			// The cache is Go's own: it forgets what was not used for days, and
			// may have been cleaned. Go is asked what it would have to compile.
			Done: func() bool {
				if !e.Stamped("cache", key, e.Dir) {
					return false
				}
				cmd := e.cellGo(context.Background(), g, e.Path("warm"), "build", "-n", "-o", "program")
				out, err := cmd.CombinedOutput()
				if err != nil || bytes.Contains(out, []byte("/compile ")) {
					return false
				}
				now := time.Now()
				if os.Chtimes(e.Path("rebuild.json"), now, now) != nil { // see rebuild.FileVariable
					return true // there is none
				}
				// A changed test counts too for those who use it: a package might
				// embed it.
				b := rebuild.Builder{Dir: cmd.Dir, Env: cmd.Env, File: e.Path("rebuild.json")}
				return b.Holds()
			},
			Do: func(ctx context.Context, p *StatusLine) error {
				if err := e.workspace(ctx, p, g, program); err != nil {
					return needsNetwork("The Go modules", err)
				}
				cmd := e.cellGo(ctx, g, e.Path("warm"), "build", "-o", "program")
				if err := p.Run(ctx, cmd); err != nil {
					return needsNetwork("The Go modules", err)
				}
				if err := e.saveRebuild(ctx, g, program); err != nil {
					return err
				}
				return e.Stamp("cache", key, e.Dir)
			},
		},
		{
			Name: "completion cache (gopls)",
			Done: func() bool { return e.Stamped("gopls-cache", key, e.Dir) },
			Do: func(ctx context.Context, p *StatusLine) error {
				if err := e.goplsSettings(); err != nil {
					return err
				}
				// Without the kernels' memory limit: filling takes more than using.
				cmd := exec.CommandContext(ctx, e.Path("bin", "gopls"), "check", "main.go")
				cmd.Dir, cmd.Env = e.Path("warm"), kernel.GoplsEnv(e.workspaceEnv(g), e.Dir)
				if err := p.Run(ctx, cmd); err != nil {
					return err
				}
				return e.Stamp("gopls-cache", key, e.Dir)
			},
		},
	}, nil
}

// saveRebuild keeps what a kernel would find out about the lessons' packages
// with its first cells.
func (e *Environment) saveRebuild(ctx context.Context, g *Go, program string) error {
	// What go links from its cache, and not from where it has just compiled it.
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

// goplsSettings turns gopls's telemetry off, where the supervisor points it.
func (e *Environment) goplsSettings() error {
	return state.WriteFile(e.Path("gopls-config", "go", "telemetry", "mode"), []byte("off 2026-01-01\n"))
}

func warmProgram(imports []string) string {
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n")
	for _, path := range imports {
		fmt.Fprintf(&b, "\t_ %q\n", path)
	}
	b.WriteString(")\n\nfunc main() {}\n")
	return b.String()
}
