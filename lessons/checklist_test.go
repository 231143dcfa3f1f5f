package lessons

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/internal/notebook"
	"golessons/internal/words"
)

// ideaTag is the beginning of the tag of a cell that holds an idea of the lecture.
const ideaTag = "idea-"

// sections are the sections of the lecture.
var sections = []string{"0", "1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "3"}

// An idea is a row of CHECKLIST.md.
type idea struct{ section, text, lesson, tag string }

// checklist returns the rows of CHECKLIST.md.
func checklist(t *testing.T) []idea {
	t.Helper()
	page, err := os.ReadFile("CHECKLIST.md")
	if err != nil {
		t.Fatal(err)
	}
	var ideas []idea
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i, c := range cells {
			cells[i] = strings.TrimSpace(c)
		}
		if len(cells) != 4 || cells[0] == "Section" || strings.HasPrefix(cells[0], "---") {
			continue
		}
		ideas = append(ideas, idea{cells[0], cells[1], cells[2], strings.Trim(cells[3], "`")})
	}
	return ideas
}

// TestChecklist checks that every idea of the lecture is in a cell of each language,
// and that every cell tagged as holding an idea is in the list.
func TestChecklist(t *testing.T) {
	ideas := checklist(t)
	lessons := map[string]*notebook.Notebook{}
	for _, lang := range words.Tags() {
		for _, file := range files(t, lang) {
			lessons[file] = read(t, file)
		}
	}
	for _, section := range sections {
		if !slices.ContainsFunc(ideas, func(i idea) bool { return i.section == section }) {
			t.Errorf("nothing of the lecture's section %s is in the list", section)
		}
	}
	listed := map[string]bool{}
	for _, i := range ideas {
		if !slices.Contains(sections, i.section) || i.text == "" || !strings.HasPrefix(i.tag, ideaTag) {
			t.Errorf("row %q: want a section of the lecture, an idea, a lesson and a tag that begins with %s", i, ideaTag)
		}
		listed[i.lesson+i.tag] = true // a cell may hold several ideas
		for _, lang := range words.Tags() {
			file := filepath.Join(lang, i.lesson+".ipynb")
			nb := lessons[file]
			if nb == nil {
				t.Errorf("%q: there is no %s", i.text, file)
				continue
			}
			if c := nb.Tagged(i.tag); c == nil {
				t.Errorf("%s has no cell tagged %s: %s", file, i.tag, i.text)
			} else if strings.TrimSpace(c.Source) == "" {
				t.Errorf("%s: the cell tagged %s is empty", file, i.tag)
			}
		}
	}
	for file, nb := range lessons {
		lesson := strings.TrimSuffix(filepath.Base(file), ".ipynb")
		for _, c := range nb.Cells {
			for _, tag := range c.Tags() {
				if strings.HasPrefix(tag, ideaTag) && !listed[lesson+tag] {
					t.Errorf("%s: cell %s is tagged %s, which is not in CHECKLIST.md", file, c.ID, tag)
				}
			}
		}
	}
}
