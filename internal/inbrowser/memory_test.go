package inbrowser

import (
	"strings"
	"testing"
)

// A cell that fills memory ends with a sentence, and the kernel goes on.
func TestMemory(t *testing.T) {
	h, b := shared(t)
	for language, want := range map[string]string{"en": "memory", "ja": "メモリ"} {
		t.Run(language, func(t *testing.T) {
			l := write(t, b, h, language,
				"var known = 42",
				"%%\nvar all [][]byte\nfor {\n\tb := make([]byte, 16<<20)\n\tfor i := range b {\n\t\tb[i] = 1\n\t}\n\tall = append(all, b)\n}",
				"%%\nb := make([]byte, 3<<30)\nfmt.Println(len(b))",
				"type list struct {\n\tnext *list\n\tdata [1000]int\n}\n\n%%\nvar all *list\nfor {\n\tall = &list{next: all}\n}",
				"%%\nfmt.Println(known)")
			shows(t, l, 0)
			for cell := 1; cell <= 3; cell++ {
				shown := shows(t, l, cell)
				t.Log(shown)
				if !strings.Contains(shown, want) || strings.Contains(shown, "goroutine") && !strings.Contains(shown, "▶") {
					t.Errorf("cell %d shows no sentence about memory: %s", cell, shown)
				}
				check(t, "the cell after it", shows(t, l, 4), "42")
			}
			must(t, l.Picture("memory-"+language))
		})
	}
}
