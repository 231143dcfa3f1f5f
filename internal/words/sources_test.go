package words

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every sentence of the sources has its translation in every language, every
// translation has its sentence in the sources, and both take the same
// arguments.
func TestSourcesAndLanguages(t *testing.T) {
	used := sentencesOf(t, "../..", map[hand]int{
		{here, "T"}: 0, {here, "Error"}: 0, {here, "Sprintf"}: 0, {here, "Errorf"}: 0, {here, "Printf"}: 0, {here, "Fprintf"}: 1,
	})
	if len(used) < 100 {
		t.Fatalf("%d sentences were found in the sources", len(used))
	}
	for _, l := range languages {
		if l == &english {
			continue
		}
		for _, problem := range compare(used, l.Sentences) {
			t.Errorf("%s: %s", l.Tag, problem)
		}
	}
}

// Every format with which package mlx says what is wrong with a call has its
// translation in every language, and so on, as above. A format without words of
// its own, "%s: %v", passes on what others say. Keys without verbs may be words
// that mlx gives to a format ("learning rate").
func TestMLXAndLanguages(t *testing.T) {
	used := sentencesOf(t, "../../mlx", map[hand]int{{".", "errorf"}: 1})
	texts := map[string]string{}
	for _, file := range parse(t, token.NewFileSet(), "../../mlx")["."] {
		ast.Inspect(file.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, ok := literal(n); ok {
					texts[text] = file.name
				}
			case *ast.CompositeLit: // &Error{where, fmt.Sprintf(…), err}
				if name, ok := n.Type.(*ast.Ident); !ok || name.Name != "Error" {
					break
				}
				for _, field := range n.Elts {
					if call, ok := field.(*ast.CallExpr); ok && len(call.Args) > 0 {
						if format, ok := literal(call.Args[0]); ok {
							used[format] = file.name
						}
					}
				}
			}
			return true
		})
	}
	word := regexp.MustCompile(`[a-z]{2}`)
	for format := range used {
		if !word.MatchString(anyVerb.ReplaceAllString(format, "")) {
			delete(used, format)
		}
	}
	if len(used) < 100 {
		t.Fatalf("%d formats were found in mlx", len(used))
	}
	for _, l := range languages {
		if l == &english {
			continue
		}
		said := mlxIn(l)
		for word := range said {
			if verbs(word) == nil && used[word] == "" && texts[word] != "" {
				used[word] = texts[word]
			}
		}
		for _, problem := range compare(used, said) {
			t.Errorf("%s: of mlx: %s", l.Tag, problem)
		}
	}
}

var anyVerb = regexp.MustCompile(`%[-+# 0-9.]*[a-zA-Z]`)

// A cell is linked without what the kernel says of mlx.
func TestCellsAreWithoutMLX(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	program := filepath.Join(t.TempDir(), "cell")
	if out, err := exec.Command("go", "build", "-o", program, "./testdata/cell").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	linked, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	if sentence := japanese.Sentences["the function ends without giving a value."]; !bytes.Contains(linked, []byte(sentence)) {
		t.Errorf("a sentence of helpers is not found in the program: %s", sentence)
	}
	for _, sentence := range japaneseMLX() {
		if len(sentence) > 40 && bytes.Contains(linked, []byte(sentence)) {
			t.Fatalf("the program has %s", sentence)
		}
	}
}

// said lists what the launcher prints or returns in English alone, and why it
// may: somebody who works on the course reads it, or a program.
var said = []string{
	"the parts of an image are",                                            // the Dockerfile's command
	"no server runs (yet)", "the server answers %s", "cannot start %s: %w", // a container's
	"the tests failed (%w)", "the tests need %s: %s",
	"go does not find GoNB (%w)", "go build: %w\n%s",
	"JupyterLab does not answer", // waited for by its caller, who says it
	"go %s\n",
}

// launcher lists the packages that speak to those who run the golessons command.
// The errors of internal/notebook are for those who write lessons.
var launcher = []string{
	"internal/cli", "internal/container", "internal/course", "internal/lab", "internal/plainfile",
	"internal/setup", "internal/setup/step", "internal/site", "internal/state", "internal/tempfolder",
}

// aSentence matches a text that has two words and more.
var aSentence = regexp.MustCompile(`[A-Za-z]{2,} [A-Za-z%(]`)

