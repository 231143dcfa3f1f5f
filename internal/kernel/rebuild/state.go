package rebuild

import (
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// vendorList is there where a module's dependencies are in a folder, and may be
// edited: then nothing is learnt.
const vendorList = "vendor/modules.txt"

// now describes all that may change what go build makes of main.go: the
// modules' files, go's environment and settings, go itself, and the files of
// the packages that may be edited. newest is when the last of these was.
func (b *Builder) now(f *facts) (state string, newest time.Time) {
	var s strings.Builder
	look := func(path string, info os.FileInfo) {
		fmt.Fprintln(&s, path, info.Size(), info.ModTime().UnixNano())
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	for name, value := range b.goEnv() {
		s.WriteString(name + "=" + value + "\n")
	}
	for _, name := range append(b.files(), f.programs(b.goCommand())...) {
		if info, err := os.Stat(name); err == nil {
			look(name, info)
		}
	}
	for path, d := range below(f.Local) {
		if d == nil {
			fmt.Fprintln(&s, path, "is not readable")
		} else if info, err := d.Info(); err == nil {
			look(path, info)
			if d.Type()&os.ModeSymlink != 0 { // go build reads what is behind it
				target, _ := os.Readlink(path)
				s.WriteString(target + "\n")
				if info, err := os.Stat(path); err == nil {
					look(path, info)
				}
			}
		}
	}
	return s.String(), newest
}

// programs are go, what it calls, and its own settings.
func (f *facts) programs(goCommand string) []string {
	return []string{goCommand, filepath.Join(f.Tools, "compile"), filepath.Join(f.Tools, "link"),
		filepath.Join(setting(f.Env, "GOROOT"), "VERSION"), filepath.Join(setting(f.Env, "GOROOT"), "go.env")}
}

// files lists the files, there or not, that decide which packages a program is
// made of: of each module, of the workspace, and what `go env -w` writes. The
// first two are in the program's own folder.
func (b *Builder) files() []string {
	files := []string{filepath.Join(b.Dir, "go.mod"), filepath.Join(b.Dir, "go.sum"), filepath.Join(b.Dir, vendorList)}
	if name := b.envFile(); name != "" {
		files = append(files, name)
	}
	if work := b.workFile(); work != "" {
		files = append(files, work, strings.TrimSuffix(work, ".work")+".work.sum", filepath.Join(filepath.Dir(work), vendorList))
		for _, dir := range b.workspace() {
			files = append(files, filepath.Join(dir, "go.mod"), filepath.Join(dir, "go.sum"))
		}
	}
	return files
}

// workFile finds the go.work file as go does; "" where there is none.
func (b *Builder) workFile() string {
	switch value := setting(b.environ(), "GOWORK"); value {
	case "off":
		return ""
	case "", "auto":
	default:
		return value
	}
	for dir := b.Dir; ; dir = filepath.Dir(dir) {
		name := filepath.Join(dir, "go.work")
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			return name
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
	}
}

// envFile returns the file that `go env -w` writes; "" where there is none.
func (b *Builder) envFile() string {
	switch value := setting(b.environ(), "GOENV"); value {
	case "off":
		return ""
	case "":
		dir, err := os.UserConfigDir()
		if err != nil {
			return ""
		}
		return filepath.Join(dir, "go", "env")
	default:
		return value
	}
}

// workspace returns the folders that go.work uses.
func (b *Builder) workspace() (folders []string) {
	work := b.workFile()
	text, _ := os.ReadFile(work)
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "//")
		dir := strings.Trim(strings.TrimPrefix(strings.TrimSpace(line), "use "), "\t\"`() ")
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(filepath.Dir(work), dir)
		}
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			folders = append(folders, dir)
		}
	}
	return folders
}

// localPackages are the folders of those packages that are no fixed version's,
// and may be edited at any time: the program's own module's, and those of the
// modules that go.work uses.
func (b *Builder) localPackages(modules, packages map[string]string) (folders []string, ok bool) {
	uses := map[string]string{} // a module's folder
	for _, dir := range append(b.workspace(), b.Dir) {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err != nil {
			continue
		}
		if m := regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`).FindSubmatch(mod); m != nil {
			uses[string(m[1])] = dir
		}
	}
	for module, version := range modules {
		if version != devel {
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

// below yields what is in the folders, which are sorted, and below them: a
// package may embed that. An entry is nil where something cannot be read.
func below(folders []string) iter.Seq2[string, os.DirEntry] {
	return func(yield func(string, os.DirEntry) bool) {
		var above []string
		for _, folder := range folders {
			folder += string(filepath.Separator)
			if slices.ContainsFunc(above, func(a string) bool { return strings.HasPrefix(folder, a) }) {
				continue
			}
			above = append(above, folder)
			stop := false
			filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
				if err != nil {
					d = nil
				}
				if stop = !yield(path, d); stop {
					return filepath.SkipAll
				}
				return nil
			})
			if stop {
				return
			}
		}
	}
}

func (b *Builder) environ() []string {
	if b.Env == nil {
		return os.Environ()
	}
	return slices.Clone(b.Env)
}

// manner are go's variables that say how to go about a build whose result is
// the same.
var manner = []string{"GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOPROXY", "GOTMPDIR", "GOTRACEBACK"}

// goCommand returns the go command that PATH names.
func (b *Builder) goCommand() string {
	for _, dir := range filepath.SplitList(setting(b.environ(), "PATH")) {
		name := filepath.Join(dir, "go")
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return name
		}
	}
	return "go"
}

// goEnv yields those of go's own environment variables that may change what is
// built, sorted by name.
func (b *Builder) goEnv() iter.Seq2[string, string] {
	values := map[string]string{} // of two with the same name the last counts
	for _, v := range b.environ() {
		name, value, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "GO") && !strings.HasPrefix(name, "GONB_") && !strings.HasPrefix(name, "GOLESSONS_") || strings.HasPrefix(name, "CGO_") {
			if slices.Contains(manner, name) {
				continue
			}
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
