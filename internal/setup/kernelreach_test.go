package setup_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/session"
	"golessons/internal/setup/setuptest"
)

// A cell's program has those of the declarations before it that it reaches. The
// others stay known to later cells.
func TestKernelLeavesOutWhatACellDoesNotReach(t *testing.T) {
	k, tmp := setuptest.StartKernel(t, "GOLESSONS_LANG=en")
	defer k.Shutdown()
	for _, code := range []string{
		"import (\n\t\"golessons/mlx\"\n\t\"golessons/helpers/figure\"\n)\n\nfunc bent() *mlx.Module { return mlx.ReLU() }\n\nfunc drawn() { figure.New(\"\", \"x\", \"y\").Show() }",
		"type point struct{ x, y int }\n\nfunc (p point) String() string { return shown(p.x) + shown(p.y) }\n\nfunc shown(n int) string { return strings.Repeat(\"*\", n) }",
		"const (\n\tone = iota + 1\n\ttwo\n)\n\nvar dear = loud(\"dear\")\n\nfunc loud(what string) int {\n\tfmt.Println(\"computing\", what)\n\treturn two\n}",
		"var count = 1\n\nvar counted, _ = func() (int, error) { count++; return count, nil }()\n\nfunc init_it() { fmt.Println(\"init\", one) }",
	} {
		if a, err := k.Execute(code); err != nil || a.Status != "ok" {
			t.Fatalf("%s: %+v, %v", code, a, err)
		}
	}
	mainGo := func() string {
		t.Helper()
		files, _ := filepath.Glob(filepath.Join(tmp, "golessons-*", "gonb_*", "main.go"))
		if len(files) != 1 {
			t.Fatalf("the programs are %q", files)
		}
		source, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		return string(source)
	}
	for _, tt := range []struct{ code, want, has, lacks string }{
		{"%%\nfmt.Println(\"hello\")", "init 1\nhello\n", "init one", "mlx figure point dear count"},
		{"%%\nfmt.Println(point{1, 2})", "init 1\n***\n", "String shown", "mlx figure dear"},
		{"%%\nfmt.Println(dear)", "computing dear\ninit 1\n2\n", "loud", "mlx figure point"},
		{"%%\nfmt.Println(count)", "init 1\n2\n", "counted", "mlx dear"},
		{"%%\nfmt.Println(bent())", "ReLU()", "mlx", "figure drawn"},
		{"import _ \"embed\"\n%%\nfmt.Println(\"for its effects\")", "effects", "embed", "mlx"},
		{"func broken() int { return missing(two) }", "undefined: missing", "broken two", "mlx"},
		{"func fine() int { return len(point{}.String()) }", "", "String", "mlx"},
		{"%%\nfmt.Println(Bent())", "bent", "main", "mlx"}, // a name that is nearly right is found
	} {
		a, err := k.Execute(tt.code)
		if err != nil || !strings.Contains(a.Text, tt.want) {
			t.Errorf("%s: %q, want %q (%v)", tt.code, a.Text, tt.want, err)
		}
		source := mainGo()
		for _, name := range strings.Fields(tt.has) {
			if !strings.Contains(source, name) {
				t.Errorf("%s: the program has no %s:\n%s", tt.code, name, source)
			}
		}
		for _, name := range strings.Fields(tt.lacks) {
			if strings.Contains(source, name) {
				t.Errorf("%s: the program has %s:\n%s", tt.code, name, source)
			}
		}
	}
	listed, err := k.Execute("%list")
	for _, name := range []string{"bent", "drawn", "point~String", "dear", "two", "mlx"} {
		if err != nil || !strings.Contains(listed.HTML+listed.Text, name) {
			t.Errorf("%%list has no %s: %+v", name, listed)
		}
	}
	if a, err := k.Complete("%%\nfmt.Println(draw"); err != nil || !strings.Contains(strings.Join(a.Matches, " "), "drawn") {
		t.Errorf("completed to %q, want drawn (%v)", a.Matches, err)
	}
	code := "%%\nfmt.Println(bent())"
	if a, err := k.Inspect(code, strings.Index(code, "bent")+1); err != nil || !strings.Contains(a.Text, "func bent() *mlx.Module") {
		t.Errorf("help is %q (%v)", a.Text, err)
	}
	executes(t, k, "%test\nfunc TestBent(t *testing.T) {\n\tif bent() == nil {\n\t\tt.Error(\"nothing\")\n\t}\n}", "PASS")
	executes(t, k, "%reset\n%%\nfmt.Println(\"after\")", "after")
	if a, err := k.Execute("%%\nfmt.Println(bent())"); err != nil || a.Status == "ok" {
		t.Errorf("after %%reset: %+v, %v", a, err)
	}
}

// A cell may change what an earlier function uses. The function's mistake shows
// where it is reached, in its own cell.
func TestKernelReachesAMistakeLater(t *testing.T) {
	k, _ := setuptest.StartKernel(t, "GOLESSONS_LANG=en")
	defer k.Shutdown()
	executes(t, k, "type visit struct{ hour, wait int }", "")
	executes(t, k, "func late(v visit) bool {\n\treturn v.wait > 10\n}", "")
	executes(t, k, "type visit struct{ hour, minutes int }", "")
	executes(t, k, "%%\nfmt.Println(visit{1, 2})", "{1 2}")
	fails(t, k, "%%\nfmt.Println(late(visit{1, 2}))", "Cell [2], line 2", "return v.wait > 10")
	executes(t, k, "func late(v visit) bool {\n\treturn v.minutes > 10\n}", "")
	executes(t, k, "%%\nfmt.Println(late(visit{1, 2}))", "false")

	// A name is declared once, reached or not.
	fails(t, k, "var late = 1", "late")
	executes(t, k, "%%\nfmt.Println(late(visit{1, 20}))", "true")

	// Lines are those of the cell, with and without what is left out above them.
	fails(t, k, "%%\nfmt.Println(1)\nfmt.Println(nothing)", "nothing", "line 3")
	executes(t, k, "func first(s []int) int {\n\n\treturn s[0]\n}", "")
	fails(t, k, "%%\nfmt.Println(first(nil))", "return s[0]")
}

func fails(t *testing.T, k *session.Session, code string, want ...string) {
	t.Helper()
	a, err := k.Execute(code)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range want {
		if a.Status != "error" || !strings.Contains(a.Text+a.HTML, text) {
			t.Errorf("%s: %s, %q, want an error with %q", code, a.Status, a.Text, text)
		}
	}
}
