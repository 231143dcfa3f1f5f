package helpers

import (
	"strings"
	"testing"
)

const aCell = `package main

import "fmt"

var rate = 0.1
var unused = 1

const (
	epochs = 10
	batch  = 4
)

type net struct{ w float64 }

func (n *net) step() { n.w += scale(rate) }

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
	fmt.Println("a cell")
	depth := 3
	unrelated := 5
	x := helpers.Remember("k", func() net {
		n := train()
		n.w *= float64(depth)
		return n
	})
	fmt.Println(x, unrelated)
}
`

func lineOf(source, text string) int {
	before, _, _ := strings.Cut(source, text)
	return strings.Count(before, "\n") + 1
}

func literalSum(t *testing.T, source string) string {
	t.Helper()
	sum, err := codeUsed([]byte(source), "main.main.func1", lineOf(source, `x := helpers.Remember`))
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func trainSum(t *testing.T, source string) string {
	t.Helper()
	sum, err := codeUsed([]byte(source), "main.train", lineOf(source, "func train()"))
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func TestCodeUsed(t *testing.T) {
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
		{"a captured variable", "depth := 3", "depth := 4", true, false},
		{"a comment", "n := train()", "n := train() // again", false, false},
		{"spacing", "var unused = 1\n", "var unused = 1\n\n\n", false, false},
		{"a variable it does not use", "var unused = 1", "var unused = 2", false, false},
		{"a function it does not use", "return 7", "return 8", false, false},
		{"the rest of the cell", "unrelated := 5", "unrelated := 6", false, false},
		{"what comes after", "fmt.Println(x, unrelated)", "fmt.Println(x)", false, false},
		{"what is printed before", `"a cell"`, `"another"`, false, false},
	}
	for _, test := range tests {
		changed := strings.Replace(aCell, test.from, test.to, 1)
		if changed == aCell {
			t.Fatalf("%s: nothing changed", test.name)
		}
		if got := literalSum(t, changed) != literalSum(t, aCell); got != test.literal {
			t.Errorf("%s: the literal's sum changes: %v, want %v", test.name, got, test.literal)
		}
		if got := trainSum(t, changed) != trainSum(t, aCell); got != test.train {
			t.Errorf("%s: the function's sum changes: %v, want %v", test.name, got, test.train)
		}
	}
}

// A later cell is another main, and the declarations may come in another order.
func TestCodeUsedInAnotherCell(t *testing.T) {
	moved := strings.Replace(aCell, "func scale(x float64) float64 {\n\treturn 2 * x\n}\n\n", "", 1)
	moved = strings.Replace(moved, "func main() {\n\tfmt.Println(\"a cell\")", "func scale(x float64) float64 {\n\treturn 2 * x\n}\n\nfunc main() {", 1)
	if trainSum(t, moved) != trainSum(t, aCell) || literalSum(t, moved) != literalSum(t, aCell) {
		t.Error("the sum depends on where the declarations stand")
	}
}

// A later cell may declare what a function here has as a variable of its own.
func TestCodeUsedWithLocalNames(t *testing.T) {
	later := func(name string) string { return aCell + "\nfunc " + name + "() float64 { return 1 }\n" }
	if trainSum(t, later("n")) != trainSum(t, aCell) {
		t.Error("a function with the name of a local variable changes the sum")
	}
	shadowed := strings.Replace(aCell, "n := net{}", "epochs := epochs\n\tn := net{}", 1)
	if trainSum(t, shadowed) == trainSum(t, strings.Replace(shadowed, "epochs = 10", "epochs = 11", 1)) {
		t.Error("a constant behind a variable of its name does not change the sum")
	}
	inner := strings.Replace(aCell, "n := net{}", "for _, epochs := range []int{1} {\n\t\t_ = epochs\n\t}\n\tn := net{}", 1)
	if trainSum(t, inner) == trainSum(t, strings.Replace(inner, "epochs = 10", "epochs = 11", 1)) {
		t.Error("a constant used after the end of a variable of its name does not change the sum")
	}
	uses := strings.Replace(aCell, "n := net{}", "n := n()", 1)
	if trainSum(t, uses+"\nfunc n() net { return net{} }\n") == trainSum(t, uses+"\nfunc n() net { return net{1} }\n") {
		t.Error("a function used in the line that makes a variable of its name does not change the sum")
	}
}

// GoNB writes the variables of all cells as one group, which every later cell
// makes longer.
func TestCodeUsedWithVariablesInAGroup(t *testing.T) {
	group := func(more string) string {
		return strings.Replace(aCell, "var rate = 0.1\nvar unused = 1\n", "var (\n\trate = 0.1\n\tunused = 1\n"+more+")\n", 1)
	}
	if group("") == aCell {
		t.Fatal("nothing changed")
	}
	if trainSum(t, group("")) != trainSum(t, aCell) {
		t.Error("the sum depends on whether variables stand in a group")
	}
	if trainSum(t, group("\tlater = func() int { return 1 }()\n")) != trainSum(t, aCell) {
		t.Error("a variable that is not used changes the sum")
	}
	if trainSum(t, strings.Replace(group(""), "rate = 0.1", "rate = 0.2", 1)) == trainSum(t, aCell) {
		t.Error("a variable that is used does not change the sum")
	}

	implied := strings.Replace(aCell, "\tepochs = 10\n\tbatch  = 4\n", "\tbatch = iota\n\tepochs\n", 1)
	if trainSum(t, implied) == trainSum(t, strings.Replace(implied, "\tbatch = iota\n", "\tnone = iota\n\tbatch\n", 1)) {
		t.Error("a constant's place beside iota does not change the sum")
	}
}

// What does not parse, which a cell that runs cannot be, gives a sum or an error
// and no panic.
func TestCodeUsedOfBrokenSource(t *testing.T) {
	for _, source := range []string{"}}}}", "func", "func main() {", "func (", "const (", "var (;)", "type", "\x00", strings.Repeat("(", 1000)} {
		codeUsed([]byte(source), "main.main.func1", 1)
	}
	if _, err := codeUsed(nil, "main.main", 1); err == nil {
		t.Error("no error for an empty file")
	}
}