// The launcher gets its sentences from this package.
func TestLauncherIsTranslated(t *testing.T) {
	allowed := map[string]bool{}
	for folder, files := range parse(t, token.NewFileSet(), "../..") {
		if !slices.Contains(launcher, folder) {
			continue
		}
		for _, file := range files {
			ast.Inspect(file.tree, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				f, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				switch x, _ := f.X.(*ast.Ident); {
				case x == nil:
					return true
				case x.Name == "errors" && f.Sel.Name == "New":
				case x.Name == "fmt" && (f.Sel.Name == "Errorf" || f.Sel.Name == "Sprintf" || strings.HasPrefix(f.Sel.Name, "Print") || strings.HasPrefix(f.Sel.Name, "Fprint")):
				default:
					return true
				}
				for _, argument := range call.Args {
					text, ok := literal(argument)
					if !ok || !aSentence.MatchString(text) || strings.HasPrefix(text, "<") {
						continue
					}
					if i := slices.IndexFunc(said, func(s string) bool { return strings.HasPrefix(text, s) }); i >= 0 {
						allowed[said[i]] = true
					} else {
						t.Errorf("%s: %q is said in English only: words.%s does it in the learner's language", file.name, text, strings.Replace(f.Sel.Name, "New", "Error", 1))
					}
				}
				return true
			})
		}
	}
	for _, s := range said {
		if !allowed[s] {
			t.Errorf("nothing says %q any more", s)
		}
	}
}

