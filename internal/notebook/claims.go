package notebook

import (
	"regexp"
	"slices"
	"strings"
)

// ForClaims returns a notebook that makes the same claims and checks the same
// exercises with fewer programs to build: declarations stand before the next
// cell that runs, and cells that run but neither claim nor check anything, as
// their outputs say, are left out. Texts are left out too.
func (nb *Notebook) ForClaims() *Notebook {
	short := *nb
	short.Cells = nil
	var declared string
	add := func(c *Cell, source string) {
		merged := *c
		merged.Source = hoistImports(source)
		short.Cells = append(short.Cells, &merged)
		declared = ""
	}
	var last *Cell
	for _, c := range nb.Cells {
		switch {
		case c.Type != "code":
			continue
		case !runs.MatchString(c.Source):
			declared += c.Source + "\n"
		case c.IsCheck() || len(c.Claims()) > 0:
			add(c, declared+c.Source)
		default:
			// What it declares before its main may be needed later.
			declared += runs.Split(c.Source, 2)[0] + "\n"
		}
		last = c
	}
	if strings.TrimSpace(declared) != "" {
		add(last, declared) // it must compile all the same
	}
	return &short
}

var (
	// runs finds where a cell's program or GoNB's own commands begin.
	runs    = regexp.MustCompile(`(?m)^[%!]`)
	imports = regexp.MustCompile(`(?m)^import (\([^)]*\)|[^\n(]*)\n?`)
)

// hoistImports puts the imports of several cells first, where Go wants them.
func hoistImports(source string) string {
	found := imports.FindAllString(source, -1)
	for i, text := range found {
		found[i] = strings.TrimSuffix(text, "\n") + "\n"
	}
	slices.Sort(found)
	return strings.Join(slices.Compact(found), "") + imports.ReplaceAllString(source, "")
}
