package lite

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"golessons/internal/state"
	"golessons/internal/words"
)

// tools are the programs of the Go distribution that build cells.
var tools = []string{"compile", "link"}

// buildTools compiles the tools to WebAssembly, and returns their files.
func (b *Builder) buildTools(ctx context.Context, g *goRelease) (map[string]string, error) {
	overlay, err := b.overlay(g)
	if err != nil {
		return nil, err
	}
	built := map[string]string{}
	for _, tool := range tools {
		file := filepath.Join(b.Cache, tool+".wasm")
		// Without a profile of the compiler's own work less is inlined: the browser
		// is as fast, and has a sixteenth less to fetch.
		cmd := wasm(b.Go(ctx, "build", "-trimpath", "-pgo=off", "-overlay", overlay, "-ldflags=-s -w -buildid=", "-o", file, "cmd/"+tool))
		if _, err := output(cmd); err != nil {
			return nil, words.Errorf("Go's tools for the browser could not be built: %w", err)
		}
		built[tool] = file
	}
	return built, nil
}

// overlay writes the edited files, and the file that tells the go command to
// compile them in the place of its own, whose name it returns.
func (b *Builder) overlay(g *goRelease) (string, error) {
	replace, err := b.edited(g, edits)
	if err != nil {
		return "", err
	}
	others, err := filepath.Glob(filepath.Join(g.Root, "src", filepath.FromSlash(processors), "*", "*.go"))
	if err != nil {
		return "", err
	}
	for _, file := range others {
		if replace[file] == "" && filepath.Base(filepath.Dir(file)) != "wasm" && !namesOnly.MatchString(filepath.Base(file)) {
			replace[file] = "" // as if it were not there
		}
	}
	added, err := addedFiles()
	if err != nil {
		return "", err
	}
	for name, data := range added {
		file := filepath.Join(b.Cache, "overlay", strings.ReplaceAll(name, "/", "_"))
		if err := state.WriteNew(file, data); err != nil {
			return "", err
		}
		replace[filepath.Join(g.Root, "src", filepath.FromSlash(name))] = file
	}
	return b.writeOverlay("overlay.json", replace)
}

// programsOverlay does what overlay does, for the kernel and the packages of cells.
func (b *Builder) programsOverlay(g *goRelease) (string, error) {
	replace, err := b.edited(g, programEdits)
	if err != nil {
		return "", err
	}
	return b.writeOverlay("programs.json", replace)
}

func (b *Builder) writeOverlay(name string, replace map[string]string) (string, error) {
	file := filepath.Join(b.Cache, "overlay", name)
	return file, state.WriteJSON(file, map[string]any{"Replace": replace})
}

// edited writes the files that edits change, and returns which stands for which.
func (b *Builder) edited(g *goRelease, edits []edit) (map[string]string, error) {
	replace := map[string]string{}
	for _, e := range edits {
		original := filepath.Join(g.Root, "src", filepath.FromSlash(e.file))
		from := original
		if edited, ok := replace[original]; ok {
			from = edited
		}
		source, err := os.ReadFile(from)
		if err != nil {
			return nil, words.Errorf("the sources of Go's tools are missing (%w); install Go again, from https://go.dev/dl/", err)
		}
		text, err := e.change(string(source))
		if err != nil {
			return nil, words.Errorf("the tools of %s cannot be built for the browser: %s has changed (%w); use the Go version that go.mod names, or change internal/lite", g.Version, e.file, err)
		}
		changed := filepath.Join(b.Cache, "overlay", strings.ReplaceAll(e.file, "/", "_"))
		if err := state.WriteNew(changed, []byte(text)); err != nil {
			return nil, err
		}
		replace[original] = changed
	}
	return replace, nil
}
