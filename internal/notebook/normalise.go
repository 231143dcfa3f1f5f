package notebook

import (
	"fmt"
	"strings"
)

// Normalise brings a notebook that has just run into the form that is committed:
// execution counts in order, no timings, nothing that belongs to one run, each
// stream in one piece. Another run then differs only by what its cells show.
func (nb *Notebook) Normalise() error {
	nb.Metadata = map[string]any{
		"kernelspec": map[string]any{"name": "golessons", "display_name": "Go (lessons)", "language": "go"},
		// GoNB's answer without the Go version, which differs between machines.
		"language_info": map[string]any{
			"name": "go", "file_extension": ".go", "mimetype": "text/x-go",
			"codemirror_mode": "", "nbconvert_exporter": "", "pygments_lexer": "",
		},
	}
	nb.Format, nb.Minor = 4, 5
	count := 0
	ids := map[string]int{}
	for i, c := range nb.Cells {
		if c.ID == "" {
			return fmt.Errorf("cell %d has no id", i+1)
		}
		if first, ok := ids[c.ID]; ok {
			return fmt.Errorf("cells %d and %d have the same id %q", first+1, i+1, c.ID)
		}
		ids[c.ID] = i
		c.Source = strings.TrimRight(c.Source, "\n")
		tags, folded := c.Metadata["tags"], c.Folded()
		c.Metadata = map[string]any{}
		if tags != nil {
			c.Metadata["tags"] = tags
		}
		if folded {
			c.Metadata["jupyter"] = map[string]any{"source_hidden": true}
		}
		c.ExecutionCount = nil
		if c.Type != "code" || strings.TrimSpace(c.Source) == "" {
			c.Outputs = nil
			continue
		}
		count++
		n := count
		c.ExecutionCount = &n
		c.Outputs = joinStreams(c.Outputs)
		for _, o := range c.Outputs {
			if o.Type == "execute_result" {
				o.ExecutionCount = &n
			}
			o.Metadata = nil
			if svg, ok := o.Data["image/svg+xml"].(string); ok {
				o.Data["image/svg+xml"] = strings.TrimSpace(svg)
			}
		}
	}
	return nil
}

// joinStreams joins the pieces in which a program's text has arrived: where they
// end is an accident of timing.
func joinStreams(outputs []*Output) []*Output {
	var joined []*Output
	for _, o := range outputs {
		if n := len(joined); o.Type == "stream" && n > 0 && joined[n-1].Type == "stream" && joined[n-1].Name == o.Name {
			joined[n-1].Text += o.Text
			continue
		}
		joined = append(joined, o)
	}
	return joined
}
