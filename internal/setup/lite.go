package setup

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"golessons/internal/lite"
	"golessons/internal/state"
	"golessons/internal/words"
)

// LiteFiles builds the part of the site that runs in a browser, and returns its files by
// their names in its folder. What does not change is built once.
func (e *Environment) LiteFiles(ctx context.Context) (map[string][]byte, error) {
	b, err := e.LiteBuilder()
	if err != nil {
		return nil, err
	}
	source, err := e.gonbSource(ctx)
	if err != nil {
		return nil, fmt.Errorf("go does not find GoNB (%w)", err)
	}
	kernel, err := b.BuildKernel(ctx, source, e.Checkout, e.Path("lite", "kernel"))
	if err != nil {
		return nil, err
	}
	b.Tools = map[string]string{"kernel": kernel}
	if err := os.RemoveAll(e.Path("lite", lite.Folder)); err != nil { // or the site would have files of an earlier one
		return nil, state.Unwritable(e.Dir, err)
	}
	if _, err := b.Build(ctx, e.Path("lite")); err != nil {
		return nil, err
	}
	site, err := e.LiteSite()
	if err != nil {
		return nil, err
	}
	return site.Files(ctx)
}

// LiteBuilder returns a builder that writes what cells in the browser are built
// with.
func (e *Environment) LiteBuilder() (*lite.Builder, error) {
	imports, err := e.LessonImports()
	if err != nil {
		return nil, err
	}
	return &lite.Builder{Go: e.GoCommand, Cache: e.Path("lite"), Imports: imports}, nil
}

// LiteSite returns what the part of the site that runs is made of.
func (e *Environment) LiteSite() (*lite.Site, error) {
	files, err := e.Course().Shipped()
	if err != nil {
		return nil, err
	}
	packages := filepath.Join(state.EscapeGlob(e.Path("venv")), "lib", "python*", "site-packages")
	apps, err := filepath.Glob(filepath.Join(packages, "jupyterlite_core", "jupyterlite-app-*.tgz"))
	if err == nil && len(apps) != 1 {
		err = words.Errorf("there are %d archives of JupyterLite in %s, want 1; type `go run . setup`", len(apps), packages)
	}
	if err != nil {
		return nil, err
	}
	return &lite.Site{
		App: apps[0], Packs: filepath.Dir(filepath.Dir(apps[0])), Dir: e.Course().Dir, Lessons: files, Languages: words.Tags(), Icon: logo,
		Go: os.DirFS(e.Path("lite", lite.Folder)),
	}, nil
}
