package notebook

import (
	"fmt"
	"strings"
)

// Normalise makes a notebook that has just run what is committed: execution
// counts in order, no timings, no ids of one run, each stream in one piece. A
// re-run then differs only by what its cells show.
func (nb *Notebook) Normalise() error {
	nb.Metadata = map[string]any{
		"kernelspec": map[string]any{"name": "golessons", "display_name": "Go (lessons)", "language": "go"},
		// What GoNB answers, less the Go version, which is each machine's own.
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
		tags := c.Metadata["tags"]
		c.Metadata = map[string]any{}
		if tags != nil {
			c.Metadata["tags"] = tags
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

// joinStreams puts together what a program wrote in pieces: where the pieces
// end is an accident of timing, and so is the order of two streams.
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
