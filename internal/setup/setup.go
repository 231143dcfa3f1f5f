// Package setup makes what the lessons need in the checkout's state folder. A
// file has a step of the set-up, or a few of a kind: tools.go builds the Go
// programs, python.go makes the virtual environment with JupyterLab,
// kernelspec.go registers the kernel in it, warm.go fills the caches that make
// cells fast, trust.go signs the lessons.
//
// To add a step, write a function that returns it and add that to the list in
// steps.go, with the stage of an image in which it is done.
package setup

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"golessons/internal/setup/step"
	"golessons/internal/state"
)

// SetUp does the steps of the set-up that are missing. It may be killed at any
// point and called again.
func (e *Environment) SetUp(ctx context.Context, out io.Writer) (*Go, error) {
	g, err := e.FindGo(ctx)
	if err != nil || e.Sealed() {
		return g, err
	}
	lock, err := e.Lock(ctx, out, "setting up", "")
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := e.prepare(ctx); err != nil {
		return nil, err
	}
	steps, err := e.Steps(g)
	if err != nil {
		return nil, err
	}
	return g, step.RunAll(ctx, out, lock, steps)
}

// prepare makes the folders that the steps need, and stops a set-up that cannot
// succeed before its long steps.
func (e *Environment) prepare(ctx context.Context) error {
	if err := e.LinkModule(); err != nil {
		return err
	}
	// Jupyter's secrets will be in it: others may not enter it, not even before.
	private := e.Path("jupyter")
	if err := os.MkdirAll(private, 0o700); err != nil {
		return state.Unwritable(e.Dir, err)
	}
	os.Chmod(private, 0o700) // an earlier version of ours may have made it
	if !e.HasPython() && !canInstall() {
		py, err := FindPython(ctx)
		if err != nil {
			return err
		}
		if _, err := py.environmentMaker(ctx); err != nil {
			return err
		}
	}
	// These folders are left by a step that was killed.
	left, _ := filepath.Glob(filepath.Join(state.EscapeGlob(e.Dir), "tmp-*"))
	for _, dir := range left {
		os.RemoveAll(dir)
	}
	return nil
}

// SetUp finds the checkout's environment and sets it up, for callers that need
// no Environment beforehand.
func SetUp(ctx context.Context, out io.Writer) (*Environment, error) {
	e, err := FindEnvironment()
	if err != nil {
		return nil, err
	}
	_, err = e.SetUp(ctx, out)
	return e, err
}
