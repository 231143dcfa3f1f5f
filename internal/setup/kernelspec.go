package setup

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
	"golessons/internal/setup/step"
	"golessons/internal/state"
)

// KernelName is the name of the kernelspec, which notebooks carry.
const KernelName = "golessons"

//go:embed logo-svg.svg
var logo []byte

// kernelEnv returns the environment variables of a kernel, and so of a cell and
// of its build.
func (e *Environment) kernelEnv(g *Go) map[string]string {
	env := map[string]string{
		kernel.StateVariable: e.Dir,
		rebuild.FileVariable: e.Path("rebuild.json"),
		// These come before the rest of PATH: gopls there is the supervisor's,
		// goimports and go are the pinned ones.
		kernel.PathVariable: strings.Join([]string{e.Path("libexec"), filepath.Join(g.Root, "bin")}, string(os.PathListSeparator)),

		// Cells use the caches that the set-up has filled, whatever the
		// environment of Jupyter says.
		"GOPATH": g.Path, "GOCACHE": g.Cache, "GOMODCACHE": g.ModCache,
		// A cell never waits for a network. `%env GOPROXY=` in a cell
		// turns it on for those who want another module.
		"GOPROXY": "off",
		// Most of a cell's time is the linker's, so there is no symbol table,
		// no debug information, no C. What the compiler doesn't write into the
		// packages, the linker needn't read: that is a sixth of a link.
		"GOFLAGS":     `"-ldflags=-s -w" -gcflags=all=-dwarf=false -buildvcs=false`,
		"CGO_ENABLED": "0",
		// The cells' go.work is in their own folder.
		"GOWORK": "auto", "GO111MODULE": "on", "GOOS": runtime.GOOS, "GOARCH": runtime.GOARCH, "GOROOT": g.Root, "GOTOOLCHAIN": "local",
	}
	if g.Temp != "" {
		env["TMPDIR"] = g.Temp
	}
	return env
}

// A kernelSpec is the content of kernel.json.
type kernelSpec struct {
	Argv          []string          `json:"argv"`
	DisplayName   string            `json:"display_name"`
	Language      string            `json:"language"`
	InterruptMode string            `json:"interrupt_mode"`
	Env           map[string]string `json:"env"`
	Metadata      map[string]any    `json:"metadata"`
}

// WriteKernelspec registers the kernel in the folder dir (…/kernels/golessons),
// and puts the programs where the kernel finds them on its PATH.
func (e *Environment) WriteKernelspec(dir string, g *Go) error {
	spec := kernelSpec{
		Argv:          []string{e.Path("bin", "golessons-kernel"), "-kernel", "{connection_file}", "-go_work", e.Path("module")},
		DisplayName:   "Go (lessons)",
		Language:      "go",
		InterruptMode: "signal",
		Env:           e.kernelEnv(g),
		Metadata:      map[string]any{"debugger": false},
	}
	data, err := json.MarshalIndent(spec, "", "  ")
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{"kernel.json": data, "logo-svg.svg": logo} {
		if err := state.WriteNew(filepath.Join(dir, name), content); err != nil {
			return err
		}
	}
	if err := state.Link("../bin/golessons-kernel", e.Path("libexec", "gopls")); err != nil {
		return err
	}
	return state.Link("../bin/goimports", e.Path("libexec", "goimports"))
}

// registerSteps returns the step that registers the kernel in the environment's
// Jupyter.
func (e *Environment) registerSteps(g *Go) ([]step.Step, error) {
	return []step.Step{{Do: func(context.Context, *step.StatusLine) error {
		return e.WriteKernelspec(e.KernelDir(), g)
	}}}, nil
}

// KernelDir returns the folder where the environment's Jupyter finds the kernel.
func (e *Environment) KernelDir() string {
	return e.Path("venv", "share", "jupyter", "kernels", KernelName)
}
