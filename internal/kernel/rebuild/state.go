package rebuild

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// stateOf describes everything that may change what go build makes of main.go:
// the modules' files, go's environment and settings, go itself, and the files
// of the packages that may be edited. Two equal descriptions mean the same
// build. newest is the time of the youngest file.
func (b *Builder) stateOf(f *facts) (state string, newest time.Time) {
	var s strings.Builder
	look := func(path string, info os.FileInfo) {
		fmt.Fprintln(&s, path, info.Size(), info.ModTime().UnixNano())
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	for name, value := range b.goVariables() {
		s.WriteString(name + "=" + value + "\n")
	}
	for _, name := range append(b.decidingFiles(), f.toolFiles(b.goCommand())...) {
		if info, err := os.Stat(name); err == nil {
			look(name, info)
		}
	}
	for path, d := range filesBelow(f.Local) {
		if d == nil {
			fmt.Fprintln(&s, path, "is not readable")
		} else if info, err := d.Info(); err == nil {
			look(path, info)
			if d.Type()&os.ModeSymlink != 0 { // go build reads what it leads to
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

// toolFiles lists go, the tools that it calls, and the files with its version
// and its own settings.
func (f *facts) toolFiles(goCommand string) []string {
	return []string{goCommand, filepath.Join(f.Tools, "compile"), filepath.Join(f.Tools, "link"),
		filepath.Join(setting(f.Env, "GOROOT"), "VERSION"), filepath.Join(setting(f.Env, "GOROOT"), "go.env")}
}

// decidingFiles lists the files, whether they exist or not, that decide which
// packages a program is made of: those of each module, of the workspace, and
// the one that `go env -w` writes.
func (b *Builder) decidingFiles() []string {
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
