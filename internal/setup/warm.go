package setup

import (
	"bytes"
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golessons/internal/kernel"
	"golessons/internal/kernel/rebuild"
	"golessons/internal/notebook"
	"golessons/internal/state"
)

// ImportsFile lists what the lessons import, for a layer that is made
// before they are there and stays while they change.
const ImportsFile = "imports"

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

// LessonImports lists what the shipped notebooks import, and the packages for
// cells themselves, so that learners' own cells are fast too.
func (e *Environment) LessonImports() ([]string, error) {
	// flag is what GoNB's own main imports.
	imports := []string{"bufio", "bytes", "errors", "flag", "fmt", "maps", "math", "math/rand", "math/rand/v2", "os", "slices", "sort", "strings", "time"}
	for _, name := range cellPackages {
		packages, err := e.packagesBelow(name)
		if err != nil {
			return nil, err
		}
		imports = append(imports, packages...)
	}
	files, err := e.Course().Shipped()
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		nb, err := notebook.Read(filepath.Join(e.Course().Dir, f))
		if err != nil {
			return nil, err
		}
		for _, cell := range nb.Cells {
			if cell.Type == "code" {
				imports = append(imports, importsOf(cell.Source)...)
			}
		}
	}
	if list, err := state.ReadFile(e.Path(ImportsFile)); err == nil {
		imports = append(imports, strings.Fields(string(list))...)
	}
	slices.Sort(imports)
	return slices.Compact(imports), nil
}

// packagesBelow lists the packages that a cell can import from the checkout's
// folder name.
func (e *Environment) packagesBelow(name string) ([]string, error) {
	var packages []string
	err := filepath.WalkDir(filepath.Join(e.Checkout, name), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() {
			return nil
		}
		// mlx/xla needs cgo, which cells are built without.
		if d.Name() == "internal" || d.Name() == "testdata" || d.Name() == "xla" {
			return fs.SkipDir
		}
		files, err := filepath.Glob(filepath.Join(state.EscapeGlob(path), "*.go"))
		if slices.ContainsFunc(files, func(f string) bool { return !strings.HasSuffix(f, "_test.go") }) {
			rel, _ := filepath.Rel(e.Checkout, path)
			packages = append(packages, "golessons/"+filepath.ToSlash(rel))
		}
		return err
	})
	return packages, err
}

// importsOf lists the paths of the import declarations of a cell.
func importsOf(source string) []string {
	var kept []string
	for line := range strings.Lines(source) {
		if !strings.HasPrefix(line, "%") && !strings.HasPrefix(line, "!") {
			kept = append(kept, line)
		}
	}
	// What follows the imports of a cell need not be a file; they are all
	// that is asked for.
	file, _ := parser.ParseFile(token.NewFileSet(), "", "package cell\n"+strings.Join(kept, ""), parser.ImportsOnly)
	var paths []string
	if file != nil {
		for _, spec := range file.Imports {
			paths = append(paths, strings.Trim(spec.Path.Value, "\"`"))
		}
	}
	return paths
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
