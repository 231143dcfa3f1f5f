// Package notebook reads, normalises, compares, checks and executes Jupyter
// notebooks (nbformat 4).
//
// notebook.go has the file format, normalise.go what a committed notebook
// looks like, compare.go when two runs of a cell show the same, parity.go when
// two languages have the same cells, execute.go runs one through the kernel.
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
	Data           map[string]any // of data: a string, or for JSON types any value
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

// Title is the notebook's first heading, or "".
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

// Printed is what the cell wrote to its standard output and standard error.
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
