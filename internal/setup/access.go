package setup

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"golessons/internal/course"
	"golessons/internal/site"
)

// Jupyter returns the environment's Python, the environment variables with
// which it finds the kernel, and a folder to run in.
func (e *Environment) Jupyter() (python string, env []string, dir string) {
	return e.Python(), e.JupyterEnv(), e.Dir
}

// Tool is the path of a program that the set-up has built.
func (e *Environment) Tool(name string) string { return e.Path("bin", name) }

// CellFolder makes a folder like that in which GoNB builds a cell, and the
// environment that it has there. The caller removes the folder.
func (e *Environment) CellFolder(ctx context.Context) (dir string, env []string, err error) {
	g, err := e.FindGo(ctx)
	if err != nil {
		return "", nil, err
	}
	if dir, err = e.TempDir(); err != nil {
		return "", nil, err
	}
	p := NewStatusLine(io.Discard, "")
	defer p.End(nil)
	if err := e.makeModule(ctx, p, g, dir); err != nil {
		os.RemoveAll(dir)
		return "", nil, err
	}
	env = append(e.workspaceEnv(g), "GOPROXY=off")
	return filepath.Clean(dir), env, nil
}

// SiteBuilder writes the checkout's lessons as web pages, with what the set-up
// has brought.
func (e *Environment) SiteBuilder() (*site.Builder, error) {
	files, err := e.Course().Shipped()
	if err != nil {
		return nil, err
	}
	return &site.Builder{Python: e.Python(), Env: e.JupyterEnv(), Lessons: e.Course().Dir, Files: files, Languages: course.Languages}, nil
}
