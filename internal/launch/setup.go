package launch

import (
	"context"
	"io"
	"os"
	"path/filepath"
)

// setUp does what is missing of the set-up. With one call at a time it may be
// killed at any point and called again.
func (s *Environment) setUp(ctx context.Context, out io.Writer) (*goTool, error) {
	g, err := s.findGo(ctx)
	if err != nil {
		return nil, err
	}
	if s.sealed() {
		return g, nil
	}
	lock, err := s.lock(ctx, out, "setting up", "")
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := s.linkModule(); err != nil {
		return nil, err
	}
	// Jupyter's own folder, with its secrets, from its beginning on.
	private := s.path("jupyter")
	if err := os.MkdirAll(private, 0o700); err != nil {
		return nil, unwritable(s.Dir, err)
	}
	os.Chmod(private, 0o700) // one that an earlier version has made
	// What would stop the set-up later stops it before the long steps.
	if !s.pythonStep().done() && !canInstall() {
		py, err := findPython(ctx)
		if err != nil {
			return nil, err
		}
		if _, err := py.environmentMaker(ctx); err != nil {
			return nil, err
		}
	}
	// What a kill left of a step.
	if old, _ := filepath.Glob(filepath.Join(escapeGlob(s.Dir), "tmp-*")); old != nil {
		for _, dir := range old {
			os.RemoveAll(dir)
		}
	}
	warm, err := s.warmSteps(g)
	if err != nil {
		return nil, err
	}
	steps := append(s.toolSteps(g), s.pythonStep(), s.registerStep(g))
	steps = append(steps, warm...)
	steps = append(steps, s.trustStep())
	return g, runSteps(ctx, out, lock, steps)
}

// SetUp sets up what a test needs, and returns where.
func SetUp(ctx context.Context, out io.Writer) (*Environment, error) {
	s, err := findEnvironment()
	if err != nil {
		return nil, err
	}
	_, err = s.setUp(ctx, out)
	return s, err
}

// isSetUp reports whether every step of the set-up is done.
func (s *Environment) isSetUp(g *goTool) bool {
	warm, err := s.warmSteps(g)
	if err != nil {
		return false
	}
	for _, st := range append(append(s.toolSteps(g), s.pythonStep()), warm...) {
		if !st.done() {
			return false
		}
	}
	return true
}
