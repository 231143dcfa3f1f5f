package complete

import (
	"slices"
	"strings"
	"testing"
)

// earlier is what cells before the one with the cursor have declared.
const earlier = `package main

import (
	"golessons/helpers/figure"
	str "strings"
	"golessons/mlx"
)

// A point is a place in the plane.
type point struct {
	x, y float64 // in metres
	name string
	inner
}

// inner is embedded in a point.
type inner struct{ Depth int }

// Deepen makes it deeper.
func (i *inner) Deepen(by int) { i.Depth += by }

// distance returns how far a point is from the origin.
func (p point) distance() float64 { return p.x + p.y }

// A pair is two values of a type.
type pair[T any] struct{ First, Second T }

func (p pair[T]) Swapped() pair[T] { return pair[T]{p.Second, p.First} }

type shape interface {
	// Area returns the area.
	Area() float64
}

// seed is where random numbers start.
var seed int64 = 1

var seeds, 学習率 = []int64{1}, 0.1

const (
	zero = iota
	one  // the first
	two
)

// network returns a new network.
func network(units int) *mlx.Module { return mlx.Sequential(mlx.Linear(2, units)) }

func newest() (p point, err error) { return }
`

// inMain returns a cell in which code is what comes after %%, with the cursor at |.
func inMain(code string) Code { return inCell("func main() {\n\tflag.Parse()\n" + code + "\n}\n") }

// inCell returns a cell of which code is all.
func inCell(code string) Code {
	before, after, _ := strings.Cut(code, "|")
	const head = "package main\n\n"
	return Code{Earlier: earlier, Cell: head + before + after, Offset: len(head) + len(before)}
}

func texts(c Completion) []string {
	var found []string
	for _, m := range c.Matches {
		found = append(found, m.Text)
	}
	return found
}

// compare tells apart what is offered first, which want has up to "…", and what is
// offered at all, which comes after it. A name with a ! may not be.
func compare(t *testing.T, code string, got []string, want string) {
	t.Helper()
	first, some, open := strings.Cut(want, "…")
	fields := strings.Fields(first)
	if !open && !slices.Equal(got, fields) || len(got) < len(fields) || !slices.Equal(got[:len(fields)], fields) {
		t.Errorf("%s\nhas %q\nwant %q", code, got[:min(len(got), 20)], want)
	}
	for name := range strings.FieldsSeq(some) {
		name, absent := strings.CutPrefix(name, "!")
		if slices.Contains(got, name) == absent {
			t.Errorf("%s\n%q: %v in %q", code, name, !absent, got)
		}
	}
}

