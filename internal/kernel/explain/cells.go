package explain

import (
	"os"
	"path/filepath"
	"strings"
)

// Cells remembers the cells that were run. The kernel has one, and makes a
// [Program] of it where a cell fails.
type Cells struct {
	// Unreached are the names that were declared so far and that the program was
	// built without.
	Unreached []string

	last  int
	lines map[int][]string
}

// Run records that a cell is run, with its lines.
func (c *Cells) Run(cell int, lines []string) {
	if c.lines == nil {
		c.lines = make(map[int][]string)
	}
	c.last, c.lines[cell], c.Unreached = cell, lines, nil
}

// Program returns the program that was built from the cells: code is main.go's,
// test says that go test runs it, and uses are the folders of go.work's modules.
// The caller then adds where its lines come from, with [Program.From].
func (c *Cells) Program(code string, test bool, uses map[string]struct{}) *Program {
	return &Program{
		Cell: c.last, Cells: c.lines, Code: strings.Split(code, "\n"), Test: test, Unreached: c.Unreached,
		Folders: func(path string) []string { return folders(path, uses) },
	}
}

// From adds the cell, and the line in it (from 0), that the next line of Code
// comes from.
func (p *Program) From(cell, line int) {
	p.Origin = append(p.Origin, Line{Cell: cell, Number: line + 1})
}

// folders returns where the source of a package may be: Go's own, or that of a
// module in go.work.
func folders(path string, uses map[string]struct{}) []string {
	folders := []string{filepath.Join(os.Getenv("GOROOT"), "src", path)}
	if _, below, ok := strings.Cut(path, "/"); ok {
		for use := range uses {
			folders = append(folders, filepath.Join(use, below))
		}
	}
	return folders
}

// MIME returns the report in the forms that Jupyter chooses from.
func (r *Report) MIME() map[string]any {
	return map[string]any{"text/html": r.HTML(), "text/plain": r.Text()}
}
