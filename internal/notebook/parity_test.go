package notebook

import (
	"strings"
	"testing"
)

func TestSameLesson(t *testing.T) {
	lesson := func(source string) *Notebook {
		return &Notebook{Cells: []*Cell{{ID: "a", Type: "markdown", Source: "any"}, {ID: "b", Type: "code", Source: source}}}
	}
	const en = "// Apply it.\n%%\nfmt.Println(\"before:\", mlx.ReLU(x)) // here\nhelpers.Seed(1)"
	for _, tt := range []struct{ ja, diff string }{
		{en, ""},
		{"%%\n\n// かける\nfmt.Println(\"適用前:\", mlx.ReLU(x))\nhelpers.Seed(1)", ""},
		{strings.Replace(en, "Seed(1)", "Seed(2)", 1), "1 and 2"},
		{strings.Replace(en, "ReLU", "Tanh", 1), "Tanh and ReLU"},
		{strings.Replace(en, "before:", "after:", 1), "the code differs"},
		{en + "\nmore()", "longer"},
		{strings.Replace(en, "%%", "%test", 1), "%test and %%"},
	} {
		a, b := lesson(tt.ja), lesson(en)
		if tt.diff == "1 and 2" {
			a, b = b, a
		}
		err := SameLesson(a, b)
		if tt.diff == "" && err != nil || tt.diff != "" && (err == nil || !strings.Contains(err.Error(), tt.diff)) {
			t.Errorf("%s\nerror %v, want %q", tt.ja, err, tt.diff)
		}
	}
	for name, change := range map[string]func(*Notebook){
		"ids":   func(nb *Notebook) { nb.Cells[0].ID = "x" },
		"types": func(nb *Notebook) { nb.Cells[0].Type = "code" },
		"folded": func(nb *Notebook) {
			nb.Cells[1].Metadata = map[string]any{"jupyter": map[string]any{"source_hidden": true}}
		},
		"tags":  func(nb *Notebook) { nb.Cells[0].Metadata = map[string]any{"tags": []any{"x"}} },
		"cells": func(nb *Notebook) { nb.Cells = nb.Cells[:1] },
	} {
		other := lesson(en)
		change(other)
		if err := SameLesson(lesson(en), other); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("other %s: error %v", name, err)
		}
	}
}
