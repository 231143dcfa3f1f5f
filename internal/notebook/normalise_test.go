package notebook

import (
	"bytes"
	"testing"
)

func TestNormalise(t *testing.T) {
	seven := 7
	nb := &Notebook{Cells: []*Cell{
		{ID: "a", Type: "markdown", Source: "# A\n\n", Metadata: map[string]any{"collapsed": true}},
		{ID: "b", Type: "code", Source: "one", ExecutionCount: &seven, Metadata: map[string]any{"tags": []any{"varies"}, "execution": "12:00"},
			Outputs: []*Output{
				{Type: "stream", Name: "stdout", Text: "a"}, {Type: "stream", Name: "stdout", Text: "b"}, {Type: "stream", Name: "stderr", Text: "c"},
				{Type: "execute_result", ExecutionCount: &seven, Data: map[string]any{"image/svg+xml": "<svg/>\n"}, Metadata: map[string]any{"x": 1}},
			}},
		{ID: "c", Type: "code", Source: " \n", Outputs: []*Output{{Type: "stream"}}},
		{ID: "d", Type: "code", Source: "two", Metadata: map[string]any{"jupyter": map[string]any{"source_hidden": true, "outputs_hidden": true}}},
	}}
	if err := nb.Normalise(); err != nil {
		t.Fatal(err)
	}
	b, d := nb.Cells[1], nb.Cells[3]
	if *b.ExecutionCount != 1 || *d.ExecutionCount != 2 || nb.Cells[2].ExecutionCount != nil {
		t.Error("execution counts are not in order")
	}
	if len(b.Outputs) != 3 || b.Outputs[0].Text != "ab" || *b.Outputs[2].ExecutionCount != 1 || b.Outputs[2].Data["image/svg+xml"] != "<svg/>" || b.Outputs[2].Metadata != nil {
		t.Errorf("outputs are %+v", b.Outputs)
	}
	if len(b.Metadata) != 1 || !b.HasTag("varies") || len(nb.Cells[0].Metadata) != 0 || nb.Cells[0].Source != "# A" || nb.Cells[2].Outputs != nil {
		t.Error("more was kept than a reader sees")
	}
	if jupyter, _ := d.Metadata["jupyter"].(map[string]any); !d.Folded() || len(d.Metadata) != 1 || len(jupyter) != 1 || b.Folded() {
		t.Errorf("the metadata of a folded cell are %v", d.Metadata)
	}
	once, _ := nb.Bytes()
	if err := nb.Normalise(); err != nil {
		t.Fatal(err)
	}
	if twice, _ := nb.Bytes(); !bytes.Equal(once, twice) {
		t.Error("a second time changes it")
	}
	for _, ids := range [][2]string{{"a", "a"}, {"a", ""}} {
		bad := &Notebook{Cells: []*Cell{{ID: ids[0], Type: "raw"}, {ID: ids[1], Type: "raw"}}}
		if bad.Normalise() == nil {
			t.Errorf("ids %q were taken", ids)
		}
	}
}
