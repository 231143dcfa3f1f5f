package fingerprint

import (
	"slices"
	"strings"
	"testing"
)

// The value of each variable that the function uses is told by the code, or the
// variable is named.
func TestUnknown(t *testing.T) {
	for _, test := range []struct{ name, body, unknown string }{
		{"nothing", `R("k", func() int { return 1 })`, ""},
		{"a loop's variable", `for i := range 2 { R("k", func() int { return i }) }`, "i"},
		{"one of a for loop", `for i := 0; i < 2; i++ { R("k", func() int { return i }) }`, "i"},
		{"both of a range", `for i, v := range rates { R("k", func() int { return i + int(v) }) }`, "i v"},
		{"made from a loop's variable", `for i := range 2 { s := 10 * i; R("k", func() int { return s }) }`, "s"},
		{"made in a loop from something else", `for range 2 { s := 10; R("k", func() int { return s }) }`, ""},
		{"counted in a loop", `s := 0; for range 2 { s++; R("k", func() int { return s }) }`, "s"},
		{"counted in a loop, after", `s := 0; for range 2 { R("k", func() int { return s }); s += 2 }`, "s"},
		{"counted in a loop before", `s := 0; for i := range 2 { s += i }; R("k", func() int { return s })`, ""},
		{"a loop that assigns", `var s int; for s = range 2 { R("k", func() int { return s }) }`, "s"},
		{"changed through a pointer in a loop", `m := mlx.Linear(1, 1); for range 2 { fit(m); R("k", func() int { return test(m) }) }`, "m"},
		{"a slice changed in a loop", `s := []int{0}; for i := range 2 { s[0] = i; R("k", func() int { return s[0] }) }`, "s"},
		{"a number handed on in a loop", `s := 3; for range 2 { fit(s); R("k", func() int { return s }) }`, ""},
		{"printed in a loop", `s := []int{0}; for range 2 { fmt.Println(s, len(s)); R("k", func() int { return s[0] }) }`, ""},
		{"in the key", `for i := range 2 { R(fmt.Sprint("k", i), func() int { return i }) }`, ""},
		{"in a variable that is the key", `for i := range 2 { key := fmt.Sprint("k", i); R(key, func() int { return i }) }`, ""},
		{"the key is made from what it is made from", `for i := range 2 { s := 10 * i; R(fmt.Sprint("k", i), func() int { return s }) }`, ""},
		{"a field of it in the key", `for _, c := range []mlx.Pair{{1, 2}} { R(fmt.Sprint("k", c.X), func() int { return c.X + c.Y }) }`, "c"},
		{"a field of it in the key, and no other used", `for _, c := range []mlx.Pair{{1, 2}} { R(fmt.Sprint("k", c.X), func() int { return c.X }) }`, ""},
		{"a field of a model in the key", `for _, m := range models { R(fmt.Sprint("k", m.n), m.train) }`, "m"},
		{"its length in the key", `for _, xs := range [][]int{{1}, {2}} { R(fmt.Sprint("k", len(xs)), func() int { return xs[0] }) }`, "xs"},
		{"its length through a variable in the key", `for _, xs := range [][]int{{1}, {2}} { n := len(xs); R(fmt.Sprint("k", n), func() int { return xs[0] }) }`, "xs"},
		{"an element of it in the key", `for _, xs := range [][]int{{1}, {2}} { R(fmt.Sprint("k", xs[0]), func() int { return xs[1] }) }`, "xs"},
		{"one of two in the key", `for i, v := range rates { R(fmt.Sprint("k", i), func() int { return i + int(v) }) }`, "v"},
		{"through a variable", `for i := range 2 { f := func() int { return i }; R("k", f) }`, "*f"},
		{"a function in the key, which writes an address", `for _, f := range []func() int{one, two} { R(fmt.Sprint("k", f), f) }`, "*f"},
		{"a pointer in the key", `for i := range 2 { p := &i; R(fmt.Sprint("k", p), func() int { return *p }) }`, "*p"},
		{"through a variable, in the key", `for i := range 2 { f := func() int { return i }; R(fmt.Sprint(i), f) }`, ""},
		{"through a variable, changed before the call", `s := 1; f := func() int { return s }; s = 2; R("k", f)`, ""},
		{"a method of a loop's variable", `for _, m := range models { R("k", m.train) }`, "m"},
		{"a function that a call makes", `R("k", trainer(3))`, ""},
		{"a function that a call in a loop makes", `for i := range 2 { R("k", trainer(i)) }`, "i"},
		{"a call in a function for later", `s := 1; f := func() { R("k", func() int { return s }) }; s = 2; f()`, "s"},
		{"of the type that is asked for", `for i := range 2 { helpers.Remember[int]("k", func() int { return i }) }`, "i"},
		{"changed after", `s := 1; R("k", func() int { return s }); s = 2`, ""},
		{"changed by a function for later", `s := 1; add := func() { s++ }; add(); R("k", func() int { return s })`, "s"},
		{"changed by a function of a call", `s := make([]int, 5); mlx.Parallel(5, func(i int) { s[i] = i }); R("k", func() int { return s[1] })`, ""},
		{"a parameter of the function around", `mlx.Parallel(5, func(i int) { R("k", func() int { return i }) })`, "i"},
		{"changed in the function around", `s := 1; mlx.Parallel(5, func(i int) { s += i; R("k", func() int { return s }) })`, "s"},
		{"changed before the function around", `s := 1; s = 2; mlx.Parallel(5, func(i int) { R("k", func() int { return s }) })`, ""},
		{"a function", `f := func(x int) int { return 2 * x }; R("k", func() int { return f(1) })`, ""},
		{"a function of a loop's variable", `for i := range 2 { f := func(x int) int { return i * x }; R("k", func() int { return f(1) }) }`, "*f"},
		{"a variable of the file that main sets", `for _, rate = range rates { R("k", func() int { return int(rate) }) }`, "rate"},
		{"the same, in the key", `for _, rate = range rates { R(fmt.Sprint(rate), func() int { return int(rate) }) }`, ""},
		{"the same, through functions", `for _, rate = range rates { R("k", train) }`, "rate"},
		{"the same, of a function nobody calls", `R("k", func() int { return int(quiet) })`, ""},
		{"a variable of the file that the function itself sets", `R("k", func() int { rate = 4; return train() })`, ""},
		{"a variable of the file that the function counts in", `R("k", counting)`, ""},
		{"a type switch", `switch v := any(rates).(type) { case []float64: R("k", func() int { return len(v) }) }`, "v"},
		{"an if", `if s := 3; s > 2 { R("k", func() int { return s }) }`, ""},
	} {
		source := `package main

import (
	"fmt"
	"golessons/helpers"
	"golessons/mlx"
)

var rates = []float64{1, 2}
var rate = 3.0
var quiet = 3.0

func setQuiet() { quiet = 4 }

func counting() int { rate++; return int(rate) }

type model struct{ n int }

func (m model) train() int { return m.n }

var models = []model{{1}, {2}}

func trainer(n int) func() int { return func() int { return n } }

func train() int { return int(rate) }

func main() {
` + strings.ReplaceAll(test.body, "R(", "helpers.Remember(") + "\n}\n"
		var unknown []string
		codes := Of([]byte(source))
		for _, code := range codes {
			unknown = append(unknown, code.Unknown...)
		}
		slices.Sort(unknown)
		if got := strings.Join(unknown, " "); got != test.unknown || len(codes) != 1 {
			t.Errorf("%s: unknown are %q, want %q (%d calls)", test.name, got, test.unknown, len(codes))
		}
	}
}

