package celltable_test

import (
	"strings"
	"testing"

	"golessons/internal/celltable"
	"golessons/internal/notebook"
)

const two = `◆ first
%%
fmt.Println(1)
◇ en
1
◇ ja
1

◆ second
%%
◇ en
◇ ja
`

func TestParse(t *testing.T) {
	table := celltable.Parse("two", two)
	if got := table.String(); got != two {
		t.Errorf("it is written as\n%s", got)
	}
	if len(table.Rows) != 2 || len(table.Languages) != 2 || table.Rows[0].Shows["ja"] != "1" {
		t.Errorf("%+v", table)
	}
	nb := table.Notebook()
	if len(nb.Cells) != 2 || nb.Cells[0].Source != "%%\nfmt.Println(1)" {
		t.Errorf("as a notebook: %+v", nb.Cells)
	}
}

func TestCompare(t *testing.T) {
	row := celltable.Parse("two", two).Rows[0]
	for _, tt := range []struct {
		output *notebook.Output
		same   bool
	}{
		{&notebook.Output{Type: "stream", Name: "stdout", Text: "1\n"}, true},
		{&notebook.Output{Type: "stream", Name: "stdout", Text: "2\n"}, false},
		{&notebook.Output{Type: "stream", Name: "stderr", Text: "1\n"}, false},
		{&notebook.Output{Type: "display_data", Data: map[string]any{"text/plain": "1"}}, false},
	} {
		if err := row.Compare("en", []*notebook.Output{tt.output}); (err == nil) != tt.same {
			t.Errorf("%+v: %v", tt.output, err)
		}
	}
}

func TestShow(t *testing.T) {
	got := celltable.Show([]*notebook.Output{
		{Type: "stream", Name: "stdout", Text: "a\r"},
		{Type: "display_data", Data: map[string]any{"text/html": "<b>x</b> &amp; y", "image/png": ""}},
		{Type: "stream", Name: "stderr", Text: strings.Repeat("é", 5000)},
		{Type: "error", EName: "Panic", EValue: "boom", Traceback: []string{"cell [12]", `in "/tmp/x/en"`}},
	})
	for _, want := range []string{"a␍⏎\n[shows image/png, text/html]\nx & y⏎\n[stderr]\néé", "\n[… 10", " bytes, CRC ", "[Panic: boom]\ncell [N]\nin \"…/en\""} {
		if !strings.Contains(got, want) {
			t.Errorf("it has no %q:\n%s", want, got)
		}
	}
}

// Each table says what its cells show, in each of its languages.
func TestTablesAreWhole(t *testing.T) {
	tables, err := celltable.All()
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, table := range tables {
		names := map[string]bool{}
		for _, row := range table.Rows {
			if len(row.Shows) != len(table.Languages) || names[row.Name] {
				t.Errorf("%s, %s: shown in %d languages, or the second of this name", table.Name, row.Name, len(row.Shows))
			}
			names[row.Name] = true
		}
		rows += len(table.Rows)
	}
	if rows < 60 {
		t.Errorf("%d rows", rows)
	}
}
