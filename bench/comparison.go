package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"math"
	"slices"
	"strings"

	"golessons/internal/notebook"
)

// A comparison is a < b, or another operator, with the numbers that it had when a
// claim's cell ran.
type comparison struct {
	Op   string
	A, B float64
}

// spare returns how far the two numbers are apart, as a share of the larger one.
func (c comparison) spare() float64 {
	return math.Abs(c.B-c.A) / max(math.Abs(c.A), math.Abs(c.B), math.SmallestNonzeroFloat64)
}

// A comparedClaim is a claim and the comparisons that it is made of.
type comparedClaim struct {
	text     string
	holds    bool
	compared []comparison
}

// thinnest returns the comparison with least to spare.
func (c comparedClaim) thinnest() comparison {
	return slices.MinFunc(c.compared, func(a, b comparison) int { return cmp.Compare(a.spare(), b.spare()) })
}

// spare returns the spare of the thinnest comparison; +Inf for a claim that
// compares no numbers.
func (c comparedClaim) spare() float64 {
	if len(c.compared) == 0 {
		return math.Inf(1)
	}
	return c.thinnest().spare()
}

// comparisonMark is the beginning of the line that a comparison prints.
const comparisonMark = "compared: "

// printComparison is the cell that printComparisons puts in front of the others.
const printComparison = `import (
	"encoding/json"
	"fmt"
	"reflect"
)

func comparison(op string, a, b any) bool {
	number := reflect.TypeFor[float64]()
	x, y := reflect.ValueOf(a).Convert(number).Float(), reflect.ValueOf(b).Convert(number).Float()
	line, _ := json.Marshal(map[string]any{"Op": op, "A": x, "B": y})
	fmt.Println("` + comparisonMark + `" + string(line))
	return map[string]bool{"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}[op]
}
`

// printComparisons returns a notebook whose claims print the numbers that they
// compare.
func printComparisons(nb *notebook.Notebook) (*notebook.Notebook, error) {
	printing := *nb
	printing.Cells = []*notebook.Cell{{ID: "comparison", Type: "code", Source: printComparison}}
	for _, c := range nb.Cells {
		rewritten := *c
		var err error
		if rewritten.Source, err = comparisonsPrinted(c.Source); err != nil {
			return nil, fmt.Errorf("cell %s: %w", c.ID, err)
		}
		printing.Cells = append(printing.Cells, &rewritten)
	}
	return &printing, nil
}

// comparisonsPrinted returns the cell with a < b, in every helpers.Claim, rewritten
// as comparison("<", a, b); likewise for <=, > and >=.
func comparisonsPrinted(source string) (string, error) {
	const claim = "helpers.Claim("
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(source, claim)
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		rest = claim + rest
		call := rest[:callEnd(rest)]
		rewritten, err := comparisonsOf(call)
		if err != nil {
			return "", fmt.Errorf("%s: %w", call, err)
		}
		b.WriteString(rewritten)
		source = rest[len(call):]
	}
}

// callEnd returns the end of the call at the beginning of source.
func callEnd(source string) int {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, []byte(source), func(token.Position, string) {}, 0)
	for depth := 0; ; {
		pos, tok, _ := s.Scan()
		switch tok {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			if depth--; depth == 0 {
				return file.Offset(pos) + 1
			}
		case token.EOF:
			return len(source)
		}
	}
}

// comparisonsOf rewrites one call of helpers.Claim. Comparisons on either side of
// || stay as they are: one of them may fail.
func comparisonsOf(call string) (string, error) {
	expr, err := parser.ParseExpr(call)
	if err != nil {
		return "", err
	}
	args := expr.(*ast.CallExpr).Args
	at := func(pos token.Pos) int { return int(pos) - int(expr.Pos()) }
	var edit func(e ast.Expr) string
	edit = func(e ast.Expr) string {
		text := call[at(e.Pos()):at(e.End())]
		switch e := e.(type) {
		case *ast.ParenExpr:
			return "(" + edit(e.X) + ")"
		case *ast.BinaryExpr:
			switch e.Op {
			case token.LAND:
				return edit(e.X) + " && " + edit(e.Y)
			case token.LSS, token.LEQ, token.GTR, token.GEQ:
				x, y := call[at(e.X.Pos()):at(e.X.End())], call[at(e.Y.Pos()):at(e.Y.End())]
				return fmt.Sprintf("comparison(%q, %s, %s)", e.Op, x, y)
			}
		}
		return text
	}
	last := args[len(args)-1]
	return call[:at(last.Pos())] + edit(last) + call[at(last.End()):], nil
}

// comparedClaims returns the claims of a notebook that has run, read from its
// outputs.
func comparedClaims(nb *notebook.Notebook) []comparedClaim {
	var claims []comparedClaim
	for _, c := range nb.Cells {
		var compared []comparison
		for line := range strings.Lines(c.Printed()) {
			line = strings.TrimSpace(line)
			if text, ok := strings.CutPrefix(line, comparisonMark); ok {
				var one comparison
				if json.Unmarshal([]byte(text), &one) == nil {
					compared = append(compared, one)
				}
				continue
			}
			for _, mark := range []string{"✓ ", "✗ "} {
				// An exercise's check, which prints the same marks, compares nothing here.
				if text, ok := strings.CutPrefix(line, mark); ok && !c.IsCheck() {
					claims = append(claims, comparedClaim{text, mark == "✓ ", compared})
					compared = nil
				}
			}
		}
	}
	return claims
}
