package rebuild

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// program is a module with a main.go, and beside it one with a package that
// may be edited, as a learner's own is.
type program struct {
	*testing.T
	Builder
}

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

// build builds as go does, and learns; twice, because what go has just compiled
// is learnt the next time.
func (p *program) build() {
	p.Helper()
	p.goBuild()
	p.write("main.go", p.read("main.go")+"\n")
	p.goBuild()
}

func (p *program) read(name string) string {
	p.Helper()
	data, err := os.ReadFile(filepath.Join(p.Dir, name))
	if err != nil {
		p.Fatal(err)
	}
	return string(data)
}

func (p *program) goBuild() {
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

func TestRebuild(t *testing.T) {
	p := newProgram(t)
	if p.Ready() || p.Build(filepath.Join(p.Dir, "rebuilt")) {
		t.Fatal("built before anything is known")
	}
	p.build()
	if got, want := p.rebuilt(), p.run("go-built"); got != want || got != "hello ONE\n" {
		t.Errorf("rebuilt, the program says %q, built by go %q", got, want)
	}
	p.main(`fmt.Println("other", greet.Word)`, "fmt", "own/greet")
	if got := p.rebuilt(); got != "other hello\n" {
		t.Errorf("with another code it says %q", got)
	}

	// A panic names the same file and line.
	p.main(`var m map[string]int; fmt.Println(len(m)); m["a"]++`, "fmt")
	p.build()
	trace := func(s string) string {
		_, s, _ = strings.Cut(s, "main.main()")
		file, _, _ := strings.Cut(s, " +0x")
		return file
	}
	got, want := trace(p.rebuilt()), trace(p.run("go-built"))
	if got != want || !strings.Contains(got, "main.go:8") {
		t.Errorf("a panic is at %q, built by go at %q", got, want)
	}

	// What an earlier program imported is known still, and more is learnt.
	p.main(`fmt.Println(sort.IsSorted(nil) || true)`, "fmt", "sort")
	if p.Ready() {
		t.Error("ready for a package that nothing has imported")
	}
	p.build()
	p.main(`fmt.Println(strings.ToUpper("two"), sort.SearchInts(nil, 1), greet.Word)`, "fmt", "sort", "strings", "own/greet")
	if got := p.rebuilt(); got != "TWO 0 hello\n" {
		t.Errorf("with all that is known it says %q", got)
	}
	if !p.Build("") {
		t.Error("compiling alone failed")
	}
}

// Go build has its turn with everything that has changed, and with what is
// more than a main.go.
func TestNotReady(t *testing.T) {
	tests := []struct {
		name   string
		change func(p *program)
	}{
		{"a package is edited", func(p *program) {
			p.write("../own/greet/greet.go", "package greet\n\nconst Word = \"good day\"\n")
		}},
		{"a package has another file", func(p *program) { p.write("../own/greet/more.go", "package greet\n") }},
		{"a package may embed another file", func(p *program) { p.write("../own/greet/data/one.csv", "1\n") }},
		{"go.mod", func(p *program) { p.write("go.mod", "module cell\n\ngo 1.26.1\n") }},
		{"go.work", func(p *program) { p.write("go.work", "go 1.26.1\n\nuse (\n\t.\n\t../own\n)\n") }},
		{"an experiment", func(p *program) { p.Setenv("GOEXPERIMENT", "simd") }},
		{"build tags", func(p *program) { p.Setenv("GOFLAGS", "-tags=x") }},
		{"C", func(p *program) { p.Setenv("CGO_ENABLED", "1") }},
		{"the build cache", func(p *program) { p.Setenv("GOCACHE", p.TempDir()) }},
		{"an internal package", func(p *program) { p.main("abi.NoEscape(nil)", "internal/abi") }},
		{"an embedded file", func(p *program) {
			p.write("main.go", "package main\n\nimport _ \"fmt\"\n\n//go:embed main.go\nvar s string\n\nfunc main() {}\n")
		}},
		{"a build constraint", func(p *program) { p.write("main.go", "//go:build linux\n\npackage main\n\nfunc main() {}\n") }},
		{"another file of the program", func(p *program) { p.write("more.go", "package main\n") }},
		{"assembler", func(p *program) { p.write("more_amd64.s", "\n") }},
		{"no Go", func(p *program) { p.write("main.go", "package") }},
		{"nothing", func(p *program) { os.Remove(filepath.Join(p.Dir, "main.go")) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newProgram(t)
			p.build()
			if !p.Ready() {
				t.Fatal("not ready without a change")
			}
			test.change(p)
			if p.Ready() || p.Build(filepath.Join(p.Dir, "rebuilt")) {
				t.Error("built as if nothing had changed")
			}
		})
	}
}

// After an edit, what is learnt anew is not mixed with what was known.
func TestLearnAgain(t *testing.T) {
	p := newProgram(t)
	p.build()
	p.write("../own/greet/greet.go", "package greet\n\nconst Word = \"good day\"\n")
	p.build()
	if got := p.rebuilt(); got != "good day ONE\n" {
		t.Errorf("after an edit it says %q", got)
	}
}

// A mistake, and a compiled package that is gone, are go build's to tell.
func TestFails(t *testing.T) {
	p := newProgram(t)
	p.build()
	p.main("fmt.Println(nothing)", "fmt")
	if !p.Ready() || p.Build(filepath.Join(p.Dir, "rebuilt")) || p.Build("") {
		t.Error("a mistake is not noticed")
	}
	p.main("fmt.Println(1)", "fmt")
	p.packages["fmt"] += "-gone"
	if p.Build(filepath.Join(p.Dir, "rebuilt")) {
		t.Error("built without fmt")
	}
	if out := p.Learn([]byte("WORK=/nowhere\n# cell\n./main.go:1\n"), false); string(out) != "# cell\n./main.go:1\n" {
		t.Errorf("go's output is now %q", out)
	}
}

// Settings that need other calls of the compiler or the linker are not learnt.
func TestSettings(t *testing.T) {
	const plain = "path\tcell\nmod\tcell\t(devel)\t\ndep\town\t(devel)\t\ndep\ta.b/c\tv1.2.3\th1:x=\nbuild\t-buildmode=exe\nbuild\t-compiler=gc\nbuild\tCGO_ENABLED=0\nbuild\tGOARCH=amd64\nbuild\tGOOS=linux\nbuild\tGOAMD64=v1\n"
	for _, test := range []struct {
		more string
		ok   bool
	}{
		{"", true},
		{"build\t-ldflags=\"-s -w\"\n", true},
		{"build\t-ldflags=-s\n", true},
		{"build\t-ldflags=\"-X 'a.b=c d'\"\n", false},
		{"build\t-trimpath=true\n", false},
		{"build\t-tags=x\n", false},
		{"build\t-gcflags=-N\n", false},
		{"build\t-race=true\n", false},
		{"build\t-buildmode=pie\n", false},
		{"build\tCGO_ENABLED=1\n", false},
		{"build\tGOEXPERIMENT=simd\n", false},
		{"build\tDefaultGODEBUG=panicnil=1\n", false},
		{"build\tvcs=git\n", false},
		{"dep\td.e/f\tv1.0.0\n=>\t./f\t(devel)\t\n", false},
		{"dep\td.e/f\tv1.0.0\n=>\tg.h/f\tv1.0.1\th1:y=\n", true},
	} {
		ldflags, modules, ok := readModinfo("modinfo " + strconv.Quote("0w\xaf\f"+plain+test.more+"\xf92"))
		if ok != test.ok {
			t.Errorf("%q: learnt: %v", test.more, ok)
		}
		if ok && (modules["own"] != "(devel)" || modules["a.b/c"] != "v1.2.3") {
			t.Errorf("%q: modules %v", test.more, modules)
		}
		if ok && strings.Contains(test.more, "-s -w") && !slices.Equal(ldflags, []string{"-s", "-w"}) {
			t.Errorf("%q: flags for the linker %q", test.more, ldflags)
		}
	}
	t.Run("as go writes them", func(t *testing.T) {
		p := newProgram(t)
		t.Setenv("GOFLAGS", `"-ldflags=-s -w" -buildvcs=false`)
		p.build()
		if !p.Ready() || !slices.Equal(p.ldflags, []string{"-s", "-w"}) {
			t.Errorf("ready %v, flags for the linker %q", p.Ready(), p.ldflags)
		}
		for _, name := range []string{"go.mod", "go.work", "../own/go.mod"} {
			p.write(name, strings.Replace(p.read(name), "go 1.26.0", "go 1.22.0", 1))
		}
		p.build()
		if p.Ready() {
			t.Error("learnt with the defaults of an earlier Go")
		}
	})
}
