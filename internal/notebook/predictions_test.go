package notebook

import (
	"strings"
	"testing"
)

func TestPredictions(t *testing.T) {
	for _, tt := range []struct {
		name  string
		cells []string
		want  string // the names, or a part of the error
	}{
		{"none", []string{"x := 1"}, ""},
		{"two", []string{"%%\npredict.A.Ask()", "predict.B.Ask()", "show()\npredict.B.Recall()", "predict.A.Recall()\nshow()"}, "A B"},
		{"recalled by two cells", []string{"predict.A.Ask()", "predict.A.Recall()", "predict.A.Recall()"}, "A"},
		{"in a text", []string{"# predict.A.Ask()"}, ""},
		{"asked twice", []string{"predict.A.Ask()", "predict.A.Recall()", "predict.A.Ask()"}, "cell 3 (c): predict.A is asked for the second time"},
		{"not recalled", []string{"x := 1", "predict.A.Ask()"}, "cell 2 (b): predict.A is asked, and no later cell recalls it"},
		{"not asked", []string{"predict.A.Recall()"}, "cell 1 (a): predict.A is recalled, and no cell before asks it"},
		{"asked afterwards", []string{"predict.A.Recall()", "predict.A.Ask()"}, "no cell before asks it"},
		{"asked by the same cell", []string{"predict.A.Ask()\npredict.A.Recall()"}, "no cell before asks it"},
		{"asked where another is recalled", []string{"predict.A.Ask()", "predict.A.Recall()\npredict.B.Ask()", "predict.B.Recall()"}, "cell 2 (b) recalls a prediction and asks another"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			nb := &Notebook{}
			for i, source := range tt.cells {
				c := &Cell{ID: string(rune('a' + i)), Type: "code", Source: source}
				if strings.HasPrefix(source, "#") {
					c.Type = "markdown"
				}
				nb.Cells = append(nb.Cells, c)
			}
			names, err := nb.Predictions()
			if err != nil {
				if tt.want == "" || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("%v, want %s", err, tt.want)
				}
			} else if got := strings.Join(names, " "); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
