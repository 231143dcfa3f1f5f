package rebuild

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

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