// The parameters of the function around the call are unknown: its calls may
// differ.
func TestUnknownParameters(t *testing.T) {
	const source = `package main

import "golessons/helpers"

func try(n int) int { return helpers.Remember("k", func() int { return n }) }
func (m model) try() int { return helpers.Remember("k", func() int { return m.n }) }
func wrap(key string, f func() int) int { return helpers.Remember(key, f) }
`
	for line, want := range map[int]string{5: "n", 6: "m", 7: "*f"} {
		if got := strings.Join(Of([]byte(source))[line].Unknown, " "); got != want {
			t.Errorf("line %d: unknown are %q, want %q", line, got, want)
		}
	}
}

// The code with which a captured variable is made changes the sum.
func TestMadeWith(t *testing.T) {
	const source = `package main

import "golessons/helpers"

var seed = 3

func start() int { return seed }

func main() {
	const factor = 2
	a := start()
	b := 0
	for range 3 {
		if a > 7 {
			break
		}
		b += factor * a
	}
	helpers.Remember("k", func() int { return b }) // here
}
`
	want := at(t, source, "// here")
	if len(want.Unknown) > 0 {
		t.Errorf("unknown are %q", want.Unknown)
	}
	for _, change := range []string{"seed = 4", "return seed + 1", "factor = 3", "a := start() + 1", "b := 1", "range 4", "a > 8", "2 * factor * a"} {
		i := map[string]string{"seed = 4": "seed = 3", "return seed + 1": "return seed", "factor = 3": "factor = 2", "a := start() + 1": "a := start()",
			"b := 1": "b := 0", "range 4": "range 3", "a > 8": "a > 7", "2 * factor * a": "factor * a"}[change]
		if at(t, strings.Replace(source, i, change, 1), "// here").Sum == want.Sum {
			t.Errorf("%q for %q does not change the sum", change, i)
		}
	}
}

