package lessons

import (
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golessons/internal/words"
)

// TestLinksInLessons checks that each relative link in a lesson leads to a lesson, or to
// a start page: those alone are beside a learner's copy and on the web pages. Its
// fragment is a heading there, as JupyterLab and the web pages spell it.
func TestLinksInLessons(t *testing.T) {
	pages := map[string][]string{} // by file, such as en/02_relu.ipynb: the texts of its Markdown
	for _, lang := range words.Tags() {
		pages[lang+"/index.md"] = []string{startPage(t, lang)}
		for _, file := range files(t, lang) {
			for _, c := range read(t, file).Cells {
				if c.Type == "markdown" {
					pages[filepath.ToSlash(file)] = append(pages[filepath.ToSlash(file)], c.Source)
				}
			}
		}
	}
	for _, problem := range linkProblems(pages) {
		t.Error(problem)
	}
}

// linkProblems says which links of the pages lead nowhere.
func linkProblems(pages map[string][]string) (problems []string) {
	fragments := map[string][]string{}
	for page, texts := range pages {
		for _, text := range texts {
			for _, m := range heading.FindAllStringSubmatch(text, -1) {
				title := strings.NewReplacer("`", "", "*", "").Replace(strings.TrimSpace(m[1]))
				fragments[page] = append(fragments[page], strings.ReplaceAll(title, " ", "-"))
			}
		}
	}
	for page, texts := range pages {
		for _, text := range texts {
			for _, link := range mdLink.FindAllStringSubmatch(text, -1) {
				u, err := url.Parse(link[2])
				if err != nil || u.IsAbs() {
					if err != nil {
						problems = append(problems, fmt.Sprintf("%s: %v", page, err))
					}
					continue
				}
				to := page
				if u.Path != "" {
					to = path.Join(path.Dir(page), u.Path)
				}
				if pages[to] == nil {
					problems = append(problems, fmt.Sprintf("%s links to %s, which is no lesson", page, link[2]))
				} else if u.Fragment != "" && !slices.Contains(fragments[to], u.Fragment) {
					problems = append(problems, fmt.Sprintf("%s links to %s, and there is no such heading", page, link[2]))
				}
			}
		}
	}
	slices.Sort(problems)
	return problems
}

var heading = regexp.MustCompile(`(?m)^#+ (.*)$`)

func TestLinkProblems(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"[a](02_b.ipynb), [b](index.md), [c](../ja/01_a.ipynb), [d](https://example.org/x.ipynb), [e](#A-title)", ""},
		{"[a](02_b.ipynb#What-%60ReLU%60-does)", "en/01_a.ipynb links to 02_b.ipynb#What-%60ReLU%60-does, and there is no such heading"},
		{"[a](02_b.ipynb#What-ReLU-does)", ""},
		{"[a](#another)", "en/01_a.ipynb links to #another, and there is no such heading"},
		{"[a](03_c.ipynb)", "en/01_a.ipynb links to 03_c.ipynb, which is no lesson"},
		{"[a](02_b.html)", "en/01_a.ipynb links to 02_b.html, which is no lesson"},
		{"[a](../../README.md)", "en/01_a.ipynb links to ../../README.md, which is no lesson"},
	} {
		pages := map[string][]string{
			"en/01_a.ipynb": {"# A title\n\n" + tt.text}, "en/02_b.ipynb": {"# B", "text\n\n## What `ReLU` does\n"}, "en/index.md": {"# Course"}, "ja/01_a.ipynb": {"# あ"},
		}
		if got := strings.Join(linkProblems(pages), "\n"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}
