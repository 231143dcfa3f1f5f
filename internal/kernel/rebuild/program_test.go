package rebuild

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A program is a module with a main.go, beside a module with a package that may
// be edited, as a learner's own may.
type program struct {
	*testing.T
	Builder
}

// newProgram writes a program to a temporary folder. Its tests run go build, a
// second or so each, and are left out with -short.
func newProgram(t *testing.T) *program {
	if testing.Short() {
		t.Skip("builds programs")
	}
	dir := t.TempDir()
	p := &program{T: t, Builder: Builder{Dir: filepath.Join(dir, "cell")}}
	for _, v := range []string{"GOFLAGS=-buildvcs=false", "CGO_ENABLED=0", "GOPROXY=off", "GOWORK=auto", "GOEXPERIMENT="} {
		name, value, _ := strings.Cut(v, "=")
		t.Setenv(name, value)
	}
	p.write("../own/go.mod", "module own\n\ngo 1.26.0\n")
	p.write("../own/greet/greet.go", "package greet\n\nconst Word = \"hello\"\n")
	p.write("go.mod", "module cell\n\ngo 1.26.0\n")
	p.write("go.work", "go 1.26.0\n\nuse (\n\t.\n\t../own\n)\n")
	p.main(`fmt.Println(greet.Word, strings.ToUpper("one"))`, "fmt", "own/greet", "strings")
	return p
}

func (p *program) write(name, text string) {
	p.Helper()
	name = filepath.Join(p.Dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		p.Fatal(err)
	}
}

func (p *program) main(body string, imports ...string) {
	p.Helper()
	p.write("main.go", "package main\n\nimport (\n\t\""+strings.Join(imports, "\"\n\t\"")+"\"\n)\n\nfunc main() {\n\t"+body+"\n}\n")
}

func (p *program) read(name string) string {
	p.Helper()
	data, err := os.ReadFile(filepath.Join(p.Dir, name))
	if err != nil {
		p.Fatal(err)
	}
	return string(data)
}

// build runs go build, and learns from it.
func (p *program) build() {
	p.Helper()
	cmd := exec.Command("go", "build", BuildFlag, "-o", "go-built")
	cmd.Dir = p.Dir
	out, err := cmd.CombinedOutput()
	if rest := p.Learn(out, err == nil); err != nil || len(rest) > 0 {
		p.Fatalf("go build: %v\n%s", err, rest)
	}
	if work, ok := strings.CutPrefix(strings.TrimSpace(string(out)), "WORK="); !ok {
		p.Fatalf("go build -work said %s", out)
	} else if _, err := os.Stat(work); err == nil {
		p.Errorf("%s is left", work)
	}
}

func (p *program) run(name string) string {
	out, _ := exec.Command(filepath.Join(p.Dir, name)).CombinedOutput()
	return string(out)
}

// rebuilt builds main.go with what is known, and returns what it prints.
func (p *program) rebuilt() string {
	p.Helper()
	if !p.Build(filepath.Join(p.Dir, "rebuilt")) {
		p.Fatal("not built again")
	}
	return p.run("rebuilt")
}

func (p *program) link(target, name string) {
	p.Helper()
	name = filepath.Join(p.Dir, name)
	os.Remove(name)
	if err := os.Symlink(target, name); err != nil {
		p.Fatal(err)
	}
}

// noWorkspace reduces a program to one module.
func noWorkspace(p *program) {
	os.Remove(filepath.Join(p.Dir, "go.work"))
	p.main("fmt.Println(1)", "fmt")
}
