package words

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// inSources are the sentences in the sources of helpers that no learner reads,
// or reads in any language.
var inSources = []string{
	"not called from the cell", "not a call that the kernel knows", "no kernel", // their caller says it
	"golessons value 1\n", "not a kept value", "the sum is wrong", // of a file
	"LGPL ≥ 2", "Royston P, ", "Allen AM, ", // what is quoted
	"padding:", // CSS
}

// Whatever looks like a sentence in the sources of helpers is one that the
// languages have. What is handed to words is seen by TestSourcesAndLanguages;
// this finds a sentence that is not, be it in a figure's legend.
func TestHelpersAreTranslated(t *testing.T) {
	sentence := regexp.MustCompile(`[A-Za-z]{2,} [A-Za-z%(]|[A-Za-z]{2,}: $`)
	packages := parse(t, token.NewFileSet(), "../..")
	met := map[string]bool{}
	for _, folder := range []string{"helpers", "helpers/data", "helpers/figure"} {
		for _, file := range packages[folder] {
			ast.Inspect(file.tree, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Count" {
						return false // a noun
					}
				}
				e, ok := n.(*ast.BasicLit)
				if !ok {
					return true
				}
				text, ok := literal(e)
				if !ok || !sentence.MatchString(text) || strings.HasPrefix(text, "<") || japanese.Sentences[text] != "" {
					return true
				}
				if i := slices.IndexFunc(inSources, func(s string) bool { return strings.HasPrefix(text, s) }); i >= 0 {
					met[inSources[i]] = true
				} else {
					t.Errorf("%s: %q is no sentence of any language", file.name, text)
				}
				return true
			})
		}
	}
	for _, s := range inSources {
		if !met[s] {
			t.Errorf("no source has %q any more", s)
		}
	}
}

// The launcher's ways to print that are not fmt's, which
// TestLauncherIsTranslated looks at.
func TestLauncherWritesNoSentence(t *testing.T) {
	writes := []string{"WriteString", "Write", "Say", "Print", "print", "println"}
	for folder, files := range parse(t, token.NewFileSet(), "../..") {
		if folder != "internal/notebook" && !slices.Contains(launcher, folder) {
			continue
		}
		for _, file := range files {
			ast.Inspect(file.tree, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				name := ""
				switch f := call.Fun.(type) {
				case *ast.SelectorExpr:
					name = f.Sel.Name
				case *ast.Ident:
					name = f.Name
				}
				if !slices.Contains(writes, name) {
					return true
				}
				for _, argument := range call.Args {
					if conversion, ok := argument.(*ast.CallExpr); ok && len(conversion.Args) == 1 { // []byte("…")
						if _, ok := conversion.Fun.(*ast.ArrayType); ok {
							argument = conversion.Args[0]
						}
					}
					if text, ok := literal(argument); ok && aSentence.MatchString(text) && !strings.HasPrefix(text, "<") && !strings.Contains(text, "\n\n") { // a page, Go
						t.Errorf("%s: %q is said in English only", file.name, text)
					}
				}
				return true
			})
		}
	}
}
