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
// It goes into the kernel, GoNB, in a copy (internal/launch, gonbPatches), and
// so imports the standard library only.
package rebuild

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"iter"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Builder builds the program whose one file is Dir's main.go, in a module
// (with or without a go.work) of its own. It is safe for several goroutines: a
// completion may be asked for while a cell is built.
type Builder struct {
	Dir  string
	Env  []string // of the go commands; nil is this process's
	File string   // what another Builder has learnt and saved, if not empty

	mu       sync.Mutex
	loaded   bool              // File has been looked at
	state    string            // of all that decides what the packages are
	imports  map[string]bool   // what main.go may import
	packages map[string]string // the compiled packages, by import path
	modinfo  string            // the linker's line on what is in the program
	lang     string            // of main.go
	ldflags  []string
	tools    string   // the folder of the compiler and the linker
	local    []string // the folders of packages that may be edited
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
	if b.state == "" && !b.loaded {
		b.loaded = true
		b.load()
	}
	if b.state == "" {
		return false
	}
	imports, ok := b.mainImports()
	if !ok || b.state != b.now(b.local) {
		return false
	}
	for _, path := range imports {
		if !b.imports[path] {
			return false
		}
	}
	return true
}

// Build compiles main.go and, with a name for the program, links it. It
// reports false, and may have written half of it, where go build is to do it.
func (b *Builder) Build(program string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.ready() {
		return false
	}
	tmp, err := os.MkdirTemp("", "rebuild-")
	if err != nil {
		return false
	}
	defer os.RemoveAll(tmp)
	var config strings.Builder
	for _, path := range slices.Sorted(maps.Keys(b.packages)) {
		fmt.Fprintf(&config, "packagefile %s=%s\n", path, b.packages[path])
	}
	compileConfig, linkConfig, object := filepath.Join(tmp, "importcfg"), filepath.Join(tmp, "importcfg.link"), filepath.Join(tmp, "main.a")
	if os.WriteFile(compileConfig, []byte(config.String()), 0o600) != nil ||
		os.WriteFile(linkConfig, []byte(config.String()+b.modinfo+"\n"), 0o600) != nil {
		return false
	}
	run := func(tool string, args ...string) bool {
		cmd := exec.Command(filepath.Join(b.tools, tool), args...)
		cmd.Dir, cmd.Env = b.Dir, b.Env
		return cmd.Run() == nil
	}
	if !run("compile", "-o", object, "-trimpath", tmp+"=>", "-p", "main", "-lang=go"+b.lang, "-complete",
		"-nolocalimports", "-importcfg", compileConfig, "-pack", "./main.go") {
		return false
	}
	if program == "" {
		return true
	}
	args := append([]string{"-o", program, "-importcfg", linkConfig, "-buildmode=exe"}, b.ldflags...)
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
	imports, ok := b.mainImports()
	config, err := os.ReadFile(filepath.Join(work, "b001", "importcfg.link"))
	if !ok || err != nil {
		return
	}
	packages, modinfo := map[string]string{}, ""
	for line := range strings.Lines(string(config)) {
		line = strings.TrimSuffix(line, "\n")
		if path, file, ok := strings.Cut(strings.TrimPrefix(line, "packagefile "), "="); ok && strings.HasPrefix(line, "packagefile ") {
			switch folder := filepath.Dir(file); {
			case folder == filepath.Join(work, "b001"): // main itself
			case strings.HasPrefix(folder, work):
				return // just compiled; it is in the cache the next time
			default:
				packages[path] = file
			}
		} else if strings.HasPrefix(line, "modinfo ") {
			modinfo = line
		}
	}
	ldflags, modules, ok := readModinfo(modinfo)
	if !ok {
		return
	}
	local, ok := b.localPackages(modules, packages)
	if !ok {
		return
	}
	mod, err := os.ReadFile(filepath.Join(b.Dir, "go.mod"))
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)
	if err != nil || version == nil {
		return
	}
	if b.tools == "" {
		cmd := exec.Command("go", "env", "GOTOOLDIR")
		cmd.Dir, cmd.Env = b.Dir, b.Env
		out, err := cmd.Output()
		if err != nil {
			return
		}
		b.tools = strings.TrimSpace(string(out))
	}

	// What an earlier cell imported stays known, as long as it is the same.
	all := slices.Concat(b.local, local)
	slices.Sort(all)
	all = slices.Compact(all)
	if state := b.now(all); b.state == "" || b.state != b.now(b.local) || conflict(b.packages, packages) {
		b.imports, b.packages, b.local = map[string]bool{}, map[string]string{}, local
		b.state = b.now(local)
	} else {
		b.local, b.state = all, state
	}
	for _, path := range imports {
		b.imports[path] = true
	}
	for path, file := range packages {
		b.packages[path] = file
	}
	b.modinfo, b.ldflags, b.lang = modinfo, ldflags, string(version[1])
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
		case ".s", ".S", ".sx", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for", ".f90", ".swig", ".swigcxx", ".syso":
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

