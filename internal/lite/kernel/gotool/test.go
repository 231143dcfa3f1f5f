package gotool

import (
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// testImports are what the main package of a test imports.
var testImports = []string{"os", "reflect", "testing", "testing/internal/testdeps"}

// compileTest compiles the tests, and the main package that runs them, and
// returns the latter's file.
func (b *build) compileTest(s *source, tmp, config string) (main string, err error) {
	// The package of the tests is called main, but its path must be another.
	path := filepath.Base(b.dir)
	tests := filepath.Join(tmp, "test.a")
	if err := b.compileFiles(path, tests, config, s.files...); err != nil {
		return "", err
	}
	f, err := os.OpenFile(config, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(f, "packagefile %s=%s\n", path, tests)
	if err := f.Close(); err != nil {
		return "", err
	}
	name := filepath.Join(tmp, "_testmain.go")
	if err := os.WriteFile(name, s.tests(path).main(), 0o666); err != nil {
		return "", err
	}
	main = filepath.Join(tmp, "main.a")
	return main, b.compileFiles("main", main, config, name)
}

// tests are the functions that a test's main package calls.
type tests struct {
	Path                               string
	Tests, Benchmarks, Fuzz, TestMains []string
}

// tests finds them as go test does.
func (s *source) tests(path string) tests {
	t := tests{Path: path}
	for _, file := range s.parsed {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || f.Type.Params.NumFields() != 1 {
				continue
			}
			switch name := f.Name.Name; {
			case name == "TestMain":
				t.TestMains = append(t.TestMains, name)
			case isTest(name, "Test"):
				t.Tests = append(t.Tests, name)
			case isTest(name, "Benchmark"):
				t.Benchmarks = append(t.Benchmarks, name)
			case isTest(name, "Fuzz"):
				t.Fuzz = append(t.Fuzz, name)
			}
		}
	}
	return t
}

// isTest reports whether a name is that of a test with this prefix: Test and
// TestX are, Testing is not.
func isTest(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !unicode.IsLower(first))
}

// main returns the main package that runs the tests, as go test writes it; there
// are no examples in it.
func (t tests) main() []byte {
	called := "_test"
	if len(t.Tests)+len(t.Benchmarks)+len(t.Fuzz)+len(t.TestMains) == 0 {
		called = "_"
	}
	list := func(names []string) string {
		var all strings.Builder
		for _, name := range names {
			fmt.Fprintf(&all, "{%q, _test.%s}, ", name, name)
		}
		return all.String()
	}
	run := "m.Run()"
	if len(t.TestMains) > 0 {
		run = "_test.TestMain(m)"
	}
	return fmt.Appendf(nil, `package main

import (
	"os"
	"reflect"
	"testing"
	"testing/internal/testdeps"

	%s %q
)

func init() { testdeps.ImportPath = %[2]q }

func main() {
	m := testing.MainStart(testdeps.TestDeps{}, []testing.InternalTest{%s}, []testing.InternalBenchmark{%s}, []testing.InternalFuzzTarget{%s}, nil)
	%s
	os.Exit(int(reflect.ValueOf(m).Elem().FieldByName("exitCode").Int()))
}
`, called, t.Path, list(t.Tests), list(t.Benchmarks), list(t.Fuzz), run)
}
