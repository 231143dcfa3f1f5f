package reach

import "testing"

func TestVariables(t *testing.T) {
	for _, tt := range []struct{ name, declarations, main, left string }{
		{"one that is used", "var v = 1\nvar w = 1", "_ = v", "w"},
		{"one that is only set", "var v int", "v = 1", ""},
		{"what the value is computed by", "var v = f()\nfunc f() int { return w }\nvar w = 1\nvar x = w", "_ = v", "x"},
		{"several that are declared together", "var a, b = f()\nfunc f() (int, int) { return 1, 2 }", "_ = b", ""},
		{"several of which none is used", "var a, b = f()\nfunc f() (int, int) { return 1, 2 }", "", "a b f"},
		{"one of a list", "var a, b = 1, 2\nvar c int", "_ = b", "c"},
		{"a program of a package", "import \"m\"\nvar v = m.Train()", "", "v"},
		{"one without a name", "var _ = f()\nfunc f() int { return 1 }", "", ""},
		{"one without a name, that checks a type", "var _ I = T(0)\ntype T int\ntype I any\ntype U int", "", "U"},
		{"some without a name", "var _, v = f()\nfunc f() (int, int) { return 1, 2 }", "", ""},
		{"functions that are values", "var f = func() { w++ }\nvar w = 1", "_ = w", "f"},

		// Computing it may change another.
		{"sets one that is used", "var v = f()\nfunc f() int { w = 2; return 1 }\nvar w = 1", "_ = w", ""},
		{"sets one that is not used", "var v = f()\nfunc f() int { w = 2; return 1 }\nvar w = 1", "", "f v w"},
		{"counts one that is used", "var v = func() int { w++; return 1 }()\nvar w = 1", "_ = w", ""},
		{"has the address", "var v = f(&w)\nfunc f(*int) int { return 1 }\nvar w = 1", "_ = w", ""},
		{"loops with it", "var v = f()\nfunc f() int { for w = range 3 {}; return 1 }\nvar w int", "_ = w", ""},
		{"calls a method", "var v = w.add()\ntype N int\nfunc (n *N) add() int { *n++; return 1 }\nvar w N", "_ = w", ""},
		{"a method sets it", "var v = T(0).m()\ntype T int\nfunc (T) m() int { w = 2; return 1 }\nvar w = 1", "_ = w", ""},
		{"reads a number", "var v = f(w)\nfunc f(int) int { return 1 }\nvar w = 1", "_ = w", "f v"},
		{"shares a slice", "var v = sorted(w)\nfunc sorted([]int) []int { return nil }\nvar w = []int{1}", "_ = w", ""},
		{"shares a slice with another name", "var v = sorted(x)\nfunc sorted([]int) []int { return nil }\nvar x = w\nvar w = []int{1}", "_ = w", ""},
		{"shares what a package made", "import \"m\"\nvar v = m.F(w)\nvar w = m.New()", "_ = w", ""},
		{"reads a slice", "var v = len(w) + w[0]\nvar w = []int{1}", "_ = w", "v"},
		{"converts", "type F float64\nvar v = F(w[0])\nvar w = []int{1}", "_ = w", "F v"},
		{"appends", "var v = append(w[:0], 2)\nvar w = []int{1}", "_ = w", ""},
		{"receives", "var v = <-w\nvar w = make(chan int, 1)", "_ = w", ""},
		{"matters to one that matters", "var a = f(b)\nvar b = f(c)\nvar c = []int{1}\nfunc f([]int) []int { return nil }", "_ = c", ""},

		// Packages that have settings.
		{"a flag", "import \"flag\"\nvar n = flag.Int(\"n\", 1, \"\")\nvar v = 1", "", "v"},
		{"a flag of another name", "import f \"flag\"\nvar n = f.Int(\"n\", 1, \"\")", "", ""},
		{"a flag without its package's name", "import . \"flag\"\nvar n = Int(\"n\", 1, \"\")", "", ""},
		{"a setting in a function", "import \"os\"\nvar err = set()\nfunc set() error { return os.Setenv(\"A\", \"1\") }", "", ""},
		{"a flag's type", "import \"flag\"\nvar n flag.Value", "", "n"},
		{"an error", "import \"io\"\nvar end = io.EOF", "", "end"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := leftOut(t, "package main\n"+tt.declarations+"\nfunc main() { "+tt.main+" }"); got != tt.left {
				t.Errorf("left out %q, want %q", got, tt.left)
			}
		})
	}
}
