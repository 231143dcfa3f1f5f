package fingerprint

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const aCell = `package main

import (
	"fmt"
	"golessons/helpers"
	"golessons/mlx"
)

var rate = 0.1
var unused = 1

const (
	epochs = 10
	batch  = 4
)

type net struct{ w float64 }

func (n *net) step() { n.w += scale(rate) }

func (n *net) unusedStep() { n.w = 7 }

func scale(x float64) float64 {
	return 2 * x
}

func other() float64 { return 7 }

func train() net {
	n := net{}
	for range epochs {
		n.step()
	}
	return n
}

func main() {
	var n int
	fmt.Println("a cell", n)
	depth := 3
	unrelated := 5
	weights := []float64{1, 2}
	fmt.Println(weights)
	weights[0] = 4
	x := helpers.Remember("k", func() net { // the literal
		n := train()
		n.w *= float64(depth) * weights[0] * mlx.Zeros(3).Sum()
		return n
	})
	fmt.Println(x, unrelated)
	helpers.Remember("t", train) // the name
}
`

// at is the code of the call on the first line with text.
func at(t *testing.T, source, text string) Code {
	t.Helper()
	before, _, ok := strings.Cut(source, text)
	code, found := Of([]byte(source))[strings.Count(before, "\n")+1]
	if !ok || !found {
		t.Fatalf("no call at %q in\n%s", text, source)
	}
	return code
}

func TestOf(t *testing.T) {
	tests := []struct {
		name, from, to string
		literal, train bool // whether the sum changes
	}{
		{"its own line", "n.w *= float64(depth)", "n.w *= float64(depth + 1)", true, false},
		{"a function it calls", "for range epochs {", "for range 2 * epochs {", true, true},
		{"a method", "n.w += scale(rate)", "n.w -= scale(rate)", true, true},
		{"a function of a function", "return 2 * x", "return 3 * x", true, true},
		{"a variable of a function of a method", "var rate = 0.1", "var rate = 0.2", true, true},
		{"a constant in a group", "epochs = 10", "epochs = 11", true, true},
		{"a type", "struct{ w float64 }", "struct{ w, b float64 }", true, true},
		{"another package of the same name", `"golessons/mlx"`, `"mine/mlx"`, true, false},
		{"a captured variable", "depth := 3", "depth := 4", true, false},
		{"a captured variable that is changed", "weights[0] = 4", "weights[0] = 5", true, false},
		{"a constant that becomes a variable", "var rate = 0.1", "const rate = 0.1", true, true},
		{"an exported method, which others may call", "func other()", "func (net) String() string { return \"\" }\n\nfunc other()", true, true},
		{"a method it does not call", "n.w = 7", "n.w = 8", false, false},
		{"a comment", "n := train()", "n := train() // again", false, false},
		{"spacing", "var unused = 1\n", "var unused = 1\n\n\n", false, false},
		{"a variable it does not use", "var unused = 1", "var unused = 2", false, false},
		{"a constant it does not use", "batch  = 4", "batch  = 5", false, false},
		{"a function it does not use", "return 7", "return 8", false, false},
		{"a variable around it with the name of its own", "var n int", "var n int = 4", false, false},
		{"the rest of the cell", "unrelated := 5", "unrelated := 6", false, false},
		{"what comes after", "fmt.Println(x, unrelated)", "fmt.Println(x)", false, false},
		{"what is printed before", `"a cell"`, `"another"`, false, false},
		{"what is printed of a captured variable", "fmt.Println(weights)", "fmt.Println(weights, 1)", false, false},
	}
	for _, test := range tests {
		changed := strings.Replace(aCell, test.from, test.to, 1)
		if changed == aCell {
			t.Fatalf("%s: nothing changed", test.name)
		}
		if got := at(t, changed, "// the literal").Sum != at(t, aCell, "// the literal").Sum; got != test.literal {
			t.Errorf("%s: the literal's sum changes: %v, want %v", test.name, got, test.literal)
		}
		if got := at(t, changed, "// the name").Sum != at(t, aCell, "// the name").Sum; got != test.train {
			t.Errorf("%s: the function's sum changes: %v, want %v", test.name, got, test.train)
		}
	}
}

// A method counts that may be called on something whose type is not known, or
// through an interface.
func TestOfMethods(t *testing.T) {
	for _, call := range []string{"for _, n := range mlx.All() { n.step() }", "var s stepper = &net{}; s.step()"} {
		source := "package main\n\nimport (\n\t\"golessons/helpers\"\n\t\"golessons/mlx\"\n)\n\ntype stepper interface{ step() }\n\ntype net struct{ w int }\n\n" +
			"func (n *net) step() { n.w = 1 }\n\nfunc main() {\n\thelpers.Remember(\"k\", func() int { " + call + "; return 1 }) // here\n\tmlx.Zeros(1)\n}\n"
		if at(t, source, "// here").Sum == at(t, strings.Replace(source, "n.w = 1", "n.w = 2", 1), "// here").Sum {
			t.Errorf("%s: another method does not change the sum", call)
		}
	}
}

// A later cell is another main, and the declarations may come in another order.
func TestOfAnotherCell(t *testing.T) {
	const scale = "func scale(x float64) float64 {\n\treturn 2 * x\n}\n\n"
	moved := strings.Replace(strings.Replace(aCell, scale, "", 1), "func main() {", scale+"func main() {", 1)
	moved = strings.Replace(moved, "fmt.Println(\"a cell\", n)", "_ = n", 1)
	if at(t, moved, "// the name").Sum != at(t, aCell, "// the name").Sum || at(t, moved, "// the literal").Sum != at(t, aCell, "// the literal").Sum {
		t.Error("the sum depends on where the declarations stand")
	}
	later := aCell + "\nfunc n() float64 { return 1 }\n"
	if at(t, later, "// the name").Sum != at(t, aCell, "// the name").Sum {
		t.Error("a function with the name of a local variable changes the sum")
	}
}

