package notebook

import (
	"regexp"
	"slices"
	"strings"

	"golessons/internal/words"
)

// ForClaims returns a notebook that makes the same claims and checks the same
// exercises with fewer programs to build. Declarations are moved into the next
// cell that runs. Cells that run but, by their outputs, neither claim nor check
// anything are left out, as are texts.
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
			// Its declarations before the program may be needed later.
			declared += runs.Split(c.Source, 2)[0] + "\n"
		}
		last = c
	}
	if strings.TrimSpace(declared) != "" {
		add(last, declared) // the rest must compile too
	}
	return &short
}

var (
	// runs matches where a cell's program, or a command of GoNB's, begins.
	runs    = regexp.MustCompile(`(?m)^[%!]`)
	imports = regexp.MustCompile(`(?m)^import (\([^)]*\)|[^\n(]*)\n?`)
)

// hoistImports moves the imports of several cells to the top, where Go wants
// them.
func hoistImports(source string) string {
	found := imports.FindAllString(source, -1)
	for i, text := range found {
		found[i] = strings.TrimSuffix(text, "\n") + "\n"
	}
	slices.Sort(found)
	return strings.Join(slices.Compact(found), "") + imports.ReplaceAllString(source, "")
}

// FailedClaims returns an error that names the first claim that did not hold.
// A check of an exercise, which may not be done yet, is no claim.
func (nb *Notebook) FailedClaims() error {
	for i, c := range nb.Cells {
		if c.IsCheck() {
			continue
		}
		for _, claim := range c.Claims() {
			if !claim.Holds {
				return &CellError{i, words.Sprintf("this claim does not hold: %s", claim.Text)}
			}
		}
	}
	return nil
}

// A Claim is a sentence that a cell has checked. Package helpers prints each on a
// line of its own, after ✓ or ✗.
type Claim struct {
	Holds bool
	Text  string
}

var claimLine = regexp.MustCompile(`(?m)^\s*([✓✗]) (.*)$`)

// Claims lists the claims among the cell's outputs.
func (c *Cell) Claims() []Claim {
	var claims []Claim
	add := func(text string) {
		for _, m := range claimLine.FindAllStringSubmatch(text, -1) {
			claims = append(claims, Claim{m[1] == "✓", strings.TrimSpace(m[2])})
		}
	}
	for _, o := range c.Outputs {
		add(o.Text)
		if text, ok := o.Data["text/plain"].(string); ok {
			add(text)
		}
	}
	return claims
}
