package reach

import (
	"slices"
	"strings"
	"testing"
)

// leftOut returns what a program leaves out, for a test. The lines of the cell
// itself are those that end with "// here".
func leftOut(t *testing.T, source string) string {
	t.Helper()
	lines := strings.Split(source, "\n")
	r := Of([]byte(source), false, func(line int) bool { return strings.HasSuffix(lines[line-1], "// here") })
	if r == nil {
		t.Fatalf("nothing is known of\n%s", source)
	}
	return strings.Join(r.Left(), " ")
}

// Each program has a declaration on each line, and main runs what is given.
func TestOf(t *testing.T) {
	for _, tt := range []struct{ name, declarations, main, left string }{
		{"nothing", "", "", ""},
		{"a function that is not called", "func f() {}", "", "f"},
		{"a function that is called", "func f() {}", "f()", ""},
		{"a function that is a value", "func f() {}", "println(f)", ""},
		{"what a function calls", "func f() { g() }\nfunc g() {}\nfunc h() { g() }", "f()", "h"},
		{"functions that call each other", "func f() { g() }\nfunc g() { f() }", "", "f g"},
		{"one that calls itself", "func f() { f() }", "", "f"},
		{"a parameter of the same name", "func f() {}\nfunc g(f int) int { return f }", "g(1)", "f"},
		{"a variable of the same name", "func f() {}", "f := 1; _ = f", "f"},
		{"a name that is another only later", "func f() int { return 1 }", "f := f(); _ = f", ""},
		{"a member of the same name", "import \"m\"\nfunc Sum() {}", "m.Sum()", "Sum"},
		{"a field of the same name", "type T struct{ a int }\nvar a = 1", "_ = T{a: 1}.a", "a"},
		{"a key of a type from a package", "import \"m\"\nvar a = 1", "_ = m.T{a: 1}", ""},
		{"an argument of a function from a package", "import \"m\"\nvar a = 1\nvar b = 1", "m.F(func() { m.G(a) })", "b"},
		{"an argument of what is undefined", "var a = 1\nvar b = 1", "undefined.F(a, func() { x.y(b) })", ""},
		{"a misspelt name", "func mean() {}", "maen()", "mean"},
		{"a label", "func loop() {}", "loop: for { break loop }", "loop"},

		{"a type that is used", "type T struct{ u U }\ntype U int\ntype V U", "var t T; _ = t", "V"},
		{"methods of a type", "type T int\nfunc (T) String() string { return f() }\nfunc f() string { return \"\" }", "var t T; _ = t", ""},
		{"methods of a type that is not used", "type T int\nfunc (t *T) m() { f() }\nfunc f() {}", "", "T f"},
		{"a type behind a function", "type T int\nfunc (T) m() { f() }\nfunc f() {}\nfunc new() *T { return nil }", "new().m()", ""},
		{"an embedded type", "type T struct{ U }\ntype U int\nfunc (U) m() { f() }\nfunc f() {}", "T{}.m()", ""},
		{"an interface", "type I interface{ m() J }\ntype J interface{}\ntype K interface{}", "var i I; _ = i", "K"},
		{"an alias", "import \"m\"\ntype T = *m.M\ntype U = T", "var t T; _ = t", "U"},
		{"generic functions", "type N interface{ int | float64 }\nfunc f[T N](t T) {}\nfunc g[T M](t T) {}\ntype M any", "f(1)", "M g"},
		{"a generic type", "type L[T any] struct{ t T }\nfunc (l *L[T]) m() { f() }\nfunc f() {}\ntype E int", "var l L[E]; _ = l", ""},
		{"a generic type that is not used", "type L[T any] struct{ t T }\nfunc (l *L[T]) m() { f() }\nfunc f() {}", "", "L f"},
		{"one whose methods GoNB does not know", "type L[T any] struct{ t T }\nfunc (l L[T]) m() { f() }\nfunc f() {}", "", ""},

		{"constants", "const a = 1\nconst b = a\nconst c = a", "_ = b", "c"},
		{"constants of a group", "const (a = iota; b; c)\nconst d = 1", "_ = c", "d"},
		{"a constant as a length", "const n = 3\ntype T [n]int", "_ = T{}", ""},

		{"an init", "func init() { f() }\nfunc f() {}\nfunc g() {}", "", "g"},
		{"no declaration of the cell", "func f() { g() } // here\nfunc g() {}\nvar v = h() // here\nfunc h() int { return 1 }\nfunc i() {}", "", "i"},
		{"a name that the cell declares anew", "func f() {} // here\nvar f = g()\nfunc g() int { return 1 }", "", ""},
		{"a method that the cell declares", "type T int\nfunc (T) m() {} // here\nfunc (T) n() { f() }\nfunc f() {}\ntype U int", "", "U"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := leftOut(t, "package main\n"+tt.declarations+"\nfunc main() { "+tt.main+" }"); got != tt.left {
				t.Errorf("left out %q, want %q", got, tt.left)
			}
		})
	}
}

func TestOfUnreadable(t *testing.T) {
	for _, source := range []string{"package main\nfunc f( {", "package main\nimport \"C\"\nfunc f() {}"} {
		r := Of([]byte(source), false, func(int) bool { return false })
		if r != nil || !r.Name("f") || !r.Function("T~m") || !r.Import("m") || r.Left() != nil {
			t.Errorf("%q: %v", source, r)
		}
	}
}

func TestOfTests(t *testing.T) {
	source := []byte("package main\nfunc TestF() { f() }\nfunc f() {}\nfunc BenchmarkF() {}\nfunc FuzzF() {}\nfunc Example() {}\nfunc tested() {}\ntype TestT int\nfunc main() {}")
	for tests, want := range map[bool]string{true: "TestT tested", false: "BenchmarkF Example FuzzF TestF TestT f tested"} {
		if got := strings.Join(Of(source, tests, func(int) bool { return false }).Left(), " "); got != want {
			t.Errorf("of tests %v: left out %q, want %q", tests, got, want)
		}
	}
}

// A cell keeps GoNB's declarations by their keys.
func TestOnly(t *testing.T) {
	source := "package main\ntype T int\nfunc (T) m() {}\ntype U int\ntype L[K, V any] int\nvar _ = f()\nvar w int\nfunc f() int { return int(T(0)) }\nfunc g() {}\nfunc main() { var l L[int, int]; _ = l }\nfunc init() {}"
	r := Of([]byte(source), false, func(int) bool { return false })
	all := map[string]int{}
	for _, key := range []string{"T~m", "U~m", "L[K, V]~m", "unknown~m", "f", "g", "init_a", "init"} {
		all[key] = 1
	}
	want := map[string]bool{"T~m": true, "L[K, V]~m": true, "unknown~m": true, "f": true, "init_a": true, "init": true}
	some := Only(all, r.Function)
	for key := range all {
		if _, kept := some[key]; kept != want[key] {
			t.Errorf("%s is kept: %v", key, kept)
		}
	}
	if some := Only(map[string]int{"T": 1, "U": 1, "_~000123": 1, "w": 1}, r.Name); len(some) != 2 || some["T"]+some["_~000123"] != 2 {
		t.Errorf("kept %v", some)
	}
	if !slices.Equal(r.Left(), []string{"U", "g", "w"}) {
		t.Errorf("left out %q", r.Left())
	}
}
