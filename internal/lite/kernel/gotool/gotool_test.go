package gotool

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/kernel/explain"
	"golessons/internal/lite/kernel/page"
	"golessons/internal/lite/kernel/page/pagetest"
)

// folder makes a folder with files as GoNB does, and a go.mod.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "gonb_1a2b3c4d")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if out, code := Run(dir, []string{"mod", "init", "gonb_1a2b3c4d"}); code != 0 {
		t.Fatalf("mod init: %s", out)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// What the stand-in says of a program is explained as what go says of it.
func TestExplainedAsGo(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles Go's packages for js/wasm, at first")
	}
	pagetest.New(t, "fmt", "os", "strings")
	for _, code := range []string{
		"import \"fmt\"\n\nfunc main() { fmt.Println(x) }\n",
		"import \"fmt\"\n\nfunc main() {\n\tfmt.Printn(1)\n\tvar s string = 1\n\ty := 2\n}\n",
		"import \"strings\"\n\nfunc main() {}\n",
		"func main() {\n\tfor i := range 3 {\n}\n",
		"import \"nosuch\"\n\nfunc main() { nosuch.F() }\n",
		"import (\n\t\"fmt\"\n\t\"golessons/nosuch\"\n)\n\nfunc main() { fmt.Println(nosuch.F()) }\n",
		"import \"internal/abi\"\n\nfunc main() { abi.NoEscape(nil) }\n",
		"func f() int { }\n\nfunc main() { f(1) }\n",
	} {
		dir := folder(t, map[string]string{"main.go": "package main\n\n" + code})
		cmd := exec.Command("go", "build", "-o", "program")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOWORK=off", "GOPROXY=off", "GOFLAGS=", "PWD="+dir)
		want, err := cmd.CombinedOutput()
		if err == nil {
			t.Fatalf("go builds\n%s", code)
		}
		got, exit := Run(dir, []string{"build", "-o", filepath.Join(dir, "program"), "-work"})
		if exit == 0 {
			t.Errorf("it is built, but not by go:\n%s", code)
			continue
		}
		if g, w := explained(code, got), explained(code, want); g != w {
			t.Errorf("of\n%s\ngo says\n%s\nwhich is explained as\n%s\nthe stand-in\n%s\n%s", code, want, w, got, g)
		}
	}
}

// explained returns the explanation of what was said of a program whose lines are
// those of a cell.
func explained(code string, output []byte) string {
	lines := strings.Split("package main\n\n"+code, "\n")
	p := &explain.Program{Cell: 1, Cells: map[int][]string{1: lines}, Code: lines}
	for i := range lines {
		p.From(1, i)
	}
	r := explain.Build("en", p, string(output))
	return r.Text() + r.Error() + r.Verdict
}

func TestBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles Go's packages for js/wasm, at first")
	}
	w := pagetest.New(t, "fmt", "embed", "flag", "os", "reflect", "testing", "testing/internal/testdeps")
	const hello = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(1) }\n"
	const tests = "package main\n\nimport \"testing\"\n\nfunc TestOne(t *testing.T) {}\nfunc TestMain(m *testing.M) { m.Run() }\nfunc BenchmarkOne(b *testing.B) {}\nfunc Testing(t *testing.T) {}\n"
	for _, tt := range []struct {
		name  string
		files map[string]string
		args  []string
		links bool
	}{
		{"a program", map[string]string{"main.go": hello}, []string{"build", "-o", "PROGRAM", "-work"}, true},
		{"with flags", map[string]string{"main.go": hello}, []string{"build", "-o", "PROGRAM", "-gcflags=-N -l", "-ldflags=-X main.a=b"}, true},
		{"compiled only", map[string]string{"main.go": hello}, []string{"list", "-export", "."}, false},
		{"two files", map[string]string{"main.go": "package main\n\nfunc main() { f() }\n", "f.go": "package main\n\nfunc f() {}\n", "f_test.go": "no Go"}, []string{"build", "-o", "PROGRAM"}, true},
		{"no imports", map[string]string{"main.go": "package main\n\nimport _ \"unsafe\"\n\nfunc main() {}\n"}, []string{"build", "-o", "PROGRAM"}, true},
		{"embed without a file", map[string]string{"main.go": "package main\n\nimport _ \"embed\"\n\nfunc main() {}\n"}, []string{"build", "-o", "PROGRAM"}, true},
		{"tests", map[string]string{"main_test.go": tests}, []string{"test", "-c", "-o", "PROGRAM"}, true},
		{"no tests", map[string]string{"main_test.go": "package main\n\nfunc f() {}\n"}, []string{"test", "-c", "-o", "PROGRAM"}, true},
	} {
		dir := folder(t, tt.files)
		program := filepath.Join(dir, "program")
		args := strings.Split(strings.ReplaceAll(strings.Join(tt.args, "\n"), "PROGRAM", program), "\n")
		if out, code := Run(dir, args); code != 0 || len(out) > 0 {
			t.Errorf("%s: %d\n%s", tt.name, code, out)
			continue
		}
		data, err := os.ReadFile(program)
		if tt.links != (err == nil && bytes.HasPrefix(data, []byte("\x00asm"))) {
			t.Errorf("%s: the program is %d bytes, %v", tt.name, len(data), err)
		}
	}

	// What a browser cannot do is said so.
	for want, tt := range map[string]struct{ code, flag string }{
		"`github.com/a/b`": {"import _ \"github.com/a/b\"", "-work"},
		"`C`":              {"import \"C\"", "-work"},
		"`embed`":          {"import _ \"embed\"\n\n//go:embed a.txt\nvar s string", "-work"},
		"`-race`":          {"", "-race"},
	} {
		dir := folder(t, map[string]string{"main.go": "package main\n\n" + tt.code + "\n\nfunc main() {}\n"})
		out, code := Run(dir, []string{"build", "-o", filepath.Join(dir, "program"), tt.flag})
		if said := explained(tt.code, out); code == 0 || !strings.Contains(said, want) || !strings.Contains(said, "browser") || !strings.Contains(said, "your own") {
			t.Errorf("%s: %d, %s", want, code, said)
		}
	}

	// An interrupt between the compiler and the linker ends the build.
	var ran []string
	w.Tool = func(name string) (string, int) {
		ran = append(ran, name)
		page.Interrupted()
		return "", 0
	}
	dir := folder(t, map[string]string{"main.go": hello})
	if _, code := Run(dir, []string{"build", "-o", "program"}); code == 0 || len(ran) != 1 {
		t.Errorf("after an interrupt: %d, ran %q", code, ran)
	}
}

func TestLanguage(t *testing.T) {
	for version, want := range map[string]string{"go1.26.8": "1.26", "go1.27": "1.27", "devel go1.28-abc": "1.26"} {
		if got := language(version); got != want {
			t.Errorf("language(%q) = %q, want %q", version, got, want)
		}
	}
	dir := t.TempDir()
	cmd := exec.Command("go", "mod", "init", "a")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("%s", out)
	}
	real, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	b, mine := build{dir: dir}, build{dir: folder(t, nil)}
	if b.language() != mine.language() {
		t.Errorf("the language is %s, go's is that of\n%s", mine.language(), real)
	}
}

func TestUnknownCommand(t *testing.T) {
	if out, code := Run(t.TempDir(), []string{"env", "GOROOT"}); code == 0 || !strings.Contains(string(out), "browser") {
		t.Errorf("%d %s", code, out)
	}
	if _, code := Run(t.TempDir(), []string{"get", "-t"}); code != 0 {
		t.Error("go get fails")
	}
}

// A package of Go's own that does not exist is missed by go get.
func TestGet(t *testing.T) {
	pagetest.New(t)
	const code = "import (\n\t\"golang/nosuch\"\n\t\"nosuch\"\n)\n\nfunc main() { nosuch.F() }\n"
	dir := folder(t, map[string]string{"main.go": "package main\n\n" + code})
	cmd := exec.Command("go", "get")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOWORK=off", "GOPROXY=off", "GOFLAGS=", "PWD="+dir)
	want, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatal("go finds it")
	}
	got, exit := Run(dir, []string{"get"})
	if g, w := explained(code, got), explained(code, want); exit == 0 || g != w {
		t.Errorf("go says\n%s\nwhich is explained as\n%s\nthe stand-in\n%s\n%s", want, w, got, g)
	}
	for _, left := range []string{"example.org/a", "C"} {
		dir := folder(t, map[string]string{"main.go": "package main\n\nimport _ \"" + left + "\"\n"})
		if out, code := Run(dir, []string{"get"}); code != 0 {
			t.Errorf("%s: %s", left, out)
		}
	}
}