// compare finds each kind of fault that TestSourcesAndLanguages looks for.
func TestCompare(t *testing.T) {
	used := map[string]string{"one": "a.go:1", "%d of %s": "a.go:2", "%s, %d%%": "a.go:3", "two\n": "a.go:4"}
	got := compare(used, map[string]string{"%d of %s": "%[2]s の %[1]d", "%s, %d%%": "%d、%s", "left": "x", "two\n": "二"})
	want := []string{
		`a.go:1: no translation of "one"`,
		`a.go:3: "%s, %d%%" takes [1s 2d], its translation [1d 2s]`,
		`a.go:4: "two\n" and its translation do not end the same line`,
		`nothing says "left"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func compare(used, sentences map[string]string) (problems []string) {
	for english, where := range used {
		translated := sentences[english]
		switch {
		case translated == "":
			problems = append(problems, fmt.Sprintf("%s: no translation of %q", where, english))
		case !slices.Equal(verbs(english), verbs(translated)):
			problems = append(problems, fmt.Sprintf("%s: %q takes %v, its translation %v", where, english, verbs(english), verbs(translated)))
		case strings.HasSuffix(english, "\n") != strings.HasSuffix(translated, "\n"):
			problems = append(problems, fmt.Sprintf("%s: %q and its translation do not end the same line", where, english))
		}
	}
	for english := range sentences {
		if used[english] == "" {
			problems = append(problems, fmt.Sprintf("nothing says %q", english))
		}
	}
	slices.Sort(problems)
	return problems
}

// verbs returns the verbs of a format with the numbers of their arguments.
func verbs(format string) (all []string) {
	next := 1
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.", format[i]) >= 0; i++ {
		}
		if i < len(format) && format[i] == '[' {
			end := i + strings.IndexByte(format[i:], ']')
			next, _ = strconv.Atoi(format[i+1 : end])
			i = end + 1
		}
		if i < len(format) && format[i] != '%' {
			all = append(all, fmt.Sprintf("%d%c", next, format[i]))
			next++
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// A source is a file that is no test.
type source struct {
	name string // relative to the root
	tree *ast.File
}

// parse returns the sources under root, by their folders.
func parse(t *testing.T, fset *token.FileSet, root string) map[string][]source {
	t.Helper()
	packages := map[string][]source{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && file != root && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return filepath.SkipDir
		case !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		tree, err := parser.ParseFile(fset, name, text, 0)
		if err != nil {
			return err
		}
		packages[path.Dir(name)] = append(packages[path.Dir(name)], source{name, tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

const here = "internal/words"

// sentencesOf returns the sentences in the sources under root, with a place of
// each: the argument with its number of each function in hands, and of functions
// that hand an argument on to one of those.
func sentencesOf(t *testing.T, root string, hands map[hand]int) map[string]string {
	fset := token.NewFileSet()
	packages := parse(t, fset, root)

	s := scanner{fset: fset, hands: hands, found: map[string]string{}}
	delete(packages, here)
	for known := 0; known < len(s.hands); { // until no more functions are found
		known = len(s.hands)
		s.problems, s.found = nil, map[string]string{}
		for folder, files := range packages {
			for _, file := range files {
				s.file(folder, file.tree)
			}
		}
	}
	for _, problem := range s.problems {
		t.Error(problem)
	}
	return s.found
}

// A hand is a function that takes a sentence.
type hand struct{ folder, name string }

type scanner struct {
	fset     *token.FileSet
	hands    map[hand]int // with the number of the argument
	found    map[string]string
	problems []string
}

func (s *scanner) file(folder string, file *ast.File) {
	imports := map[string]string{} // the folders of our packages, by the name
	for _, imported := range file.Imports {
		if p, err := strconv.Unquote(imported.Path.Value); err == nil && strings.HasPrefix(p, "golessons/") {
			name := path.Base(p)
			if imported.Name != nil {
				name = imported.Name.Name
			}
			imports[name] = strings.TrimPrefix(p, "golessons/")
		}
	}
	// A function around the place that is being read; open has all of them, the
	// innermost last.
	type function struct {
		node       ast.Node
		name       string
		parameters []string
	}
	var open []function
	closures := map[*ast.FuncLit]string{}
	parameters := func(t *ast.FuncType) (names []string) {
		for _, field := range t.Params.List {
			for _, name := range field.Names {
				names = append(names, name.Name)
			}
		}
		return names
	}
	var stack []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			if len(open) > 0 && open[len(open)-1].node == stack[len(stack)-1] {
				open = open[:len(open)-1]
			}
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, right := range n.Rhs {
				if f, ok := right.(*ast.FuncLit); ok && i < len(n.Lhs) {
					if name, ok := n.Lhs[i].(*ast.Ident); ok {
						closures[f] = name.Name
					}
				}
			}
		case *ast.GenDecl:
			if len(stack) == 2 && n.Tok == token.VAR { // the file, and this
				ast.Inspect(n, func(n ast.Node) bool {
					if _, later := n.(*ast.FuncLit); later {
						return false
					}
					if f, ok := n.(*ast.SelectorExpr); ok {
						if x, ok := f.X.(*ast.Ident); ok && imports[x.Name] == "internal/words" && f.Sel.Name != "Text" { // asks when it is said
							where := s.fset.Position(n.Pos())
							s.problems = append(s.problems, fmt.Sprintf("%s:%d: said before it is known in which language", where.Filename, where.Line))
						}
					}
					return true
				})
			}
		case *ast.FuncDecl:
			open = append(open, function{n, n.Name.Name, parameters(n.Type)})
		case *ast.FuncLit:
			open = append(open, function{n, closures[n], parameters(n.Type)})
		case *ast.CallExpr:
			var called hand
			switch f := n.Fun.(type) {
			case *ast.Ident:
				called = hand{folder, f.Name}
			case *ast.SelectorExpr:
				called = hand{folder, f.Sel.Name}
				if x, ok := f.X.(*ast.Ident); ok && imports[x.Name] != "" {
					called.folder = imports[x.Name]
				} else if ok && x.Obj == nil && slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool {
					return path.Base(strings.Trim(i.Path.Value, `"`)) == x.Name
				}) {
					return true // another's package
				} else if imports["words"] != "" && (f.Sel.Name == "T" || f.Sel.Name == "Sprintf") {
					called.folder = imports["words"] // a Language's method
				}
			}
			argument, ok := s.hands[called]
			if _, method := n.Fun.(*ast.SelectorExpr); !ok && method && called.folder == folder {
				for _, imported := range imports { // a method of another package's
					if argument, ok = s.hands[hand{imported, called.name}]; ok {
						break
					}
				}
			}
			if !ok || argument >= len(n.Args) {
				return true
			}
			where := s.fset.Position(n.Args[argument].Pos())
			if sentence, ok := literal(n.Args[argument]); ok {
				if s.found[sentence] == "" {
					s.found[sentence] = fmt.Sprintf("%s:%d", where.Filename, where.Line)
				}
				return true
			}
			if name, ok := n.Args[argument].(*ast.Ident); ok {
				for i := len(open) - 1; i >= 0; i-- {
					if at := slices.Index(open[i].parameters, name.Name); at >= 0 && open[i].name != "" {
						s.hands[hand{folder, open[i].name}] = at
						return true
					}
				}
			}
			s.problems = append(s.problems, fmt.Sprintf("%s:%d: not a literal, so that no language can be asked for it", where.Filename, where.Line))
		}
		return true
	})
}

// literal returns the text of string literals and their sum.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		x, okX := literal(e.X)
		y, okY := literal(e.Y)
		return x + y, okX && okY && e.Op == token.ADD
	}
	return "", false
}
