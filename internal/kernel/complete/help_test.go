package complete

import (
	"os"
	"strings"
	"testing"
)

func TestHelp(t *testing.T) {
	c := completer(t)
	for _, tt := range []struct{ code, want string }{
		// What the name at the cursor is; of a call, the function.
		{"m := mlx.Lin|ear(2, 1)\nfmt.Println(m)", "func mlx.Linear(in int, out int, bias ...bool) *mlx.Module"},
		{"m := mlx.Linear(|)", "func mlx.Linear("},
		{"m := mlx.Linear(|2, 1)\nfmt.Println(m)", "func mlx.Linear("},
		{"m := mlx.Linear(2, |1)\nfmt.Println(m)", "func mlx.Linear("},
		{"m := mlx.Linear(|\nfmt.Println(m)", "func mlx.Linear("},
		{"m := mlx.Linear(2, |\nfmt.Println(m)", "func mlx.Linear("},
		{"fmt.Println(mlx.Linear(2, 1), |)", "func fmt.Println(a ...any) (n int, err error)"},
		{"fmt.Println(\"he|llo\")", "func fmt.Println("},
		{"fmt.Println(\"こんにちは\", math.Sq|rt(2))", "func math.Sqrt(x float64) float64"},
		{"fmt.Println(|", "func fmt.Println("}, // gopls has nothing here
		{"for i := range 3 {\n\tfmt.Pri|ntln(i)\n", "func fmt.Println("},
		{"x := 3\nfmt.Println(x|)", "var x int"},
		{"ml|x.ReLU()", "package mlx // import \"golessons/mlx\""},
		{"mlx.ReLU|", "func mlx.ReLU() *mlx.Module"},
		{"mlx.Re|", ""},
		{"fmt.Println(noth|ing)", ""},
		{"// a com|ment", ""},
		{"x := |3", ""},
		{"nowhere.D|o()", ""},
		{"|", ""},
		{"break| outer", ""},

		// Members, and what is said of them.
		{"network(3).Forw|ard(mlx.NewTensor(1))", "func (m *mlx.Module) Forward(x mlx.Tensor) mlx.Tensor"},
		{"network(3).Forw|ard(mlx.NewTensor(1))", "Shapes: x as the module takes it"},
		{"t := mlx.Trainer{Epo|chs: 3}", "field Epochs int"},
		{"t := mlx.Trainer{Epo|chs: 3}", "passes over the data"},
		{"t := mlx.Trainer{}\nt.Epo|chs = 3", "passes over the data"},
		{"p := &point{}\np.Dep|th = 1", "field Depth int"},
		{"p := &point{}\np.Dee|pen(1)", "func (i *inner) Deepen(by int)\n```\n\n---\n\nDeepen makes it deeper."},
		{"fmt.Println(point{}.na|me)", "field name string"},
		{"fmt.Println(point{}.x|)", "in metres"},
		{"pair[string]{}.Swap|ped()", "func (p pair[string]) Swapped() pair[string]"},
		{"var s shape\ns.Ar|ea()", "func (shape) Area() float64\n```\n\n---\n\nArea returns the area."},
		{"var e error\nfmt.Println(e.Err|or())", "func (error) Error() string"},

		// What cells have declared.
		{"netw|ork(1)", "func network(units int) *mlx.Module\n```\n\n---\n\nnetwork returns a new network."},
		{"se|ed++", "var seed int64\n```\n\n---\n\nseed is where random numbers start."},
		{"fmt.Println(two|)", "const two untyped int = 2"},
		{"fmt.Println(one|)", "the first"},
		{"fmt.Println(学習|率)", "var 学習率 float64"},
		{"var p poi|nt", "A point is a place in the plane."},
		{"var p poi|nt", "func (p point) distance() float64"},
		{"switch v := any(1).(type) {\ncase int:\n\tfmt.Println(v|)\n}", "var v int"},
		{"switch v| := any(1).(type) {\ncase int:\n\tfmt.Println(v)\n}", ""}, // it has a type in each case

		// Go's own.
		{"_ = appe|nd([]int{}, 1)", "func append(slice []Type, elems ...Type) []Type"},
		{"_ = appe|nd([]int{}, 1)", "appends elements to the end of a slice"},
		{"fmt.Println(le|n(\"\"))", "func len"},
		{"fmt.Println(ni|l)", "zero value"},
		{"fmt.Println(tru|e)", "const true untyped bool = true"},
		{"var e err|or", "type error interface{Error() string}"},
		{"fmt.Println(math.P|i)", "const math.Pi untyped float = 3.14159"},
		{"fmt.Println(os.Arg|s)", "var os.Args []string"},
		{"fmt.Println(os.Arg|s)", "[`os.Args` on pkg.go.dev](https://pkg.go.dev/os#Args)"},
		{"var b strings.Builder\nb.Write|String(\"\")", "https://pkg.go.dev/strings#Builder.WriteString"},
	} {
		got := c.Help(inMain(tt.code))
		if !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s\nis helped with %q\nwant %q", tt.code, got, tt.want)
		}
	}
}

// Help on a type shows its fields, with what is said of them, and its methods.
func TestHelpOnType(t *testing.T) {
	want := strings.ReplaceAll(`'''go
type point struct {
	x     float64 // in metres
	y     float64 // in metres
	name  string
	inner
}
'''

---

A point is a place in the plane.

---

'''go
func (p point) distance() float64
'''`, "'''", "```")
	if got := completer(t).Help(inMain("var p poi|nt")); got != want {
		t.Errorf("help on a struct is\n%s\nwant\n%s", got, want)
	}
	got := completer(t).Help(inMain("var b strings.Buil|der"))
	for _, want := range []string{"\n\t// has other fields, which only its package can use\n}", "\nfunc (b *strings.Builder) WriteString(s string) (int, error)\n"} {
		if !strings.Contains(got, want) || strings.Contains(got, "grow") {
			t.Errorf("help on a type of another package is\n%s\nwant %q", got, want)
		}
	}
}

// A package without documentation, or one that cannot be fetched, has
// declarations.
func TestHelpWithoutDocs(t *testing.T) {
	c := completer(t)
	c.Docs = nil
	if got, want := c.Help(inMain("mlx.ReL|U()")), "```go\nfunc mlx.ReLU() *mlx.Module\n```"; got != want {
		t.Errorf("help is %q, want %q", got, want)
	}
	c.Docs = func(string) ([]byte, error) { return nil, os.ErrNotExist }
	if got, want := c.Help(inMain("mlx.ReL|U()")), "```go\nfunc mlx.ReLU() *mlx.Module\n```"; got != want {
		t.Errorf("help is %q, want %q", got, want)
	}
}
