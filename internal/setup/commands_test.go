package setup_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/setup/setuptest"
)

// A special command holds for its own cell only: however that cell ends, the
// next one is an ordinary cell. In GoNB without our patches, each of these
// changed the next cell, ended the kernel, or did nothing.
func TestKernelCommandsEndWithTheirCell(t *testing.T) {
	k, _ := setuptest.StartKernel(t, "GOLESSONS_LANG=en")
	defer k.Shutdown()
	captured := filepath.Join(t.TempDir(), "captured.txt")
	executes(t, k, "func hello() { fmt.Println(\"hello\", os.Args[1:]) }", "")
	for _, tt := range []struct{ name, cell, status, says string }{
		{"wasm", "%wasm\n%%\nfmt.Println(1)", "error", "`%wasm` is not available in this kernel"},
		{"a test whose cell fails", "%test\n%env\nfunc TestA(t *testing.T) {}", "error", "The command did not work: "},
		{"arguments alone", "%args a b", "ok", ""},
		{"capture alone", "%capture " + captured, "ok", ""},
		{"capture, and a command that fails", "%capture " + captured + "\n%cd /nowhere/at/all", "error", "no such file or directory"},
		{"inputs alone", "%with_password", "ok", ""},
		{"percent and spaces", "%   ", "ok", ""},
		{"script without a program", "%%script\nx", "error", "%%script needs the program to run"},
		{"a folder without a name", "%cd \"\"", "error", "The kernel could not do this"},
		{"exec in a cell of its own", "%exec hello 7", "ok", "hello [7]"},
		{"exec of nothing", "%exec nobody", "error", "There is no `nobody`."},
		{"arguments of a main", "%% 3 \"4 5\"\nfmt.Println(len(os.Args))", "ok", "3"},
		{"flags that are none", "%goflags -foo\n%%\nfmt.Println(1)", "error", "flag provided but not defined: -foo"},
		{"flags reset", "%goflags \"\"", "ok", "%goflags=[]"},
		{"a test", "%test\nfunc TestB(t *testing.T) {}", "ok", "PASS"},
		{"a compile error", "%test\nfunc TestC(t *testing.T) { x := 1 }", "error", "The variable `x` is made and never used."},
	} {
		a, err := k.Execute(tt.cell)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if a.Status != tt.status || !strings.Contains(a.Text, tt.says) {
			t.Errorf("%s: %s, want %s and %q:\n%s", tt.name, a.Status, tt.status, tt.says, a.Text)
		}
		if tt.name == "flags that are none" {
			continue // they are for all cells
		}
		executes(t, k, "func main() { fmt.Println(\"next\", os.Args[1:]) }", "next []\n")
	}
	if text := disktest.Read(t, captured); text != "" {
		t.Errorf("of later cells was captured: %q", text)
	}
}

// Help (Shift-Tab) is about the name at the cursor or the call around it, or
// there is none; it is never an error of gopls or of GoNB. The cursor is at |.
func TestKernelHelpsOrSaysNothing(t *testing.T) {
	k, _ := setuptest.StartKernel(t)
	defer k.Shutdown()
	const mlx = "import \"golessons/mlx\"\n%%\n"
	for _, tt := range []struct{ code, want string }{
		{mlx + "m := mlx.Lin|ear(2, 1)\nfmt.Println(m)", "func mlx.Linear("},
		{mlx + "m := mlx.Linear(|)", "func mlx.Linear("},
		{mlx + "m := mlx.Linear(|2, 1)\nfmt.Println(m)", "func mlx.Linear("},
		{mlx + "m := mlx.Linear(2, |1)\nfmt.Println(m)", "func mlx.Linear("},
		{mlx + "m := mlx.Linear(|\nfmt.Println(m)", "func mlx.Linear("},
		{mlx + "fmt.Println(mlx.Linear(2, 1), |)", "func fmt.Println("},
		{"%%\nfmt.Println(\"he|llo\")", "func fmt.Println("},
		{"%%\nfmt.Println(\"こんにちは\", math.Sq|rt(2))", "func math.Sqrt("},
		{"%%\nx := 3\nfmt.Println(x|)", "var x int"},
		{"%%\nfmt.Println(|", ""}, // cannot be parsed, so what fmt is is not known
		{"%%\nfmt.Println(noth|ing)", ""},
		{"%%\n// a com|ment\nfmt.Println(1)", ""},
		{"%%\nx := |3\nfmt.Println(x)", ""},
		{"%%\nfor i := range 3 {\n\tfmt.Pri|ntln(i)\n", ""},
		{"import \"golessons/nowhere\"\n%%\nnowhere.D|o()", ""},
		{"|", ""},
		{"   |", ""},
		{"\n|\n", ""},
		{"%%\n|", ""},
		{"x := 3|", ""},
		{"%%|", "GoNB Help Page"},
		{"%  |", "GoNB Help Page"},
		{"!ls|", "GoNB Help Page"},
	} {
		before, _, _ := strings.Cut(tt.code, "|")
		code := strings.Replace(tt.code, "|", "", 1)
		a, err := k.Inspect(code, len([]rune(before)))
		if err != nil {
			t.Fatalf("%q: %v", tt.code, err)
		}
		if !strings.Contains(a.Text, tt.want) || tt.want == "" && a.Text != "" {
			t.Errorf("help at %q is %q, want %q", tt.code, a.Text, tt.want)
		}
		if _, err := k.Complete(before); err != nil {
			t.Errorf("completion at %q: %v", tt.code, err)
		}
	}
	a, err := k.Complete("%%\nfmt.Println(\"こんにちは\", math.Sqr")
	if err != nil || !strings.Contains(strings.Join(a.Matches, " "), "Sqrt") {
		t.Errorf("%v: behind Japanese text math.Sqr is completed to %q", err, a.Matches)
	}
}
