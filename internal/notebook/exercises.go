package notebook

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
)

// An exercise is a pair of cells: the stub, tagged exercise-NAME, which
// declares what the learner is to write, and the check, tagged check-NAME.
// Its solution is the file NAME.go in lessons/solutions/LESSON.

// Exercises lists the names of the exercises, in order. It returns an error
// for a stub without a check or the other way round.
func (nb *Notebook) Exercises() ([]string, error) {
	var names []string
	count := map[string]int{}
	for _, c := range nb.Cells {
		for _, t := range c.Tags() {
			if name, ok := strings.CutPrefix(t, "exercise-"); ok {
				names = append(names, name)
				count[name]++
			}
			if name, ok := strings.CutPrefix(t, "check-"); ok {
				count[name] += 100
			}
		}
	}
	for name, n := range count {
		if n != 101 {
			return nil, fmt.Errorf("exercise %q has %d stubs and %d checks, want one of each", name, n%100, n/100)
		}
	}
	return names, nil
}

// Checked lists the names under which the verdicts on the exercises are kept,
// in order: those that the checks give to helpers.Check.
func (nb *Notebook) Checked() ([]string, error) {
	names, err := nb.Exercises()
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		if m := checkCall.FindStringSubmatch(nb.Tagged("check-" + name).Source); m != nil {
			names[i] = m[1]
		}
	}
	return names, nil
}

var checkCall = regexp.MustCompile(`\bhelpers\.Check\(\s*"([^"\\]+)"`)

// Tagged returns the first cell with the tag, or nil.
func (nb *Notebook) Tagged(tag string) *Cell {
	for _, c := range nb.Cells {
		if c.HasTag(tag) {
			return c
		}
	}
	return nil
}

// Solution reads a solution's declarations: its Go file less the package
// clause, as they go into a cell.
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

// isCheck reports whether the cell checks an exercise: its tag is check-NAME.
func (c *Cell) IsCheck() bool {
	for _, t := range c.Tags() {
		if strings.HasPrefix(t, "check-") {
			return true
		}
	}
	return false
}
