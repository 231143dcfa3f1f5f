package launch

import (
	"context"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golessons/internal/kernel"
	"golessons/internal/kernel/rebuild"
)

// KernelName is the kernelspec's name, which notebooks carry.
const KernelName = "golessons"

//go:embed logo-svg.svg
var logo []byte

// kernelEnv is the environment of a kernel, and so of a cell and of its build.
func (s *Environment) kernelEnv(g *goTool) map[string]string {
	env := map[string]string{
		kernel.StateVariable: s.Dir,
		rebuild.FileVariable: s.path("rebuild.json"),
		// Before the rest of PATH: gopls there is the supervisor's, goimports
		// and go are the pinned ones.
		kernel.PathVariable: strings.Join([]string{s.path("libexec"), filepath.Join(g.root, "bin")}, string(os.PathListSeparator)),

		// What the launcher filled is where the cells look, whatever the
		// environment Jupyter was started in says.
		"GOPATH": g.path, "GOCACHE": g.cache, "GOMODCACHE": g.mod,
		// A cell never waits for a network. `%env GOPROXY=` in a cell
		// turns it on for those who want another module.
		"GOPROXY": "off",
		// The linker is most of the time that a cell takes: no symbol table,
		// no debug information, no C.
		"GOFLAGS":     `"-ldflags=-s -w" -buildvcs=false`,
		"CGO_ENABLED": "0",
		// The cells' go.work is in their own folder.
		"GOWORK": "auto", "GO111MODULE": "on", "GOOS": runtime.GOOS, "GOARCH": runtime.GOARCH, "GOROOT": g.root, "GOTOOLCHAIN": "local",
	}
	if g.tmp != "" {
		env["TMPDIR"] = g.tmp
	}
	return env
}

type kernelSpec struct {
	Argv          []string          `json:"argv"`
	DisplayName   string            `json:"display_name"`
	Language      string            `json:"language"`
	InterruptMode string            `json:"interrupt_mode"`
	Env           map[string]string `json:"env"`
	Metadata      map[string]any    `json:"metadata"`
}

// writeKernelspec registers the kernel in the folder dir (…/kernels/golessons)
// and the programs that it finds on its PATH.
func (s *Environment) writeKernelspec(dir string, g *goTool) error {
	spec := kernelSpec{
		Argv:          []string{s.path("bin", "golessons-kernel"), "-kernel", "{connection_file}", "-go_work", s.path("module")},
		DisplayName:   "Go (lessons)",
		Language:      "go",
		InterruptMode: "signal",
		Env:           s.kernelEnv(g),
		Metadata:      map[string]any{"debugger": false},
	}
	data, err := json.MarshalIndent(spec, "", "  ")
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{"kernel.json": data, "logo-svg.svg": logo} {
		if err := writeNew(filepath.Join(dir, name), content); err != nil {
			return err
		}
	}
	if err := link("../bin/golessons-kernel", s.path("libexec", "gopls")); err != nil {
		return err
	}
	return link("../bin/goimports", s.path("libexec", "goimports"))
}

// registerStep tells the environment's Jupyter of the kernel.
func (s *Environment) registerStep(g *goTool) step {
	return step{do: func(context.Context, *progress) error {
		return s.writeKernelspec(s.kernelDir(), g)
	}}
}

// kernelDir is where the project's own Jupyter finds the kernel.
func (s *Environment) kernelDir() string {
	return s.path("venv", "share", "jupyter", "kernels", KernelName)
}
