package complete

import (
	"bytes"
	"cmp"
	"errors"
	"go/token"
	"go/types"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/gcexportdata"
)

// packages are those that have been read, by their import paths. What the compiler
// writes about a package holds what is needed of the packages that it imports, so
// one archive is read for each import.
//
// gcexportdata does what go/importer does, and makes the kernel in the browser a
// megabyte smaller than that, which brings readers of other compilers' archives
// and of sources along.
type packages struct {
	files *token.FileSet
	read  map[string]*types.Package
	known map[string]*types.Package // those, and what is known of others through them
}

// importing returns the importer of a Completer for the type checker.
func (c *Completer) importing() types.Importer { return importerOf{c} }

type importerOf struct{ c *Completer }

// Import reads a package, unless it has been read.
func (i importerOf) Import(importPath string) (pkg *types.Package, err error) {
	if importPath == "unsafe" {
		return types.Unsafe, nil
	}
	p := &i.c.packages
	if p.read == nil {
		*p = packages{token.NewFileSet(), map[string]*types.Package{}, map[string]*types.Package{}}
	}
	if pkg := p.read[importPath]; pkg != nil {
		return pkg, nil
	}
	archive, err := i.c.Open(importPath)
	if err != nil {
		return nil, err
	}
	defer archive.Close()
	defer func() {
		if recover() != nil { // an archive of another version of Go
			pkg, err = nil, errors.New("cannot read the archive of "+importPath)
		}
	}()
	data, err := exportData(archive)
	if err != nil {
		return nil, err
	}
	if pkg, err = gcexportdata.Read(bytes.NewReader(data), p.files, p.known, importPath); err != nil {
		return nil, err
	}
	p.read[importPath] = pkg
	return pkg, nil
}

// exportData returns what the compiler wrote about a package for those that import
// it. It is in the archive's first file, between two marks.
func exportData(archive io.Reader) ([]byte, error) {
	const magic, name, end = "!<arch>\n", "__.PKGDEF ", "`\n"
	head := make([]byte, len(magic)+60) // the first file's name, padded to 16, then numbers, the last its size
	if _, err := io.ReadFull(archive, head); err != nil {
		return nil, err
	}
	fields := bytes.Fields(head[len(magic):])
	if !bytes.HasPrefix(head, []byte(magic+name)) || !bytes.HasSuffix(head, []byte(end)) || len(fields) < 3 {
		return nil, errors.New("no archive of the compiler's")
	}
	size, err := strconv.Atoi(string(fields[len(fields)-2]))
	if err != nil {
		return nil, err
	}
	file := make([]byte, size)
	if _, err := io.ReadFull(archive, file); err != nil {
		return nil, err
	}
	_, data, ok := bytes.Cut(file, []byte("\n$$B\n"))
	last := bytes.LastIndex(data, []byte("\n$$\n"))
	if !ok || last < 0 {
		return nil, errors.New("no export data in the archive")
	}
	return data[:last], nil
}

// known returns the packages that a name may mean which the cell does not
// import, the likeliest first.
func (c *Completer) known(name string) []string {
	var found []string
	for _, importPath := range c.offered() {
		if nameOf(importPath) == name {
			found = append(found, importPath)
		}
	}
	return found
}

// offered returns the packages that are offered without an import, the
// likeliest first. Those of other modules are left to those who write their
// imports, and internal ones nobody can import.
func (c *Completer) offered() []string {
	if c.offers != nil || c.Known == nil {
		return c.offers
	}
	for _, importPath := range c.Known() {
		folders := strings.Split(importPath, "/")
		if strings.Contains(folders[0], ".") || folders[0] == "vendor" || folders[0] == "cmd" || slices.Contains(folders, "internal") {
			continue
		}
		c.offers = append(c.offers, importPath)
	}
	slices.SortFunc(c.offers, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(a, b))
	})
	c.offers = slices.Compact(c.offers)
	return c.offers
}

// rank puts packages in the order in which goimports chooses among those of one
// name.
func rank(importPath string) int {
	switch {
	case importPath == "crypto/rand":
		return 0
	case importPath == "math/rand/v2":
		return 1
	case strings.HasPrefix(importPath, "golessons/"):
		return 1000 + len(importPath)
	}
	return 2 + len(importPath)
}

var version = regexp.MustCompile(`^v[0-9]+$`)

// nameOf returns the name that a package has by its path: math/rand/v2's is
// rand.
func nameOf(importPath string) string {
	name := path.Base(importPath)
	if version.MatchString(name) && path.Dir(importPath) != "." {
		name = path.Base(path.Dir(importPath))
	}
	return name
}
