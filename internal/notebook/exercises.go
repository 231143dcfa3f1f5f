package notebook

import (
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
)

// An exercise is a pair of cells: the stub, tagged exercise-NAME, which
// declares what the learner is to write, and the check, tagged check-NAME.
// Its solution is the file NAME.go in lessons/solutions/LESSON.

// Exercises lists the names of the exercises, in order. It returns an error
// unless each has one stub and one check.
func (nb *Notebook) Exercises() ([]string, error) {
	var names []string
	stubs, checks := map[string]int{}, map[string]int{}
	for _, c := range nb.Cells {
		for _, t := range c.Tags() {
			if name, ok := strings.CutPrefix(t, "exercise-"); ok {
				names = append(names, name)
				stubs[name]++
			}
			if name, ok := strings.CutPrefix(t, "check-"); ok {
				checks[name]++
			}
		}
	}
	for _, name := range slices.Concat(names, slices.Sorted(maps.Keys(checks))) {
		if stubs[name] != 1 || checks[name] != 1 {
			return nil, fmt.Errorf("exercise %q has %d stubs and %d checks, want one of each", name, stubs[name], checks[name])
		}
	}
	return names, nil
}

// Checked lists the names under which helpers keeps the verdicts on the
// exercises, in order: what the check cells give to a function of package
// exercises, or to helpers.CheckThat.
func (nb *Notebook) Checked() ([]string, error) {
	names, err := nb.Exercises()
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		if m := checkCall.FindStringSubmatch(nb.Tagged("check-" + name).Source); m != nil {
			names[i] = m[1] + m[2]
		}
	}
	return names, nil
}

var checkCall = regexp.MustCompile(`\bexercises\.[A-Z]\w*\((\w+)[,)]|\bhelpers\.CheckThat\(\s*"([^"\\]+)"`)

// Tagged returns the first cell with the tag, or nil.
func (nb *Notebook) Tagged(tag string) *Cell {
	for _, c := range nb.Cells {
		if c.HasTag(tag) {
			return c
		}
	}
	return nil
}

// Solution reads a solution's Go file and returns the part that goes into a
// cell: everything but the package clause.
func Solution(file string) (string, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(src[f.Name.End()-1:])), nil
}

// IsCheck reports whether the cell checks an exercise: its tag is check-NAME.
func (c *Cell) IsCheck() bool {
	return slices.ContainsFunc(c.Tags(), func(t string) bool { return strings.HasPrefix(t, "check-") })
}
