package fingerprint

import (
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

// at returns the Code of the call on the first line that contains text.
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

// A method counts if it may be called on a value of unknown type, or through an
// interface.
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

// The function may come from a package or be generic. A call within a generic
// function is left out.
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

// Source that does not parse is no reason to panic. A cell that runs cannot be
// such.
func TestBrokenSource(t *testing.T) {
	for _, source := range []string{"", "}}}}", "package main\nfunc", "package main\nfunc main() {", "\x00", "package main\nvar x = func() int { return y }\nfunc (undefined) f() int { return x() }\ntype t = t"} {
		Of([]byte(source))
	}
}
