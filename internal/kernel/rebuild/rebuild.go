// Package rebuild builds a Go program again when only its code has changed.
//
// Of the time that `go build` takes for a notebook's cell, a third goes into
// finding out once more which packages the program needs and that none of them
// has changed, and `go get` before it does the same. A cell differs from the one
// before it in its code and seldom in what it imports. This package keeps what
// `go build` found, and calls the compiler and the linker as `go build` does.
//
// Whenever something is not as it was, or is something that it does not know,
// it does nothing, and go build has its turn: so it does after an error, whose
// message is then go's own.
//
// It is copied into the kernel, GoNB (internal/gonb), and so imports the
// standard library only.
package rebuild

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Builder builds the program whose one file is Dir's main.go, in a module
// (with or without a go.work) of its own. It is safe for several goroutines: a
// completion may be asked for while a cell is built.
type Builder struct {
	Dir  string
	Env  []string // of the go commands; nil is this process's
	File string   // what another Builder has learnt and saved, if not empty

	mu     sync.Mutex
	loaded bool      // File has been looked at
	known  *facts    // nil before anything is learnt; replaced, never changed
	state  string    // what decided known, as it was then
	asked  time.Time // when Build was called last: what go build sees is not older
}

// facts are what go build has found out. A change makes new ones.
type facts struct {
	Imports  map[string]bool   // what main.go may import
	Packages map[string]string // the compiled packages, by import path
	Modinfo  string            // the linker's line on what is in the program
	Lang     string            // of main.go
	Ldflags  []string
	Env      []string // what go sets for the compiler and the linker
	Tools    string   // the folder of the compiler and the linker
	Local    []string // the folders of packages that may be edited, sorted
}

// Ready reports whether [Builder.Build] can build main.go as it is now: it
// imports what was imported before, and nothing else has changed.
func (b *Builder) Ready() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.ready()
}

func (b *Builder) ready() bool {
	if b.known == nil && !b.loaded {
		b.loaded = true
		b.load()
	}
	imports, ok := b.mainImports()
	if ok && b.known != nil && !slices.ContainsFunc(imports, func(path string) bool { return !b.known.Imports[path] }) {
		if state, _ := b.now(b.known); state == b.state {
			return true
		}
	}
	return false
}

// Build compiles main.go and, with a name for the program, links it. It
// reports false, and may have written half of it, where go build is to do it.
func (b *Builder) Build(program string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = time.Now()
	if !b.ready() {
		return false
	}
	known := b.known
	tmp, err := os.MkdirTemp("", "rebuild-")
	if err != nil {
		return false
	}
	defer os.RemoveAll(tmp)
	var config strings.Builder
	for _, path := range slices.Sorted(maps.Keys(known.Packages)) {
		fmt.Fprintf(&config, "packagefile %s=%s\n", path, known.Packages[path])
	}
	compileConfig, linkConfig, object := filepath.Join(tmp, "importcfg"), filepath.Join(tmp, "importcfg.link"), filepath.Join(tmp, "main.a")
	if os.WriteFile(compileConfig, []byte(config.String()), 0o600) != nil ||
		os.WriteFile(linkConfig, []byte(config.String()+known.Modinfo+"\n"), 0o600) != nil {
		return false
	}
	run := func(tool string, args ...string) bool {
		cmd := exec.Command(filepath.Join(known.Tools, tool), args...)
		cmd.Dir, cmd.Env = b.Dir, append(append(b.environ(), known.Env...), "PWD="+b.Dir)
		return cmd.Run() == nil
	}
	compileMode, linkMode := buildMode(setting(known.Env, "GOOS"))
	args := append([]string{"-o", object, "-trimpath", tmp + "=>", "-p", "main", "-lang=go" + known.Lang, "-complete"}, compileMode...)
	if !run("compile", append(args, "-nolocalimports", "-importcfg", compileConfig, "-pack", "./main.go")...) {
		return false
	}
	if program == "" {
		return true
	}
	// macOS starts no program without an identity, which the linker makes of
	// this one.
	id, err := hashFile(object)
	if err != nil {
		return false
	}
	args = append([]string{"-o", program, "-importcfg", linkConfig, "-buildmode=" + linkMode, "-buildid=" + id}, known.Ldflags...)
	return run("link", append(args, object)...)
}
