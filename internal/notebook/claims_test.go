package notebook

import (
	"strings"
	"testing"
)

func TestForClaims(t *testing.T) {
	code := func(id, source, said string, tags ...any) *Cell {
		c := &Cell{ID: id, Type: "code", Source: source, Metadata: map[string]any{"tags": tags}}
		if said != "" {
			c.Outputs = []*Output{{Type: "stream", Name: "stdout", Text: said}}
		}
		return c
	}
	nb := &Notebook{Format: 4, Minor: 5, Cells: []*Cell{
		{ID: "title", Type: "markdown", Source: "# Title"},
		code("imports", "import (\n\t\"fmt\"\n)\n\nvar a = 1", ""),
		code("func", "import \"math\"\n\nfunc f() {}", ""),
		code("figure", "import \"fmt\"\n\nfunc g() {}\n\n%%\ng()", "no claim"),
		code("claim", "import (\n\t\"fmt\"\n)\n\n%%\nf()", "✓ it is so"),
		code("stub", "func mine() {}", "", "exercise-mine"),
		code("check", "%%\nmine()", "", "check-mine"),
		code("rest", "%%\nf()", ""),
		code("last", "func h() {}", ""),
	}}
	want := []struct{ id, source string }{
		{"claim", "import \"fmt\"\nimport \"math\"\nimport (\n\t\"fmt\"\n)\n\nvar a = 1\n\nfunc f() {}\n\nfunc g() {}\n\n\n\n%%\nf()"},
		{"check", "func mine() {}\n%%\nmine()"},
		{"last", "\nfunc h() {}\n"},
	}
	got := nb.ForClaims()
	if len(got.Cells) != len(want) {
		t.Fatalf("%d cells, want %d", len(got.Cells), len(want))
	}
	for i, w := range want {
		if c := got.Cells[i]; c.ID != w.id || c.Source != w.source {
			t.Errorf("cell %d is %s\n%q\nwant %s\n%q", i, c.ID, c.Source, w.id, w.source)
		}
	}
	if nb.Cells[4].Source != "import (\n\t\"fmt\"\n)\n\n%%\nf()" || len(nb.Cells) != 9 {
		t.Error("the notebook itself has changed")
	}
}

func TestClaims(t *testing.T) {
	nb := parse(t, sample)
	claims := nb.Cells[1].Claims()
	if len(claims) != 2 || claims[0] != (Claim{false, "myReLU: at x = -0.5"}) || claims[1] != (Claim{true, "more"}) {
		t.Errorf("claims are %+v", claims)
	}
	if err := nb.FailedClaims(); err != nil {
		t.Errorf("an exercise that is not done failed the lesson: %v", err)
	}
	nb.Cells[1].Metadata = nil
	if err := nb.FailedClaims(); err == nil || !strings.Contains(err.Error(), "cell 2 failed: this claim does not hold: myReLU") {
		t.Errorf("error %v", err)
	}
}
