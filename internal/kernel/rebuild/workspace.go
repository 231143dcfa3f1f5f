package rebuild

import (
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// vendorList exists if a module's dependencies are copied into a folder, where
// they may be edited. Then nothing is learnt.
const vendorList = "vendor/modules.txt"

// workFile finds the go.work file as go does; "" if there is none.
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

// editableFolders lists the folders of those packages that have no fixed version
// and may be edited at any time: those of the program's own module, and those
// of the modules that go.work uses. Not ok if a module's folder is not known.
func (b *Builder) editableFolders(modules, packages map[string]string) (folders []string, ok bool) {
	uses := map[string]string{} // a module's folder, by its path
	for _, dir := range append(b.workspace(), b.Dir) {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err != nil {
			continue
		}
		if m := modulePath.FindSubmatch(mod); m != nil {
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

var modulePath = regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`)

// filesBelow yields everything in and below the folders, which are sorted, since
// a package may embed any of it. The entry is nil if something cannot be read.
func filesBelow(folders []string) iter.Seq2[string, os.DirEntry] {
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
