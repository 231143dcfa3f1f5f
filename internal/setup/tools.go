package setup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golessons/internal/gonb"
	"golessons/internal/setup/step"
	"golessons/internal/state"
	"golessons/internal/words"
)

// toolSteps returns the steps that build the Go programs a kernel needs.
func (e *Environment) toolSteps(g *Go) ([]step.Step, error) {
	mod, _ := state.ReadFile(filepath.Join(e.Checkout, "go.mod"))
	var dirs []string
	for _, name := range []string{"kernel", "tempfolder", "plainfile", "words"} {
		if dir := filepath.Join(e.Checkout, "internal", name); state.Exists(dir) {
			dirs = append(dirs, dir)
		}
	}
	sources, _ := state.HashTree(dirs...)
	changes, _ := gonb.Key(e.Checkout)
	plain := func(args ...string) func(context.Context, *step.StatusLine) ([]string, error) {
		return func(context.Context, *step.StatusLine) ([]string, error) { return args, nil }
	}
	return []step.Step{
		e.toolStep(g, words.T("Go kernel (GoNB)"), "gonb", state.Hash(string(mod), changes), func(ctx context.Context, line *step.StatusLine) ([]string, error) {
			modfile, err := e.patchedGoNB(ctx, line)
			return []string{"-modfile", modfile, gonb.Module}, err
		}),
		e.toolStep(g, "goimports", "goimports", string(mod), plain("golang.org/x/tools/cmd/goimports")),
		e.toolStep(g, words.T("gopls (completion and help)"), "gopls", goplsVersion, plain("golang.org/x/tools/gopls@"+goplsVersion)),
		e.toolStep(g, words.T("kernel supervisor"), "golessons-kernel", sources+string(mod), plain("./internal/kernel/golessons-kernel")),
	}, nil
}

// toolStep returns the step that builds the program name with go install, whose
// arguments args returns. The step is done again when key changes.
func (e *Environment) toolStep(g *Go, title, name, key string, args func(context.Context, *step.StatusLine) ([]string, error)) step.Step {
	install := []string{"install", "-trimpath", "-ldflags=-s -w"}
	key = state.Hash(key, strings.Join(install, " "), g.Version, runtime.GOOS, runtime.GOARCH)
	return step.Step{
		Name: title,
		Done: func() bool { return e.Stamped(name, key, e.Dir) },
		Do: func(ctx context.Context, line *step.StatusLine) error {
			// Build in another folder and move the result, so that a kill leaves
			// no half of a program.
			tmp, err := e.TempDir()
			if err != nil {
				return err
			}
			defer os.RemoveAll(tmp)
			a, err := args(ctx, line)
			if err != nil {
				return err
			}
			cmd := e.GoCommand(ctx, append(install, a...)...)
			// GOBIN instead of -o, because gopls is named with its version, which
			// only go install takes.
			cmd.Env = append(cmd.Env, "GOBIN="+tmp, "CGO_ENABLED=0")
			if err := line.Run(ctx, cmd); err != nil {
				return step.NeedsNetwork(title, err)
			}
			os.RemoveAll(e.Path("gonb")) // its work is done
			if err := os.MkdirAll(e.Path("bin"), 0o777); err != nil {
				return state.Unwritable(e.Dir, err)
			}
			if err := os.Rename(filepath.Join(tmp, name), e.Path("bin", name)); err != nil {
				return err
			}
			return e.Stamp(name, key, e.Dir, filepath.Join("bin", name))
		},
	}
}

// patchedGoNB makes a copy of GoNB's module with our changes (internal/gonb),
// and returns a go.mod that is the checkout's but for that copy in GoNB's place.
// (Go's -overlay would do without the copy, but not in the module cache.)
func (e *Environment) patchedGoNB(ctx context.Context, p *step.StatusLine) (modfile string, err error) {
	if err := p.Run(ctx, e.GoCommand(ctx, "mod", "download", gonb.Module)); err != nil {
		return "", step.NeedsNetwork("GoNB", err)
	}
	source, err := e.gonbSource(ctx)
	if err != nil {
		return "", fmt.Errorf("go does not find GoNB (%w)", err)
	}
	dir := e.Path("gonb")
	if err := os.RemoveAll(dir); err != nil {
		return "", state.Unwritable(e.Dir, err)
	}
	err = gonb.Apply(source, e.Checkout, filepath.Join(dir, "source"))
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) && strings.HasPrefix(pathErr.Path, dir) {
		return "", state.Unwritable(e.Dir, err)
	}
	if err != nil {
		return "", err
	}
	mod, err := state.ReadFile(filepath.Join(e.Checkout, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := state.ReadFile(filepath.Join(e.Checkout, "go.sum"))
	if err != nil {
		return "", err
	}
	if err := state.WriteFile(filepath.Join(dir, "go.sum"), sum); err != nil {
		return "", err
	}
	modfile = filepath.Join(dir, "go.mod")
	return modfile, state.WriteFile(modfile, fmt.Appendf(mod, "\nreplace %s => %q\n", gonb.Module, filepath.Join(dir, "source")))
}

// gonbSource returns the folder of the module cache that has GoNB's source, or
// "" if it has not been downloaded.
func (e *Environment) gonbSource(ctx context.Context) (string, error) {
	cmd := e.GoCommand(ctx, "list", "-m", "-f", "{{.Dir}}", gonb.Module)
	cmd.Env = append(cmd.Env, "GOPROXY=off") // go would download go.mod files, and wait for a network that does not answer
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

// CheckGoNB returns which of our changes does not apply to GoNB as it was
// downloaded. It returns nil where nothing was downloaded yet.
func (e *Environment) CheckGoNB(ctx context.Context) error {
	source, err := e.gonbSource(ctx)
	if err != nil || source == "" {
		return nil
	}
	return gonb.Check(source)
}