// readModinfo reads the linker's line on what a program is built from: its
// modules, each with its version, and the settings. Not ok where a setting is
// one that would need more than the flags for the linker.
func readModinfo(line string) (ldflags []string, modules map[string]string, ok bool) {
	text, err := strconv.Unquote(strings.TrimPrefix(line, "modinfo "))
	if err != nil {
		return nil, nil, false
	}
	modules = map[string]string{}
	last := ""
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case fields[0] == "dep" && len(fields) >= 3:
			last = fields[1]
			modules[last] = fields[2]
		case fields[0] == "=>" && len(fields) >= 3: // replaced, by a folder if there is no version
			if fields[2] == "" || fields[2] == "(devel)" {
				return nil, nil, false
			}
		case fields[0] == "build" && len(fields) == 2:
			name, value, _ := strings.Cut(fields[1], "=")
			switch name {
			case "-ldflags":
				if value, err = unquoteSetting(value); err != nil || strings.ContainsAny(value, `'"`) {
					return nil, nil, false
				}
				ldflags = strings.Fields(value)
			case "-compiler", "GOOS", "GOARCH", "GOAMD64", "GOARM64":
			case "-buildmode":
				if value != "exe" {
					return nil, nil, false
				}
			case "CGO_ENABLED":
				if value != "0" {
					return nil, nil, false
				}
			default:
				return nil, nil, false
			}
		}
	}
	return ldflags, modules, true
}

func unquoteSetting(value string) (string, error) {
	if strings.HasPrefix(value, `"`) || strings.HasPrefix(value, "`") {
		return strconv.Unquote(value)
	}
	return value, nil
}

// localPackages are the folders of those packages that are no fixed version's,
// and may be edited at any time: those of the modules that go.work uses.
func (b *Builder) localPackages(modules, packages map[string]string) (folders []string, ok bool) {
	uses := map[string]string{} // a module's folder
	work, _ := os.ReadFile(filepath.Join(b.Dir, "go.work"))
	for line := range strings.Lines(string(work)) {
		dir := strings.Trim(strings.TrimPrefix(strings.TrimSpace(line), "use "), "\t\"` ")
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(b.Dir, dir)
		}
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err != nil {
			continue
		}
		if m := regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`).FindSubmatch(mod); m != nil {
			uses[string(m[1])] = dir
		}
	}
	for module, version := range modules {
		if version != "(devel)" {
			continue
		}
		dir, ok := uses[module]
		if !ok {
			return nil, false
		}
		for path := range packages {
			if rest, ok := strings.CutPrefix(path+"/", module+"/"); ok {
				folders = append(folders, filepath.Join(dir, filepath.FromSlash(rest)))
			}
		}
	}
	slices.Sort(folders)
	return folders, true
}

// goEnv yields go's own environment variables, sorted by name.
func (b *Builder) goEnv() iter.Seq2[string, string] {
	env := b.Env
	if env == nil {
		env = os.Environ()
	}
	values := map[string]string{} // of two with the same name the last counts
	for _, v := range env {
		name, value, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "GO") && !strings.HasPrefix(name, "GONB_") && !strings.HasPrefix(name, "GOLESSONS_") || strings.HasPrefix(name, "CGO_") {
			values[name] = value
		}
	}
	return func(yield func(name, value string) bool) {
		for _, name := range slices.Sorted(maps.Keys(values)) {
			if !yield(name, values[name]) {
				return
			}
		}
	}
}

// now describes all that may change what the packages are: the module's files,
// go's environment, and the files of the packages that may be edited.
func (b *Builder) now(local []string) string {
	var s strings.Builder
	for _, name := range []string{"go.mod", "go.work"} {
		data, _ := os.ReadFile(filepath.Join(b.Dir, name))
		s.Write(data)
	}
	for name, value := range b.goEnv() {
		s.WriteString(name + "=" + value + "\n")
	}
	for _, folder := range local {
		// With what is below it: a package may embed that.
		filepath.WalkDir(folder+string(filepath.Separator), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				fmt.Fprintln(&s, path, err)
				return nil
			}
			if info, err := d.Info(); err == nil {
				fmt.Fprintln(&s, path, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return s.String()
}
