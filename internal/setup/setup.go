// Package setup makes what the lessons need in the checkout's state folder. Each
// step of the set-up is a file: tools.go builds the Go programs, python.go makes
// the virtual environment with JupyterLab, kernelspec.go registers the kernel in
// it, module.go and warm.go make the cells fast, trust.go signs the lessons.
// setup.go lists the steps in their order, and steps.go runs them.
package setup

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"golessons/internal/state"
)

// SetUp does what is missing of the set-up. With one call at a time it may be
// killed at any point and called again.
func (e *Environment) SetUp(ctx context.Context, out io.Writer) (*Go, error) {
	g, err := e.FindGo(ctx)
	if err != nil {
		return nil, err
	}
	if e.Sealed() {
		return g, nil
	}
	lock, err := e.Lock(ctx, out, "setting up", "")
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := e.LinkModule(); err != nil {
		return nil, err
	}
	// Jupyter's own folder, with its secrets, from its beginning on.
	private := e.Path("jupyter")
	if err := os.MkdirAll(private, 0o700); err != nil {
		return nil, state.Unwritable(e.Dir, err)
	}
	os.Chmod(private, 0o700) // one that an earlier version has made
	// What would stop the set-up later stops it before the long steps.
	if !e.PythonStep().Done() && !canInstall() {
		py, err := FindPython(ctx)
		if err != nil {
			return nil, err
		}
		if _, err := py.environmentMaker(ctx); err != nil {
			return nil, err
		}
	}
	// What a kill left of a step.
	if old, _ := filepath.Glob(filepath.Join(state.EscapeGlob(e.Dir), "tmp-*")); old != nil {
		for _, dir := range old {
			os.RemoveAll(dir)
		}
	}
	warm, err := e.WarmSteps(g)
	if err != nil {
		return nil, err
	}
	steps := append(e.ToolSteps(g), e.PythonStep(), e.RegisterStep(g))
	steps = append(steps, warm...)
	steps = append(steps, e.trustStep())
	return g, RunSteps(ctx, out, lock, steps)
}

// SetUp sets up what a test needs, and returns where.
func SetUp(ctx context.Context, out io.Writer) (*Environment, error) {
	e, err := FindEnvironment()
	if err != nil {
		return nil, err
	}
	_, err = e.SetUp(ctx, out)
	return e, err
}

// IsSetUp reports whether every step of the set-up is done.
func (e *Environment) IsSetUp(g *Go) bool {
	warm, err := e.WarmSteps(g)
	if err != nil {
		return false
	}
	for _, st := range append(append(e.ToolSteps(g), e.PythonStep()), warm...) {
		if !st.Done() {
			return false
		}
	}
	return true
}