func TestComplete(t *testing.T) {
	c := completer(t)
	for _, tt := range []struct{ code, want string }{
		// Members of packages, imported or not.
		{"mlx.|", "AUC Accuracy Adam … ReLU Tensor !registry"},
		{"mlx.Re|", "ReLU Reduction LeakyReLU"},
		{"mlx.relu|", "ReLU LeakyReLU"},
		{"mlx.Line|", "Linear"},
		{"fmt.Println(mlx.Line|", "Linear"},
		{"fmt.Println(mlx.Line|)\nfmt.Println(1)", "Linear"},
		{"x := mlx.Line|\ny := 3\nfmt.Println(x, y)", "Linear"},
		{"x := mlx.|\ny := 3", "… Linear"},
		{"x := mlx.ReLU().|\ny := 3", "… Forward !forward"},
		{"fmt.Printl|", "Println"},
		{"fmt.F|", "FormatString Formatter Fprint Fprintf Fprintln Fscan Fscanf Fscanln"},
		{"str.Build|", "Builder"},
		{"strings.Build|", "Builder"}, // not imported by this name
		{"figure.NewG|", "NewGrid"},
		{"rand.Float|", "Float32 Float64 ExpFloat64 NormFloat64"},
		{"rand.Rea|", "Read Reader"}, // of crypto/rand
		{"r := rand.N(3)\nrand.Sh|", "Shuffle"},
		{"nowhere.|", ""},
		{"http.Get|", ""}, // there is no archive of it here

		// Members of values.
		{"p := point{}\np.|", "distance inner name x y Deepen Depth"},
		{"p := &point{}\np.|", "… x Depth Deepen distance"},
		{"newest().|", ""},
		{"point{}.|", "… x distance !Deepen"}, // that needs a variable
		{"pair[string]{}.|", "First Second Swapped"},
		{"pair[point]{}.Swapped().First.na|", "name"},
		{"var s shape\ns.|", "Area"},
		{"var e error\ne.|", "Error"},
		{"seed.|", ""},
		{"seeds.|", ""},
		{"m := network(3)\nm.Forw|", "Forward"},
		{"network(3).Forward(mlx.NewTensor(1)).Su|", "Sub Subset Sum SumAxis"},
		{"mlx.NewTensor(1).\n\tMul(2).\n\tSum|\nfmt.Println(1)", "Sum SumAxis"},
		{"var b strings.Builder\nb.WriteS|", "WriteString"},
		{"for _, p := range []point{} {\n\tp.|\n}", "… x name"},
		{"for _, p := range []point{} {\n\tp.|", "… x name"},
		{"if p, err := newest(); p.|", "… x name"},
		{"if p, err := newest(); p.x > 0 && p.| {\n}", "… x name"},
		{"switch v := any(1).(type) {\ncase point:\n\tv.|\n}", "… x name"},
		{"f := func(p point) int {\n\treturn p.|\n}", "… x name"},
		{"f := func(p point) int { return p.|", "… x name"},
		{"m := map[string]point{}\nm[\"a\"].|", "… x name"},
		{"a := []point{{}}\na[0].|", "… x name"},
		{"point.dis|", "distance"},
		{"(*point).Dee|", "Deepen"},
		{"experiments.Compare(\"\", 1, seed, experiments.Method(\"a\", nil)).Cur|", "Curves"},

		// Fields in literals.
		{"p := point{|}", "x y name inner … seed network"},
		{"p := point{x: 1, |}", "y name inner"},
		{"p := point{\n\tx: 1,\n\tn|\n}", "name"},
		{"t := mlx.Trainer{Mo|", "Model"},
		{"t := mlx.Trainer{Model: network(1), Opt|}", "Optimizer"},
		{"t := &mlx.Trainer{Ep|}", "Epochs OnEpoch"},
		{"ps := []point{{n|}}", "name … network"},
		{"t := mlx.Trainer{Model: n|}", "network nil newest new"},

		// What fits comes first.
		{"t := mlx.Trainer{Loss: mlx.|}", "BCEWithLogitsLoss CrossEntropyLoss LossFunc MSELoss AUC …"},
		{"t := mlx.Trainer{Optimizer: mlx.|(0.1)}", "Adam AdamW SGD AUC …"},
		{"network(s|)", "seed seeds …"},
		{"network(o|)", "one …"},
		{"s := \"\"\nn := 1\nstr.Repeat(|)", "s n …"},
		{"s := \"\"\nn := 1\nstr.Repeat(s, |)", "n one two zero s …"},
		{"s := \"\"\nn := 1\nn = |", "n one two zero s …"},
		{"var f float64 = |", "学習率 …"},
		{"a, b := 1, \"\"\nif b == |", "b a …"},
		{"ok := true\na := 1\nif | {\n}", "ok false true a …"},
		{"a, b := \"\", 1\nmap[int]string{b: |}", "a b …"},
		{"f := func() (string, int) {\n\ta, b := 1, \"\"\n\treturn b, |\n}", "a one two zero b …"},

		// Names.
		{"|", "inner network newest one pair point …"},
		{"x := 1\n|\ny := 2", "x … seed !fmt !y !func !iota"},
		{"value := 1\nva|", "value var"},
		{"see|", "seed seeds"},
		{"ne|", "network newest new"},
		{"学|", "学習率"},
		{"Pri|", "print println"},
		{"ml|", "mlx"},
		{"fi|", "figure …"},
		{"fm|", "fmt"},
		{"fo|", "for"},
		{"for i := ran|", "range rand"},
		{"x := fu|", "func"},
		{"x := st|", "str string struct …"},
		{"var x st|", "string str struct …"},
		{"var x *po|", "point"},
		{"x := []po|", "point"},
		{"x := []po|{}", "point"},
		{"outer:\nfor {\n\tbreak ou|\n}", "outer"},
		{"x, y := 1, 2\nx, y|", "y"},
		{"x, y := 1, point{}\nx, y.na|", "name"},
		{"x, y := 1, 2\nx, y|\nfmt.Println(x)", "y"},
		{"if tr|", "true …"},
		{"fals|", "false"},

		// Nothing where a name is made, and in texts, comments and numbers.
		{"var x|", ""},
		{"x|, y := 1, 2", ""},
		{"for i|, v := range 3 {\n}", ""},
		{"f := func(a|, b int) {}", ""},
		{"// mlx.|", ""},
		{"/* mlx.| */", ""},
		{"/* mlx.*/ mlx.Line|", "Linear"},
		{"fmt.Println(\"mlx.|\")", ""},
		{"fmt.Println(\"mlx.|", ""},
		{"fmt.Println(`mlx.|", ""},
		{"fmt.Println(\"a\\\"mlx.|\")", ""},
		{"fmt.Println(\"mlx.\" + mlx.Line|)", "Linear"},
		{"c := 's|'", ""},
		{"x := 3.|", ""},
		{"x := 3|", ""},
		{"x := 0x1e|", ""},
	} {
		code := inMain(tt.code)
		got := c.Complete(code)
		compare(t, tt.code, texts(got), tt.want)
		if got.End != code.Offset || got.Start > got.End {
			t.Errorf("%s\nreplaces %d to %d, the cursor is at %d", tt.code, got.Start, got.End, code.Offset)
		}
	}
}

