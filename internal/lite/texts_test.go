package lite

import (
	"io/fs"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golessons/internal/words"
)

// placeholders returns the {0}, {1} … of a text, in order.
func placeholders(text string) []string {
	found := regexp.MustCompile(`\{\d\}`).FindAllString(text, -1)
	slices.Sort(found)
	return found
}

// Each text is there in both languages, with the same to fill in.
func TestTextsAreWhole(t *testing.T) {
	for name, text := range texts {
		for i, s := range text {
			if strings.TrimSpace(s) == "" {
				t.Errorf("%q is empty in language %d", name, i)
			}
		}
		if !slices.Equal(placeholders(text[0]), placeholders(text[1])) {
			t.Errorf("%q is filled in with %v in English and with %v in Japanese", name, placeholders(text[0]), placeholders(text[1]))
		}
		if text[0] == text[1] {
			t.Errorf("%q is the same in both languages: %s", name, text[0])
		}
	}
	for _, lang := range words.Tags() {
		for name, s := range said(lang) {
			if strings.Contains(s, "%") {
				t.Errorf("%q in %s has something to fill in as Go does: %s", name, lang, s)
			}
		}
	}
}

// The scripts and the page say only texts that there are, and all of them.
func TestTextsAreSaid(t *testing.T) {
	asked := map[string]bool{"menu language": true, "reset": true} // startpage.go
	name := regexp.MustCompile(`text\('([\w ]+)'|\.Texts\.(\w+)|new Broken\('(\w+)'|text\(.*\? '([\w ]+)' : '([\w ]+)'|offer\('(\w+)'`)
	err := fs.WalkDir(pageAssets, "assets", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := pageAssets.ReadFile(file)
		for _, m := range name.FindAllSubmatch(data, -1) {
			for _, n := range m[1:] {
				asked[string(n)] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	download, err := fs.ReadFile(assets, "assets/download.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range name.FindAllSubmatch(download, -1) {
		asked[string(m[3])] = true
	}
	said := said("en")
	for n := range said {
		if !asked[n] {
			t.Errorf("nothing says the text %q", n)
		}
	}
	for n := range asked {
		if _, ok := said[n]; !ok && n != "" {
			t.Errorf("there is no text %q", n)
		}
	}
}

// Nothing on the start page is about a folder and a terminal, which a browser has not,
// but the words on how to go on there.
func TestStartPageInBrowser(t *testing.T) {
	for _, lang := range words.Tags() {
		page := "# Start\n\n| a | b |\n|---|---|\n| menus | `go run . -lang " + lang + "` |\n| again | `go run . reset 02` |\n| other | x |\n"
		got := string(inBrowser(lang, []byte(page)))
		for _, gone := range []string{"-lang", "reset 02"} {
			if strings.Contains(got, gone) {
				t.Errorf("%s: the page has %q:\n%s", lang, gone, got)
			}
		}
		rows := 0
		for line := range strings.Lines(got) {
			if strings.HasPrefix(line, "|") {
				rows++
				if n := strings.Count(line, "|"); n != 3 {
					t.Errorf("%s: a row has %d bars: %s", lang, n, line)
				}
			}
		}
		if rows != 6 {
			t.Errorf("%s: %d rows, want 6:\n%s", lang, rows, got)
		}
	}
}

// The scripts are told what they expect.
func TestToldHasTheSameNames(t *testing.T) {
	data, err := pageAssets.ReadFile("assets/page/told.js")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, m := range regexp.MustCompile(`@property \{.*\} (\w+)`).FindAllSubmatch(data, -1) {
		want[string(m[1])] = true
	}
	got := map[string]bool{}
	for f := range reflect.TypeFor[told]().Fields() {
		got[f.Tag.Get("json")] = true
	}
	if !maps.Equal(got, want) {
		t.Errorf("told has %v, and told.js %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}
