package goimports

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const list = `fmt fmt Print Println
math math Pi
math/rand rand Int Seed
math/rand/v2 rand Int N
crypto/rand rand Int Text
golessons/helpers/layers layers Kinks
example.org/a/layers layers Kinks Dense
example.org/go-yaml.v3 yaml Marshal
example.org/odd/name other Thing
`

// The imports are those that goimports chooses (see TestImportsAsGoimports in
// internal/lite), and nothing else of the file changes.
func TestFix(t *testing.T) {
	l := Read(list)
	for _, tt := range []struct{ code, want string }{
		{"package main\n\nfunc main() { fmt.Println(math.Pi) }\n", "package main; import \"fmt\"; import \"math\"\n\nfunc main() { fmt.Println(math.Pi) }\n"},
		{"package main\n\nimport (\n\t\"fmt\"\n\t\"math\"\n)\n\nfunc main() { fmt.Print() }\n", "package main\n\nimport (\n\t\"fmt\"\n\t\n)\n\nfunc main() { fmt.Print() }\n"},
		{"package main\n\nimport \"math\"\nimport m \"math\"\n\nvar _ = m.Pi\n", "package main\n\n\nimport m \"math\"\n\nvar _ = m.Pi\n"},
		{"package main\n\nimport . \"fmt\"\nimport _ \"math\"\n", "package main\n\nimport . \"fmt\"\nimport _ \"math\"\n"},
		{"package main\n\nvar _ = layers.Kinks\n", "package main; import \"golessons/helpers/layers\"\n\nvar _ = layers.Kinks\n"},
		{"package main\n\nvar _, _ = layers.Kinks, layers.Dense\n", "package main; import \"example.org/a/layers\"\n\nvar _, _ = layers.Kinks, layers.Dense\n"},
		{"package main\n\nvar _, _ = rand.Int, rand.Seed\n", "package main; import \"math/rand\"\n\nvar _, _ = rand.Int, rand.Seed\n"},
		{"package main\n\nvar _ = rand.Int\n", "package main; import \"crypto/rand\"\n\nvar _ = rand.Int\n"},
		{"package main\n\nvar _ = yaml.Marshal\n", "package main; import \"example.org/go-yaml.v3\"\n\nvar _ = yaml.Marshal\n"},
		{"package main\n\nvar _ = other.Thing\n", "package main; import other \"example.org/odd/name\"\n\nvar _ = other.Thing\n"},
		{"package main\n\nvar _, _, _ = fmt.NoSuch, nosuch.F, fmt.print\n", "package main\n\nvar _, _, _ = fmt.NoSuch, nosuch.F, fmt.print\n"},
		{"package main\n\nfunc f(fmt struct{ Print int }) { _ = fmt.Print }\n", "package main\n\nfunc f(fmt struct{ Print int }) { _ = fmt.Print }\n"},
	} {
		got, err := Fix("main.go", []byte(tt.code), l)
		if err != nil || string(got) != tt.want {
			t.Errorf("of\n%s\nit makes, %v,\n%s\nwant\n%s", tt.code, err, got, tt.want)
		}
	}
}

// A mistake in the grammar is told as goimports tells it, with its place.
func TestRun(t *testing.T) {
	before := Packages
	t.Cleanup(func() { Packages = before })
	dir := t.TempDir()
	name := filepath.Join(dir, "main.go")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("package main\n\nfunc main() { 1 2 }\nfunc f( {}\n")
	out, code := Run(dir, []string{"-w", "main.go"})
	if code != 2 || !strings.Contains(string(out), name+":3:17: expected") || !strings.Contains(string(out), name+":4:12: ") {
		t.Errorf("%d, %s", code, out)
	}
	write("package main\n\nimport \"os\"\n")
	if out, code := Run(dir, []string{"-w", name}); code != 0 {
		t.Errorf("%d, %s", code, out)
	}
	if text, err := os.ReadFile(name); err != nil || strings.Contains(string(text), "os") {
		t.Errorf("%s, %v", text, err)
	}
	if _, code := Run(dir, nil); code == 0 {
		t.Error("without a file there is no mistake")
	}
}
