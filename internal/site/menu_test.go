package site

import (
	"fmt"
	"strings"
	"testing"
)

// Each page leads to the other lessons, to its neighbours and to itself in other
// languages, and to no page that there is not.
func TestMenu(t *testing.T) {
	from := func(lang, name string) *source {
		return &source{lang: lang, name: name, converted: converted{Title: lang + " " + name}}
	}
	all := pages(courses([]string{"ja", "en", "de", "fr"}, []*source{
		from("ja", startPage), from("de", startPage), // German has no lesson
		from("ja", "1.ipynb"), from("ja", "2.ipynb"), from("ja", "3.ipynb"), from("en", "1.ipynb"), from("fr", "2.ipynb"),
	}), true)
	tests := []struct{ name, course, previous, next, others, run string }{
		{"index.html", "", "", "", "", "run/"},
		{"ja/index.html", "", "", "1.html", "../en/index.html ../fr/index.html", "../run/ja/index.html"},
		{"ja/1.html", "- 2.html 3.html", "", "2.html", "../en/1.html", "../run/ja/index.html?path=ja%2F1.ipynb"},
		{"ja/2.html", "1.html - 3.html", "1.html", "3.html", "../fr/2.html", "../run/ja/index.html?path=ja%2F2.ipynb"},
		{"ja/3.html", "1.html 2.html -", "2.html", "", "", "../run/ja/index.html?path=ja%2F3.ipynb"},
		{"en/index.html", "", "", "1.html", "../ja/index.html ../fr/index.html", "../run/en/index.html"},
		{"en/1.html", "-", "", "", "../ja/1.html", "../run/en/index.html?path=en%2F1.ipynb"},
		{"fr/index.html", "", "", "2.html", "../ja/index.html ../en/index.html", "../run/fr/index.html"},
		{"fr/2.html", "-", "", "", "../ja/2.html", "../run/fr/index.html?path=fr%2F2.ipynb"},
	}
	to := func(links ...link) string {
		var list []string
		for _, l := range links {
			if l.To == "" {
				l.To = "-"
			}
			list = append(list, l.To)
		}
		return strings.Join(list, " ")
	}
	one := func(l *link) string {
		if l == nil {
			return ""
		}
		return l.To
	}
	for _, tt := range tests {
		p, ok := all[tt.name]
		if !ok {
			t.Errorf("there is no %s", tt.name)
			continue
		}
		got := fmt.Sprintf("%s, %s, %s, %s, %s", to(p.Course...), one(p.Previous), one(p.Next), to(p.Others...), p.Run)
		if want := fmt.Sprintf("%s, %s, %s, %s, %s", tt.course, tt.previous, tt.next, tt.others, tt.run); got != want {
			t.Errorf("%s leads to %s; want %s", tt.name, got, want)
		}
	}
	if len(all) != len(tests) {
		t.Errorf("%d pages, want %d", len(all), len(tests))
	}
	if got := to(all["index.html"].Choice...); got != "ja/index.html en/index.html fr/index.html" {
		t.Errorf("the choice of languages leads to %s", got)
	}
}