// GoNB writes the variables of all cells as one group, which every later cell
// makes longer.
func TestOfVariablesInAGroup(t *testing.T) {
	group := func(more string) string {
		return strings.Replace(aCell, "var rate = 0.1\nvar unused = 1\n", "var (\n\trate = 0.1\n\tunused = 1\n"+more+")\n", 1)
	}
	train := func(source string) string { return at(t, source, "// the name").Sum }
	if train(group("")) != train(aCell) || train(group("\tlater = func() int { return 1 }()\n")) != train(aCell) {
		t.Error("the sum depends on whether variables stand in a group")
	}
	if train(strings.Replace(group(""), "rate = 0.1", "rate = 0.2", 1)) == train(aCell) {
		t.Error("a variable that is used does not change the sum")
	}
	implied := strings.Replace(aCell, "\tepochs = 10\n\tbatch  = 4\n", "\tbatch = iota\n\tepochs\n", 1)
	if train(implied) == train(strings.Replace(implied, "\tbatch = iota\n", "\tnone = iota\n\tbatch\n", 1)) {
		t.Error("a constant's place beside iota does not change the sum")
	}
}

// What the function uses is told by the code, or named.
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

// The parameters of a function around count, whose calls may differ.
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

// What a captured variable is made with counts.
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

// What a function for later, or a variable's function, is made with counts.
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

// What is changed by another name counts.
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

// A function that is called or remembered before is the same one after.
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

// Calls on one line count as one.
func TestOneLine(t *testing.T) {
	source := func(a, b string) []byte {
		call := func(key, value string) string {
			return "helpers.Remember(" + key + ", func() int { return " + value + " })"
		}
		return []byte("package main\n\nimport \"golessons/helpers\"\n\nfunc main() { for i := range 2 {\n\t" + call(`"a"`, a) + "; " + call(`"b"`, b) + "\n} }\n")
	}
	want := Of(source("1", "2"))[6].Sum
	if Of(source("1", "3"))[6].Sum == want || Of(source("3", "2"))[6].Sum == want {
		t.Error("one of the two does not change the sum")
	}
	if got := Of(source("1", "i"))[6].Unknown; len(got) != 1 {
		t.Errorf("unknown are %q", got)
	}
}

// A function of a package, and a generic one, which is another for each type.
func TestOtherFunctions(t *testing.T) {
	const source = `package main

import "golessons/helpers"

func size[T any]() int { var t T; return len([]any{t}) }

func cached[T any]() int { return helpers.Remember("k", size[T]) }

type box[T any] struct{ v T }

func (b box[T]) cached() int { return helpers.Remember("k", func() int { return 1 }) }

func main() {
	helpers.Remember("k", size[int])
	helpers.Remember("k", helpers.Lang)
}
`
	codes := Of([]byte(source))
	if len(codes) != 2 || codes[14].Sum == "" || codes[15].Sum == "" {
		t.Errorf("got %v, want main's calls", codes)
	}
	for i, change := range []string{"size[int])", "[]any{t}", "helpers.Lang"} {
		changed := Of([]byte(strings.Replace(source, change, []string{"size[string])", "[]any{t, t}", "helpers.Other"}[i], 1)))
		if changed[14].Sum == codes[14].Sum && changed[15].Sum == codes[15].Sum {
			t.Errorf("another %s does not change the sum", change)
		}
	}
}

// What does not parse, which a cell that runs cannot be, has no code.
func TestBrokenSource(t *testing.T) {
	for _, source := range []string{"", "}}}}", "package main\nfunc", "package main\nfunc main() {", "\x00", "package main\nvar x = func() int { return y }\nfunc (undefined) f() int { return x() }\ntype t = t"} {
		Of([]byte(source))
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	file, target := filepath.Join(dir, "main.go"), filepath.Join(dir, ".golessons", "code")
	write := func(source string) string {
		t.Helper()
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		Write(file, dir)
		data, _ := os.ReadFile(target)
		return string(data)
	}
	const source = "package main\n\nimport \"golessons/helpers\"\n\nfunc main() {\n\tfor i := range 2 {\n\t\thelpers.Remember(\"k\", func() int { return i })\n\t}\n}\n"
	if got := write(source); !strings.HasPrefix(got, file+"\n7 ") || !strings.HasSuffix(got, " i\n") {
		t.Errorf("wrote %q", got)
	}
	for _, other := range []string{"package main\n\nfunc main() { _ = func() int { return 1 } }\n", "package main\n\n// Remember", "Remember"} {
		write(source)
		if got := write(other); got != "" {
			t.Errorf("of %q it wrote %q", other, got)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	dir := b.TempDir()
	file := filepath.Join(dir, "main.go")
	functions := ""
	for i := range 100 {
		functions += strings.NewReplacer("func scale(x", "func scale"+strings.Repeat("x", i+1)+"(x").Replace("\nfunc scale(x float64) float64 {\n\tvar list []float64\n\tfor i := range 10 {\n\t\tlist = append(list, x*float64(i))\n\t}\n\treturn 2 * x\n}\n")
	}
	if err := os.WriteFile(file, []byte(aCell+functions), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Write(file, dir)
	}
}
