package classroom

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// Both pages have the same commands.
func TestPagesAgree(t *testing.T) {
	code := regexp.MustCompile("(?s)```.*?```|`[^`]+`|\\]\\([^)]*\\)")
	comment := regexp.MustCompile(`#.*`)
	commands := func(file string) []string {
		var all []string
		for _, c := range code.FindAllString(read(t, file), -1) {
			if c != "](README.md)" && c != "](README.ja.md)" {
				all = append(all, comment.ReplaceAllString(c, ""))
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	en, ja := commands("README.md"), commands("README.ja.md")
	for _, c := range en {
		if !slices.Contains(ja, c) {
			t.Errorf("README.ja.md does not have %s", c)
		}
	}
	for _, c := range ja {
		if !slices.Contains(en, c) {
			t.Errorf("README.md does not have %s", c)
		}
	}
}

// The programs in the pages' commands are installed.
func TestPagesPrograms(t *testing.T) {
	course := install(t)
	programs := regexp.MustCompile("/opt/golessons/current(/[^ `]+)").FindAllStringSubmatch(read(t, "README.md"), -1)
	if len(programs) < 5 {
		t.Errorf("only %q", programs)
	}
	for _, p := range programs {
		if _, err := os.Stat(filepath.Join(course, p[1])); err != nil {
			t.Error(err)
		}
	}
}
