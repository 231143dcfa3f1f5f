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
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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

// BuildFlag is what [Builder.Learn] needs go build to be called with.
const BuildFlag = "-work"

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

// Learn takes what go build, called with [BuildFlag], has found out, removes
// what that flag left, and returns go's output without the line on it.
func (b *Builder) Learn(output []byte, built bool) []byte {
	for line := range bytes.Lines(output) {
		if work, ok := bytes.CutPrefix(line, []byte("WORK=")); ok {
			work := string(bytes.TrimSpace(work))
			if built {
				b.learn(work)
			}
			os.RemoveAll(work)
			return bytes.Replace(output, line, nil, 1)
		}
	}
	return output
}

func (b *Builder) learn(work string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	learnt, ok := b.read(work)
	if !ok {
		return
	}
	state, newest := b.now(learnt)
	if !b.asked.IsZero() && newest.After(b.asked) {
		return // edited while go was building: which of the two it saw is unknown
	}
	// What an earlier cell imported stays known, as long as it is the same.
	if old := b.known; old != nil && !conflict(old.Packages, learnt.Packages) {
		if was, _ := b.now(old); was == b.state {
			maps.Copy(learnt.Imports, old.Imports)
			maps.Copy(learnt.Packages, old.Packages)
			learnt.Local = slices.Concat(learnt.Local, old.Local)
			slices.Sort(learnt.Local)
			learnt.Local = slices.Compact(learnt.Local)
			state, _ = b.now(learnt)
		}
	}
	b.known, b.state = learnt, state
}

// read reads what go build found out from the folder it worked in; not ok where
// that is not all there is to know.
func (b *Builder) read(work string) (f *facts, ok bool) {
	imports, ok := b.mainImports()
	config, err := os.ReadFile(filepath.Join(work, "b001", "importcfg.link"))
	if !ok || err != nil {
		return nil, false
	}
	env, err := b.askGo()
	if err != nil || !b.agrees(env) || !plainFlags(env["GOFLAGS"]) {
		return nil, false
	}
	f = &facts{Imports: map[string]bool{}, Packages: map[string]string{}, Tools: env["GOTOOLDIR"]}
	for _, path := range imports {
		f.Imports[path] = true
	}
	for line := range strings.Lines(string(config)) {
		line = strings.TrimSuffix(line, "\n")
		if path, file, ok := strings.Cut(strings.TrimPrefix(line, "packagefile "), "="); ok && strings.HasPrefix(line, "packagefile ") {
			switch folder := filepath.Dir(file); {
			case folder == filepath.Join(work, "b001"): // main itself
				continue
			case strings.HasPrefix(folder, work): // just compiled
				if file, ok = cached(env["GOCACHE"], file); !ok {
					return nil, false
				}
			}
			f.Packages[path] = file
		} else if strings.HasPrefix(line, "modinfo ") {
			f.Modinfo = line
		}
	}
	var modules map[string]string
	if f.Ldflags, modules, ok = readModinfo(f.Modinfo); !ok {
		return nil, false
	}
	if f.Local, ok = b.localPackages(modules, f.Packages); !ok {
		return nil, false
	}
	mod, err := os.ReadFile(filepath.Join(b.Dir, "go.mod"))
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)
	if err != nil || version == nil {
		return nil, false
	}
	f.Lang = string(version[1])
	for _, name := range toolVariables {
		f.Env = append(f.Env, name+"="+env[name])
	}
	return f, true
}

// toolVariables are what the compiler and the linker read from their
// environment, where go puts them also when they are `go env -w`'s.
var toolVariables = []string{"GOOS", "GOARCH", "GOROOT", "GOEXPERIMENT", "GOAMD64", "GOARM64"}

// askGo returns go's own view of its environment.
func (b *Builder) askGo() (map[string]string, error) {
	cmd := exec.Command(b.goCommand(), "env", "-json")
	cmd.Dir, cmd.Env = b.Dir, append(b.environ(), "PWD="+b.Dir) // as it is called, if it is a link
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var env map[string]string
	return env, json.Unmarshal(out, &env)
}

// agrees reports whether go sees the files that now looks at.
func (b *Builder) agrees(env map[string]string) bool {
	same := func(a, b string) bool {
		if a == b || a == os.DevNull && b == "" {
			return true
		}
		one, err1 := os.Stat(a)
		two, err2 := os.Stat(b)
		return err1 == nil && err2 == nil && os.SameFile(one, two)
	}
	work := b.workFile()
	vendored := slices.ContainsFunc([]string{b.Dir, filepath.Dir(work)}, func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, vendorList))
		return err == nil
	})
	return !vendored && same(env["GOWORK"], work) && (env["GOENV"] == "off" && b.envFile() == "" || env["GOENV"] == b.envFile()) &&
		same(env["GOMOD"], filepath.Join(b.Dir, "go.mod")) && env["GOCACHEPROG"] == ""
}

// cached returns where the build cache has the file: under its checksum.
func cached(cache, file string) (name string, ok bool) {
	sum, err := hashFile(file)
	if err != nil {
		return "", false
	}
	name = filepath.Join(cache, sum[:2], sum+"-d")
	_, err = os.Stat(name)
	return name, err == nil
}

func hashFile(name string) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	_, err = io.Copy(h, file)
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

func conflict(a, b map[string]string) bool {
	for path, file := range b {
		if old, ok := a[path]; ok && old != file {
			return true
		}
	}
	return false
}

// mainImports are main.go's; not ok where the program is more than that file,
// or the file says something to go build.
func (b *Builder) mainImports() (imports []string, ok bool) {
	files, err := os.ReadDir(b.Dir)
	if err != nil {
		return nil, false
	}
	for _, file := range files {
		switch filepath.Ext(file.Name()) {
		case ".s", ".S", ".sx", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for", ".f90", ".swig", ".swigcxx", ".syso", ".pgo":
			return nil, false
		case ".go":
			if name := file.Name(); name != "main.go" && !strings.HasSuffix(name, "_test.go") {
				return nil, false
			}
		}
	}
	source, err := os.ReadFile(filepath.Join(b.Dir, "main.go"))
	if err != nil || directive.Match(source) {
		return nil, false
	}
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", source, parser.ImportsOnly)
	if err != nil {
		return nil, false
	}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil || path == "C" || path == "embed" {
			return nil, false
		}
		if path != "unsafe" { // which has no compiled package
			imports = append(imports, path)
		}
	}
	return imports, true
}

// directive matches comments that change how go build calls the tools.
var directive = regexp.MustCompile(`(?m)^\s*//\s?(go:(build|debug|embed|linkname|cgo_)|\+build)`)
