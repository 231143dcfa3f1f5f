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
	"golessons/internal/state"
)

// ToolSteps build the Go programs that a kernel needs into bin.
func (s *Environment) ToolSteps(g *Go) []Step {
	mod, _ := state.ReadFile(filepath.Join(s.Checkout, "go.mod"))
	var dirs []string
	for _, name := range []string{"kernel", "tempfolder", "plainfile"} {
		if dir := filepath.Join(s.Checkout, "internal", name); state.Exists(dir) {
			dirs = append(dirs, dir)
		}
	}
	sources, _ := state.HashTree(dirs...)
	changes, _ := gonb.Key(s.Checkout)
	build := []string{"install", "-trimpath", "-ldflags=-s -w"}
	tool := func(title, name, key string, args func(ctx context.Context, p *StatusLine) ([]string, error)) Step {
		key = state.Hash(key, strings.Join(build, " "), g.Version, runtime.GOOS, runtime.GOARCH)
		return Step{
			Name: title,
			Done: func() bool { return s.Stamped(name, key, s.Dir) },
			Do: func(ctx context.Context, p *StatusLine) error {
				// Built beside its place and moved there: a kill leaves no half a program.
				tmp, err := s.TempDir()
				if err != nil {
					return err
				}
				defer os.RemoveAll(tmp)
				a, err := args(ctx, p)
				if err != nil {
					return err
				}
				cmd := s.GoCommand(ctx, a...)
				// No -o: gopls is named with its version, which go build does not take.
				cmd.Env = append(cmd.Env, "GOBIN="+tmp, "CGO_ENABLED=0")
				if err := p.Run(ctx, cmd); err != nil {
					return needsNetwork(title, err)
				}
				os.RemoveAll(s.Path("gonb")) // its work is done
				if err := os.MkdirAll(s.Path("bin"), 0o777); err != nil {
					return state.Unwritable(s.Dir, err)
				}
				if err := os.Rename(filepath.Join(tmp, name), s.Path("bin", name)); err != nil {
					return err
				}
				return s.Stamp(name, key, s.Dir, filepath.Join("bin", name))
			},
		}
	}
	return []Step{
		tool("Go kernel (GoNB)", "gonb", state.Hash(string(mod), changes), func(ctx context.Context, p *StatusLine) ([]string, error) {
			modfile, err := s.patchedGoNB(ctx, p)
			return append(build, "-modfile", modfile, gonb.Module), err
		}),
		tool("goimports", "goimports", string(mod), func(context.Context, *StatusLine) ([]string, error) {
			return append(build, "golang.org/x/tools/cmd/goimports"), nil
		}),
		tool("gopls (completion and help)", "gopls", goplsVersion, func(context.Context, *StatusLine) ([]string, error) {
			return append(build, "golang.org/x/tools/gopls@"+goplsVersion), nil
		}),
		tool("kernel supervisor", "golessons-kernel", sources+string(mod), func(context.Context, *StatusLine) ([]string, error) {
			return append(build, "./internal/kernel/golessons-kernel"), nil
		}),
	}
}

// patchedGoNB makes a copy of GoNB's module with our changes (internal/gonb),
// and returns a go.mod that is the checkout's but for that copy in GoNB's place.
// (Go's -overlay would do without the copy, but not in the module cache.)
func (s *Environment) patchedGoNB(ctx context.Context, p *StatusLine) (modfile string, err error) {
	if err := p.Run(ctx, s.GoCommand(ctx, "mod", "download", gonb.Module)); err != nil {
		return "", needsNetwork("GoNB", err)
	}
	source, err := s.gonbSource(ctx)
	if err != nil {
		return "", fmt.Errorf("go does not find GoNB (%w)", err)
	}
	dir := s.Path("gonb")
	if err := os.RemoveAll(dir); err != nil {
		return "", state.Unwritable(s.Dir, err)
	}
	err = gonb.Apply(source, s.Checkout, filepath.Join(dir, "source"))
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) && strings.HasPrefix(pathErr.Path, dir) {
		return "", state.Unwritable(s.Dir, err)
	}
	if err != nil {
		return "", err
	}
	mod, err := state.ReadFile(filepath.Join(s.Checkout, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := state.ReadFile(filepath.Join(s.Checkout, "go.sum"))
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
func (s *Environment) gonbSource(ctx context.Context) (string, error) {
	out, err := s.GoCommand(ctx, "list", "-m", "-f", "{{.Dir}}", gonb.Module).Output()
	return strings.TrimSpace(string(out)), err
}

// CheckGoNB returns which of our changes does not apply to GoNB as it was
// downloaded. It returns nil where nothing was downloaded yet.
func (s *Environment) CheckGoNB(ctx context.Context) error {
	source, err := s.gonbSource(ctx)
	if err != nil || source == "" {
		return nil
	}
	return gonb.Check(source)
}