// The code with which a variable that holds the function is made changes the sum.
func TestThroughAVariable(t *testing.T) {
	source := func(s, f, later string) string {
		return "package main\n\nimport \"golessons/helpers\"\n\nfunc main() {\n\ts := " + s + "\n\tf := func() int { return " + f + " }\n\ts = " + later + "\n\thelpers.Remember(\"k\", f) // here\n}\n"
	}
	want := at(t, source("1", "s", "2"), "// here").Sum
	for _, other := range []string{source("3", "s", "2"), source("1", "-s", "2"), source("1", "s", "3")} {
		if at(t, other, "// here").Sum == want {
			t.Errorf("the sum is the same with\n%s", other)
		}
	}
}

// A change through another name for a variable changes the sum.
func TestAnotherName(t *testing.T) {
	for _, alias := range []string{"ys := xs", "ys := xs[:1]", "var ys = xs", "zs := (xs)\n\tys := zs"} {
		source := func(value string) string {
			return "package main\n\nimport \"golessons/helpers\"\n\nfunc main() {\n\txs := []int{1, 2}\n\t" + alias + "\n\tys[0] = " + value + "\n\thelpers.Remember(\"k\", func() int { return xs[0] }) // here\n}\n"
		}
		if at(t, source("10"), "// here").Sum == at(t, source("20"), "// here").Sum {
			t.Errorf("the sum is the same, whatever is set through %q", alias)
		}
		if got := at(t, source("10"), "// here").Unknown; got != nil {
			t.Errorf("%q: unknown are %q", alias, got)
		}
	}
}

// Calling or remembering a function does not change it.
func TestUsedBefore(t *testing.T) {
	source := func(before string) string {
		return "package main\n\nimport \"golessons/helpers\"\n\nfunc main() {\n\tf := func() int { return 1 }\n\t" + before + "\n\thelpers.Remember(\"k\", f) // here\n}\n"
	}
	for _, before := range []string{"f()", "helpers.Remember(\"k\", f)", "g := func() int { return f() }\n\tg()"} {
		if got := at(t, source(before), "// here"); got.Sum != at(t, source(""), "// here").Sum || got.Unknown != nil {
			t.Errorf("%s: another sum, or unknown: %q", before, got.Unknown)
		}
	}
}
