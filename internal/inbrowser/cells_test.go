package inbrowser

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golessons/internal/celltable"
	"golessons/internal/notebook"
	"golessons/internal/visitor"
)

var update = flag.Bool("update", false, "write what the cells show that only a browser has")

// The cells of the table show in the browser what they show in the kernel of this
// computer.
func TestCells(t *testing.T) {
	tables, err := celltable.All()
	must(t, err)
	for _, table := range tables {
		eachCell(t, table, (*celltable.Row).Compare)
	}
}

// What a browser cannot do gets a sentence, in the language of the lesson.
func TestRefusals(t *testing.T) {
	tables, err := celltable.InBrowser()
	must(t, err)
	for _, table := range tables {
		if !*update {
			eachCell(t, table, (*celltable.Row).Compare)
			continue
		}
		eachCell(t, table, func(row *celltable.Row, language string, outputs []*notebook.Output) error {
			row.Shows[language] = celltable.Show(outputs)
			return nil
		})
		if !t.Failed() {
			must(t, os.WriteFile(filepath.Join("..", "celltable", "browser", table.Name+".txt"), []byte(table.String()), 0o644))
		}
	}
}

// eachCell runs a table's cells in all its languages, and checks what each of them shows.
func eachCell(t *testing.T, table *celltable.Table, check func(row *celltable.Row, language string, outputs []*notebook.Output) error) {
	for _, language := range table.Languages {
		t.Run(table.Name+"/"+language, func(t *testing.T) {
			for i, c := range runTable(t, table, language) {
				if err := check(table.Rows[i], language, c.Outputs); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// runTable runs the cells of a table in a kernel of their own, and returns them with
// their outputs.
func runTable(t *testing.T, table *celltable.Table, language string) []*notebook.Cell {
	t.Helper()
	h, b := shared(t)
	p, err := b.Open(visitor.AppURL(h.URL(""), language, ""))
	must(t, err)
	watch(t, p)
	l, err := p.New(language+"/table_"+table.Name+".ipynb", table.Notebook())
	must(t, err)
	got, took, err := l.RunAll(10 * time.Minute)
	if err != nil {
		t.Fatalf("%v\n%s", err, ends(l))
	}
	t.Logf("%d cells in %.1f s", len(table.Rows), took.Seconds())
	keep(t, l, got)
	return got.Cells
}

// notInBrowser are the mistakes that cannot be made in a browser.
var notInBrowser = map[string]bool{
	"killed by the system": true,
	"segmentation fault":   true, // the cell sends itself a signal
	"missing module":       true, // TestRefusals has what a browser says of it
}

// Beginners' mistakes get the sentences in the browser that they get here.
func TestMistakes(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "setup", "testdata", "mistakes.txt"))
	must(t, err)
	table := celltable.Parse("mistakes", string(data))
	for _, language := range table.Languages {
		if language != "en" && os.Getenv(allVariable) == "" {
			continue // the sentences are the same ones as here; this takes a minute
		}
		t.Run(language, func(t *testing.T) {
			for i, c := range runTable(t, table, language) {
				row := table.Rows[i]
				says, want := celltable.Steady(celltable.Text(c.Outputs)), row.Shows[language]
				if says != want && !notInBrowser[row.Name] {
					t.Errorf("%s: it says\n%s\nwant\n%s", row.Name, says, want)
				}
			}
		})
	}
}
