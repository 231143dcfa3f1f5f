package helpers

import (
	"math"
	"strings"
	"testing"

	"golessons/helpers/internal/golden"
	"golessons/internal/words"
)

// tables returns a table of each kind, and of each kind of mistake.
func tables() map[string]*Table {
	long := NewTable("ragged", "a", "b")
	long.Row("one").Row("one", 2, 3.14159, "four")
	return map[string]*Table{
		"plain": NewTable("活性化関数の値", "x", "ReLU", "sigmoid").
			Row(-3.0, 0.0, 0.04742587317756678).Row(-0.5, 0.0, 0.3775406687981454).Row(2.5, 2.5, 0.9241418199787566),
		"mixed":     NewTable("", "方法", "count", "ok").Row("なし", 12, true).Row("Dropout & <b>", -3, false).Row("nil", nil, math.NaN()),
		"formatted": NewTable("", "name", "value", "share").Row("a", "1.1e-01", "12 %").Row("b", "2.0 ± 0.1", "100 %").Row("c", "—", "e"),
		"formats": NewTable("", "λ", "loss", "Σw²", "exact 0", "left out").Format("", "%.3f", "%.1e", "%d", "%.0f%%").
			Row(0.01, 0.45174, 12345.678, 3, 12.4).Row(0.1, float32(-0.5), -0.00012, uint8(0), 100).
			Row("—", math.NaN(), math.Inf(-1), "3 ", 0.4).Row(nil, "none", 7, 1),
		"slices": NewTable("", "method", "1", "2", "3", "mean", "note").Format("", "%+.2f").
			Row("none", []float64{0.012, -0.31, 0}, 0.25, "a").Row([]string{"x", "0.1"}, []int{1, 2}, []float32{-0.5}, []any{"b", 2, []float64{0.125}}).Row([]float64{}),
		"wrong-format": NewTable("t", "a", "b").Format("", "%d").Row("one", 3).Row("two", 2.5),
		"two-verbs":    NewTable("t", "a").Format("%.1f–%.1f").Row(3.5),
		"no-verb":      NewTable("t", "a").Format("loss").Row(3.5),
		"tensor": Tensor("Dropout (p = 0.5)", [][]float64{
			{2, 0, 2, 2, 0, 0, 2, 0, 2, 0},
		}),
		"tensor-decimals": Tensor("", [][]float64{{-3, -0.5, 0}, {1, 2.5, math.Inf(1)}, {1e-9, 12345678, math.Copysign(0, -1)}}),
		"before-after": BeforeAfter("ReLU", [][]float64{{-3, -0.5, 0, 1, 2.5}},
			[][]float64{{0, 0, 0, 1, 2.5}}),
		"before-after-matrix": BeforeAfter("ReLU", [][]float64{{-1, 2}, {3, -4}}, [][]float64{{0, 2}, {3, 0}}),
		"results": Results("検証損失", Lower,
			Result{"なし", []float64{0.61, 0.64, 0.6}}, Result{"Dropout", []float64{0.48, 0.5, 0.49}}, Result{"重み減衰", []float64{0.5, math.NaN()}}),
		"results-higher": Results("accuracy", Higher, Result{"a", []float64{0.8}}, Result{"b", []float64{0.9}}, Result{"none", nil}),
		"empty":          NewTable("nothing", "a"),
		"html":           NewTable("<script>alert(1)</script>", "<i>").Row("<img src=x onerror=alert(1)>"),
		"ragged":         long,
		"ragged-tensor":  Tensor("t", [][]float64{{1, 2}, {3}}),
		"shapes-differ":  BeforeAfter("t", [][]float64{{1, 2}}, [][]float64{{1, 2}, {3, 4}}),
		"rows-differ":    BeforeAfter("t", [][]float64{{1, 2}, {1, 2}}, [][]float64{{1, 2}, {3}}),
		"large": Tensor("large", func() [][]float64 {
			m := make([][]float64, 1000)
			for i := range m {
				m[i] = make([]float64, 500)
				for j := range m[i] {
					m[i][j] = float64((i + j) % 3)
				}
			}
			return m
		}()),
		"empty-tensor": Tensor("t", nil),
	}
}

func TestTables(t *testing.T) {
	for _, language := range []string{"ja", "en"} {
		t.Setenv("GOLESSONS_LANG", language)
		for name, table := range tables() {
			golden.Bytes(t, "tables/"+name+"."+language+".txt", []byte(table.String()))
			golden.Bytes(t, "tables/"+name+"."+language+".html", []byte(table.HTML()+"\n"))
		}
	}
}

func TestTableEscapesHTML(t *testing.T) {
	page := tables()["html"].HTML()
	for _, bad := range []string{"<script", "<img", "<i>"} {
		if strings.Contains(page, bad) {
			t.Errorf("%s came through: %s", bad, page)
		}
	}
}

func TestTableColumnsAlign(t *testing.T) {
	lines := strings.Split(tables()["mixed"].String(), "\n")
	for _, line := range lines[:4] {
		if !strings.HasSuffix(line, "  ok") && words.Width(line) < words.Width(lines[1]) && !strings.Contains(line, "false") && !strings.Contains(line, "true") {
			t.Errorf("%q is not as wide as %q", line, lines[1])
		}
	}
	if got := words.Width("検証 a"); got != 6 {
		t.Errorf("width of 検証 a is %d, want 6", got)
	}
}

func TestTableShowsTextOutsideANotebook(t *testing.T) {
	table := NewTable("t", "a").Row(1)
	if got := printed(t, "en", table.Show); got != table.String() {
		t.Errorf("Show prints %q, want %q", got, table.String())
	}
}

func TestResultsBest(t *testing.T) {
	for better, want := range map[Better]string{Lower: "low", Higher: "high"} {
		table := Results("", better, Result{"low", []float64{1, 2}}, Result{"high", []float64{3, 4}}, Result{"broken", []float64{math.NaN()}})
		for _, row := range table.rows {
			if row[1].best != (row[0].text == want) {
				t.Errorf("better %v: row %s marked best: %v", better, row[0].text, row[1].best)
			}
		}
	}
}

// A cell may be any value.
func TestTableOfAnyValue(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	m := map[string]any{}
	m["self"] = m
	self := []any{"in a list", nil}
	self[1] = self
	table := NewTable("").Row(m, shouts("x"), nil, [2]float64{1, 2}, ring{1, nil}, make([]bool, 10_000), self)
	text := table.String()
	for _, want := range []string{"map[self:(itself)]", "(its String method panics: no x)", "<nil>", "[1 2]", "{1 <nil>}", "false fal…", "[\"in a list\" (itself)]"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
}