func TestCompleteOutsideMain(t *testing.T) {
	c := completer(t)
	for _, tt := range []struct{ code, want string }{
		{"fun|", "func"},
		{"|", "…"},
		{"import \"golessons/m|", "golessons/mlx"},
		{"import \"golessons/m|\"", "golessons/mlx"},
		{"import (\n\t\"fmt\"\n\t\"encoding/j|\"\n)", "encoding/json"},
		{"import (\n\t\"fmt\"\n\tj \"encoding/j|\n)\n\nfunc f() {}", "encoding/json"},
		{"var x = \"fm|\"", ""},
		{"func f(m *mlx.Mod|", "Module"},
		{"func f(m *mlx.Mod|) {}", "Module"},
		{"func f(p poi|", "point"},
		{"func f() *mlx.Mod|", "Module"},
		{"func f() *mlx.Mod| {\n\treturn nil\n}", "Module"},
		{"func f|", ""},
		{"func (p point) n|", ""},
		{"func (p poi|", "point"},
		{"type t|", ""},
		{"type t struct {\n\ta poi|\n}", "point"},
		{"type t struct {\n\ta|\n}", "…"},
		{"var n = netw|", "network"},
		{"var n = network(3).Forw|", "Forward"},
		{"var n = mlx.Line|\n\nfunc f() {}", "Linear"},
		{"const c = tw|", "two"},
		{"func f(units int) *mlx.Module {\n\tm := network(units)\n\treturn m.Soft|\n}", ""},
		{"func f(units int) *mlx.Module {\n\tm := network(units)\n\treturn m.Train|\n}\n\nfunc g() {\n\tbroken(\n}", "Train Training"},
		{"func broken() {\n\tx := (\n}\n\nfunc f() {\n\tmlx.Line|\n}", "Linear"},
		{"func f(n int) {\n\tif n > 0 {\n\t\tmlx.Line|\n}\n\nfunc g() {}", "Linear"},
		{"func network() point { return point{} }\n\nfunc f() {\n\tnetwork().na|\n}", "name"},     // it is declared anew
		{"type point struct{ z int }\n\nfunc f() {\n\tpoint{}.|\n}", "distance z"},                // its methods stay
		{"func (p point) distance() {}\n\nfunc f(p point) {\n\tp.dis|\n}", "distance"},            // one of a name
		{"import str \"fmt\"\n\nfunc f() {\n\tstr.Printl|\n}", "Println"},                         // another import
		{"const one = \"1\"\n\nfunc f() {\n\tstr.Repeat(|)\n}", "one …"},                          // another constant
		{"import . \"math\"\n\nfunc f() {\n\tSqr|\n}", "Sqrt Sqrt2 SqrtE SqrtPhi SqrtPi"},         // with a dot
		{"import \"golessons/nowhere\"\n\nfunc f() {\n\tnowhere.|\n}", ""},                        // not there
		{"func f[T shape](x T) {\n\tx.|\n}", "Area"},                                              // of a type parameter
		{"func f[T any](x, y T) T { return y }\n\nfunc g() {\n\tf(point{}, point{}).na|", "name"}, // inferred
		{"mlx.Line|", "Linear"},                     // %% is missing
		{"x := network(|)", "one two zero inner …"}, // likewise
	} {
		compare(t, tt.code, texts(c.Complete(inCell(tt.code))), tt.want)
	}
}

// JupyterLab shows beside a name what it is.
func TestKind(t *testing.T) {
	c := completer(t)
	for _, tt := range []struct {
		code string
		want Match
	}{
		{"mlx.ReLU|", Match{"ReLU", Func}},
		{"mlx.Tenso|", Match{"Tensor", Struct}},
		{"math.Pi|", Match{"Pi", Const}},
		{"network(1).Forw|", Match{"Forward", Method}},
		{"pair[int]{}.Swa|", Match{"Swapped", Method}},
		{"point{}.na|", Match{"name", Field}},
		{"see|", Match{"seed", Var}},
		{"poin|", Match{"point", Struct}},
		{"shap|", Match{"shape", Interface}},
		{"ml|", Match{"mlx", Package}},
		{"js|", Match{"json", Package}},
		{"retur|", Match{"return", Keyword}},
		{"appen|", Match{"append", Func}},
		{"tru|", Match{"true", Const}},
		{"ni|", Match{"nil", Const}},
		{"float6|", Match{"float64", Type}},
	} {
		got := c.Complete(inMain(tt.code)).Matches
		if len(got) == 0 || got[0] != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.code, got[:min(len(got), 3)], tt.want)
		}
	}
}
