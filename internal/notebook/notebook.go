// Package notebook reads, runs, normalises and compares Jupyter notebooks
// (nbformat 4).
//
//	.ipynb ─ Read ─ Notebook ─ Execute ─ Normalise ─┬─ KeepEqual ─ Bytes ─ .ipynb
//	                  │        (nbclient)           │  (`go run . run`)
//	                  │                             │
//	                  └──────── committed ────────── Compare (the lessons' tests)
//
// The parts:
//
//   - file.go: the file format.
//   - execute.go: running a notebook through the kernel.
//   - normalise.go: what a committed notebook looks like.
//   - compare.go: whether two runs of a cell show the same to a reader; its
//     text (text.go) with a tolerance for numbers, its pictures (picture.go) by
//     what they look like.
//   - claims.go: the ✓ and ✗ that cells print.
//   - exercises.go: stubs, checks and solutions.
//   - predictions.go: what is asked, and the cell that answers it.
//   - parity.go: whether two languages of a lesson have the same cells.
//
// The launcher, the lessons' tests, the class's progress and the benchmarks use
// it.
package notebook

import (
	"slices"
	"strings"
)

// A Notebook is an .ipynb file.
type Notebook struct {
	Cells         []*Cell
	Metadata      map[string]any
	Format, Minor int
}

// A Cell is one cell of a notebook.
type Cell struct {
	ID             string
	Type           string // code, markdown or raw
	Source         string
	Metadata       map[string]any
	Outputs        []*Output // of a code cell
	ExecutionCount *int      // of a code cell
}

// An Output is one output of a code cell.
type Output struct {
	Type           string         // stream, display_data, execute_result or error
	Name, Text     string         // of a stream
	Data           map[string]any // of data, by MIME type: a string, or for JSON any value
	Metadata       map[string]any // of data
	ExecutionCount *int           // of an execute_result
	EName, EValue  string         // of an error
	Traceback      []string       // of an error
}

// Tags lists the cell's tags.
func (c *Cell) Tags() []string {
	var tags []string
	list, _ := c.Metadata["tags"].([]any)
	for _, t := range list {
		if s, ok := t.(string); ok {
			tags = append(tags, s)
		}
	}
	return tags
}

// HasTag reports whether the cell has the tag.
func (c *Cell) HasTag(tag string) bool { return slices.Contains(c.Tags(), tag) }

// Folded reports whether JupyterLab and the web pages show three dots instead of the
// cell's source, until they are clicked on.
func (c *Cell) Folded() bool {
	jupyter, _ := c.Metadata["jupyter"].(map[string]any)
	folded, _ := jupyter["source_hidden"].(bool)
	return folded
}

// Title returns the notebook's first heading, or "".
func (nb *Notebook) Title() string {
	for _, c := range nb.Cells {
		if c.Type != "markdown" {
			continue
		}
		for line := range strings.Lines(c.Source) {
			if title, ok := strings.CutPrefix(line, "# "); ok {
				return strings.TrimSpace(title)
			}
		}
	}
	return ""
}

// ClearOutputs removes the outputs and the execution counts of all cells.
func (nb *Notebook) ClearOutputs() {
	for _, c := range nb.Cells {
		c.Outputs, c.ExecutionCount = nil, nil
	}
}

// HasRun reports whether a cell has been run.
func (nb *Notebook) HasRun() bool {
	return slices.ContainsFunc(nb.Cells, func(c *Cell) bool { return c.ExecutionCount != nil })
}

// Printed returns what the cell has written to its standard output and standard
// error.
func (c *Cell) Printed() string {
	var b strings.Builder
	for _, o := range c.Outputs {
		b.WriteString(o.Text)
	}
	return b.String()
}

// Failed returns the cell's error output, or nil.
func (c *Cell) Failed() *Output {
	for _, o := range c.Outputs {
		if o.Type == "error" {
			return o
		}
	}
	return nil
}
