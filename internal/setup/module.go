package setup

// This file makes the Go modules in which cells are built.

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golessons/internal/setup/step"
	"golessons/internal/state"
	"golessons/internal/words"
)

// cellPackages are the folders of the checkout that a cell may import from, and
// cellWords is the package that they import besides.
var cellPackages = []string{"mlx", "helpers"}

const cellWords = "internal/words"

// LinkModule makes the folder module, which is the golessons module as cells see
// it: go.mod and the packages for cells, as links into the checkout.
//
// Kernels work on it and not on the checkout because GoNB opens every Go file
// below its -go_work folder in gopls, and gopls loads every package of the
// module: the launcher, the tests and their dependencies would cost each kernel
// memory that is of no use to a cell. Go does not follow links when it lists
// packages, only when a cell imports one.
func (e *Environment) LinkModule() error {
	if strings.Contains(e.Dir, ",") {
		return words.Errorf("the path %s has a comma in it, at which GoNB splits; move the checkout, or name another folder with GOLESSONS_STATE", e.Dir)
	}
	for _, name := range append([]string{"go.mod", "go.sum", cellWords}, cellPackages...) {
		if err := state.Link(filepath.Join(e.Checkout, name), e.Path("module", name)); err != nil {
			return err
		}
	}
	return nil
}

// workspace makes the folder warm, which is like the folder that GoNB makes for
// a kernel, with program as its main.go.
func (e *Environment) workspace(ctx context.Context, p *step.StatusLine, g *Go, program string) error {
	dir := e.Path("warm")
	if err := os.RemoveAll(dir); err != nil {
		return state.Unwritable(e.Dir, err)
	}
	if err := state.WriteFile(filepath.Join(dir, "main.go"), []byte(program)); err != nil {
		return err
	}
	return e.makeModule(ctx, p, g, dir)
}

// makeModule makes dir a module that uses the folder module, as GoNB does.
func (e *Environment) makeModule(ctx context.Context, p *step.StatusLine, g *Go, dir string) error {
	for _, args := range [][]string{{"mod", "init", "gonb_warm"}, {"mod", "edit", "-replace", "golessons=" + e.Path("module")}, {"work", "init"}, {"work", "use", ".", e.Path("module")}} {
		cmd := e.cellGo(ctx, g, dir, args...)
		if err := p.Run(ctx, cmd); err != nil {
			return err
		}
	}
	return nil
}

// workspaceEnv returns a kernel's environment variables, but with a network, to
// download what is missing.
func (e *Environment) workspaceEnv(g *Go) []string {
	env := os.Environ()
	for name, value := range e.kernelEnv(g) {
		if name != "GOPROXY" {
			env = append(env, name+"="+value)
		}
	}
	return append(env, "PATH="+filepath.Join(g.Root, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// cellGo returns a go command as GoNB runs it for a cell in dir.
func (e *Environment) cellGo(ctx context.Context, g *Go, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(g.Root, "bin", "go"), args...)
	cmd.Dir, cmd.Env = dir, e.workspaceEnv(g)
	return cmd
}

// CellFolder makes a folder like the one in which GoNB builds a cell, and
// returns it with the environment variables of that build. The caller removes
// the folder.
func (e *Environment) CellFolder(ctx context.Context) (dir string, env []string, err error) {
	g, err := e.FindGo(ctx)
	if err != nil {
		return "", nil, err
	}
	if dir, err = e.TempDir(); err != nil {
		return "", nil, err
	}
	p := step.NewStatusLine(io.Discard, "")
	defer p.End(nil)
	if err := e.makeModule(ctx, p, g, dir); err != nil {
		os.RemoveAll(dir)
		return "", nil, err
	}
	env = append(e.workspaceEnv(g), "GOPROXY=off")
	return filepath.Clean(dir), env, nil
}
