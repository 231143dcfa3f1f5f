// Package rebuild builds a Go program again when only its code has changed.
//
// The kernel builds a whole program for every cell. A third of the time that
// `go build` takes for it goes into finding out once more which packages the
// program needs and that none of them has changed, and `go get` before it does
// the same. But a cell differs from the one before it in its code, and seldom
// in what it imports. This package remembers what go build found, and then
// calls the compiler and the linker as go build does.
//
// The method current decides which of the two builds a cell. GoNB has it asked
// twice: [Builder.Ready] says whether go get can be left out, and [Builder.Build]
// builds or says no:
//
//	a cell ─ current? ─ yes ─ compile and link (Build) ─────────── program
//	            │                   │ a mistake in the cell
//	            no ─────────────────┴─ go build -work ──────────── program
//	                                         │
//	                                       Learn ─ snapshot, for the next cell
//
// It looks at main.go's imports (imports.go) and at everything else that
// could make go build do something different from last time (state.go: the
// modules' files, go's environment, the tools, packages that may be edited).
// When it is unsure it says no: go build is never wrong, only slower, and its
// messages are the ones a learner should see.
//
// The caller is GoNB, which gets a copy of this package (see internal/gonb);
// therefore it imports the standard library only. The set-up also calls it, to
// save a first snapshot for every kernel (saved.go).
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
	Env  []string // environment of the go commands; nil means this process's
	File string   // where another Builder has saved a snapshot; may be empty

	mu     sync.Mutex
	loaded bool      // whether File has been looked at
	known  *snapshot // nil before anything is known; replaced whole, never changed
	asked  time.Time // when Build was last called: go build sees nothing older
}

// A snapshot holds the facts that a run of go build has found out. It is not
// changed once it is made; a later run makes a new one.
type snapshot struct {
	facts
	state string // of all that could change the facts, as it was then
}

// facts describe a program as go build has found it.
type facts struct {
	Imports  map[string]bool   // what main.go may import
	Packages map[string]string // the compiled packages' files, by import path
	Modinfo  string            // the linker's line on what is in the program
	Lang     string            // the Go version of main.go
	toolFlags
	Env   []string // the variables that go sets for the compiler and the linker
	Tools string   // the folder of the compiler and the linker
	Local []string // the folders of packages that may be edited, sorted
}

// Ready reports whether [Builder.Build] can build main.go as it is now: all its
// imports are known, and nothing else has changed.
func (b *Builder) Ready() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.current() != nil
}

// current returns the snapshot if main.go can be built from it, else nil.
func (b *Builder) current() *snapshot {
	if b.known == nil && !b.loaded {
		b.loaded = true
		b.known = b.load()
	}
	imports, ok := b.mainImports()
	if !ok || b.known == nil {
		return nil
	}
	unknown := func(path string) bool { return !b.known.Imports[path] }
	if slices.ContainsFunc(imports, unknown) || !b.holds(b.known) {
		return nil
	}
	return b.known
}

// holds reports whether nothing has changed since the snapshot.
func (b *Builder) holds(s *snapshot) bool {
	state, _ := b.stateOf(&s.facts)
	return state == s.state
}

// Build compiles main.go and, if program is not empty, links it to a file of
// that name. It returns false if go build must be used; program may then be
// incomplete.
func (b *Builder) Build(program string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked = time.Now()
	known := b.current()
	if known == nil {
		return false
	}
	tmp, err := os.MkdirTemp("", "rebuild-")
	if err != nil {
		return false
	}
	defer os.RemoveAll(tmp)
	object := filepath.Join(tmp, "main.a")
	return b.compile(known, tmp, object) && (program == "" || b.link(known, tmp, object, program))
}

// compile compiles main.go to the file object in the folder tmp, with the
// arguments that go build gives to the compiler.
func (b *Builder) compile(known *snapshot, tmp, object string) bool {
	config := filepath.Join(tmp, "importcfg")
	if os.WriteFile(config, []byte(known.packageFiles()), 0o600) != nil {
		return false
	}
	mode, _ := buildMode(setting(known.Env, "GOOS"))
	args := slices.Concat([]string{"-o", object, "-trimpath", tmp + "=>", "-p", "main", "-lang=go" + known.Lang, "-complete"}, mode, known.Gcflags,
		[]string{"-nolocalimports", "-importcfg", config, "-pack", "./main.go"})
	return b.runTool(known, "compile", args...)
}

// link links the compiled main.go to a program, with the arguments that go
// build gives to the linker.
func (b *Builder) link(known *snapshot, tmp, object, program string) bool {
	config := filepath.Join(tmp, "importcfg.link")
	if os.WriteFile(config, []byte(known.packageFiles()+known.Modinfo+"\n"), 0o600) != nil {
		return false
	}
	// macOS starts no program without a UUID, which the linker derives from the
	// build id.
	id, err := hashFile(object)
	if err != nil {
		return false
	}
	_, mode := buildMode(setting(known.Env, "GOOS"))
	args := append([]string{"-o", program, "-importcfg", config, "-buildmode=" + mode, "-buildid=" + id}, known.Ldflags...)
	return b.runTool(known, "link", append(args, object)...)
}

// runTool reports whether one of go's tools, run in Dir, succeeds. What it says
// is dropped: go build will say it again.
func (b *Builder) runTool(known *snapshot, tool string, args ...string) bool {
	cmd := exec.Command(filepath.Join(known.Tools, tool), args...)
	cmd.Dir, cmd.Env = b.Dir, append(append(b.environ(), known.Env...), "PWD="+b.Dir)
	return cmd.Run() == nil
}

// packageFiles returns the compiled packages as the compiler and the linker
// read them.
func (f *facts) packageFiles() string {
	var config strings.Builder
	for _, path := range slices.Sorted(maps.Keys(f.Packages)) {
		fmt.Fprintf(&config, "packagefile %s=%s\n", path, f.Packages[path])
	}
	return config.String()
}

// buildMode returns the build mode that go build passes to the compiler and the
// linker on a system, although it calls its default "exe" everywhere.
func buildMode(goos string) (compile []string, link string) {
	switch goos {
	case "android", "darwin", "ios":
		return []string{"-shared"}, "pie"
	case "windows":
		return nil, "pie"
	}
	return nil, "exe"
}
