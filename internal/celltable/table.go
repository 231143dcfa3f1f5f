// Package celltable has cells and what they show. Every kernel of the course runs
// those in the folder cells and shows the same: the one on this computer
// (native_test.go) and the one in the browser (internal/inbrowser). Those in the folder
// browser are what a browser cannot do, or not in the same way, and what it says then.
//
// The cells of a file run in one kernel, in order. After a line ◆, which names it,
// stands a cell, and after a line ◇ with a language what it shows there, as [Show]
// writes it. `go test ./internal/celltable -update` writes what this computer's
// kernel shows.
package celltable

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"golessons/internal/notebook"
)

//go:embed cells/*.txt browser/*.txt
var files embed.FS

// A Table is the cells of one file.
type Table struct {
	Name      string   // of the file, without its folder and ending
	Languages []string // in which they are run
	Rows      []*Row
}

// A Row is one cell and what it shows.
type Row struct {
	Name, Source string
	Shows        map[string]string // by language
}

// All returns the tables for all kernels, in the order of their names.
func All() ([]*Table, error) { return read("cells") }

// InBrowser returns the tables for the kernel in the browser alone.
func InBrowser() ([]*Table, error) { return read("browser") }

// read returns the tables of a folder.
func read(folder string) ([]*Table, error) {
	entries, err := files.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var tables []*Table
	for _, e := range entries {
		data, err := files.ReadFile(path.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		tables = append(tables, Parse(strings.TrimSuffix(e.Name(), ".txt"), string(data)))
	}
	return tables, nil
}

// Parse reads a table from the text of its file.
func Parse(name, text string) *Table {
	t := &Table{Name: name}
	for part := range strings.SplitSeq(strings.TrimPrefix(text, "◆ "), "\n◆ ") {
		title, rest, _ := strings.Cut(part, "\n")
		sections := strings.Split("\n"+rest, "\n◇ ")
		row := &Row{Name: title, Source: strings.Trim(sections[0], "\n"), Shows: map[string]string{}}
		for _, s := range sections[1:] {
			language, shows, _ := strings.Cut(s, "\n")
			row.Shows[language] = strings.TrimRight(shows, "\n")
			if len(t.Rows) == 0 {
				t.Languages = append(t.Languages, language)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// String returns the text of the table's file.
func (t *Table) String() string {
	var b strings.Builder
	for i, row := range t.Rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "◆ %s\n%s\n", row.Name, row.Source)
		for _, language := range t.Languages {
			fmt.Fprintf(&b, "◇ %s\n", language)
			if shows := row.Shows[language]; shows != "" {
				b.WriteString(shows + "\n")
			}
		}
	}
	return b.String()
}

// Notebook returns the table's cells as a notebook. Its run goes on after a cell
// that fails.
func (t *Table) Notebook() *notebook.Notebook {
	nb := &notebook.Notebook{Format: 4, Minor: 5, Metadata: map[string]any{
		"kernelspec": map[string]any{"name": "golessons", "display_name": "Go (lessons)", "language": "go"},
	}}
	for i, row := range t.Rows {
		nb.Cells = append(nb.Cells, &notebook.Cell{
			ID: fmt.Sprintf("row-%d", i+1), Type: "code", Source: row.Source,
			Metadata: map[string]any{"tags": []any{"raises-exception"}},
		})
	}
	return nb
}

// Compare returns an error that says how what a cell has shown differs from what the
// row says, or nil. Numbers may differ as those of a lesson may.
func (r *Row) Compare(language string, outputs []*notebook.Output) error {
	cell := func(text string) *notebook.Cell {
		return &notebook.Cell{Outputs: []*notebook.Output{{Type: "stream", Text: text}}}
	}
	got := Show(outputs)
	if err := notebook.Compare(cell(r.Shows[language]), cell(got)); err != nil {
		return fmt.Errorf("%s: %w\nthe cell:\n%s\nit shows:\n%s\nwant:\n%s", r.Name, err, r.Source, got, r.Shows[language])
	}
	return nil
}
