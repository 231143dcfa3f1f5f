package gonb

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golessons/internal/plainfile"
)

// packages are our packages that the patches call, by their folders. In GoNB
// each stands in internal/golessons under its name, and so do the packages of
// ours that it imports. (GoNB cannot import ours from where they are: they are
// internal to this module.)
var packages = []string{
	"internal/kernel/cursor",
	"internal/kernel/declares",
	"internal/kernel/explain",
	"internal/kernel/fingerprint",
	"internal/kernel/reach",
	"internal/kernel/rebuild",
	"internal/kernel/relay",
	"internal/words",
}

const (
	ours    = "golessons/" // what our packages' paths begin with
	folder  = "internal/golessons"
	imports = Module + "/" + folder + "/" // what they begin with in GoNB
)

// copied returns the files of packages in the checkout, and of our packages
// that they import, as they will stand in GoNB.
func copied(checkout string, packages []string, standIns map[string]string) (map[string][]byte, error) {
	files := map[string][]byte{}
	from := map[string]string{} // the folders of the packages by their names
	for todo := slices.Clone(packages); len(todo) > 0; todo = todo[1:] {
		dir := todo[0]
		name := path.Base(dir)
		switch from[name] {
		case dir:
			continue
		case "":
			from[name] = dir
		default:
			return nil, fmt.Errorf("%s and %s cannot both be %s in GoNB", from[name], dir, imports+name)
		}
		sources, err := os.ReadDir(filepath.Join(checkout, filepath.FromSlash(dir)))
		if err != nil {
			return nil, err
		}
		for _, source := range sources {
			if !strings.HasSuffix(source.Name(), ".go") || strings.HasSuffix(source.Name(), "_test.go") {
				continue
			}
			data, err := plainfile.Read(filepath.Join(checkout, filepath.FromSlash(dir), source.Name()), plainfile.Large)
			if err != nil {
				return nil, err
			}
			data, more, err := moveImports(source.Name(), data, standIns)
			if err != nil {
				return nil, err
			}
			files[path.Join(folder, name, source.Name())] = data
			todo = append(todo, more...)
		}
	}
	return files, nil
}

// moveImports turns the imports of our packages in a Go file into those of
// their copies in GoNB, and the imports of packages that others stand in for into
// those of the others. It returns our packages' folders.
func moveImports(name string, source []byte, standIns map[string]string) (moved []byte, folders []string, err error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.ImportsOnly)
	if err != nil {
		return nil, nil, err
	}
	end := 0
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, nil, err
		}
		dir, ok := strings.CutPrefix(imported, ours)
		if !ok {
			if dir, ok = standIns[imported]; !ok {
				continue
			}
		}
		folders = append(folders, dir)
		at := fset.Position(spec.Path.Pos()).Offset
		moved = append(moved, source[end:at]...)
		moved = strconv.AppendQuote(moved, imports+path.Base(dir))
		end = at + len(spec.Path.Value)
	}
	return append(moved, source[end:]...), folders, nil
}
