package rebuild

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

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
		t.Errorf("with other code the program says %q", got)
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

	// What an earlier program imported is still known, and more is learnt.
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

// Go build is used whenever something has changed, and for a program that is more
// than a main.go. It takes long because each case runs go build.
func TestNotReady(t *testing.T) {
	none := func(*program) {}
	tests := []struct {
		name           string
		before, change func(p *program)
	}{
		{"a package is edited", none, func(p *program) {
			p.write("../own/greet/greet.go", "package greet\n\nconst Word = \"good day\"\n")
		}},
		{"a package has another file", none, func(p *program) { p.write("../own/greet/more.go", "package greet\n") }},
		{"a package may embed another file", none, func(p *program) { p.write("../own/greet/data/one.csv", "1\n") }},
		{"a package whose file is a link is edited", func(p *program) {
			p.write("../real/greet.go", p.read("../own/greet/greet.go"))
			p.link("../../real/greet.go", "../own/greet/greet.go")
		}, func(p *program) { p.write("../real/greet.go", "package greet\n\nconst Word = \"good day\"\n") }},
		{"a package's file is a link to another file", func(p *program) {
			p.write("../real/greet.go", p.read("../own/greet/greet.go"))
			p.write("../real/other.go", strings.Replace(p.read("../own/greet/greet.go"), "hello", "adieu", 1))
			now := time.Now()
			for _, name := range []string{"greet.go", "other.go"} {
				os.Chtimes(filepath.Join(p.Dir, "../real", name), now, now)
			}
			p.link("../../real/greet.go", "../own/greet/greet.go")
		}, func(p *program) { p.link("../../real/other.go", "../own/greet/greet.go") }},
		{"a package whose folder is a link is edited", func(p *program) {
			p.write("../real/greet.go", p.read("../own/greet/greet.go"))
			os.RemoveAll(filepath.Join(p.Dir, "../own/greet"))
			p.link("../real", "../own/greet")
		}, func(p *program) { p.write("../real/greet.go", "package greet\n\nconst Word = \"good day\"\n") }},
		{"a package of the program's own module is edited", func(p *program) {
			p.write("sub/sub.go", "package sub\n\nconst Word = \"hello\"\n")
			p.main("fmt.Println(sub.Word)", "fmt", "cell/sub")
		}, func(p *program) { p.write("sub/sub.go", "package sub\n\nconst Word = \"good day\"\n") }},
		{"the same without a workspace", func(p *program) {
			os.Remove(filepath.Join(p.Dir, "go.work"))
			p.write("sub/sub.go", "package sub\n\nconst Word = \"hello\"\n")
			p.main("fmt.Println(sub.Word)", "fmt", "cell/sub")
		}, func(p *program) { p.write("sub/sub.go", "package sub\n\nconst Word = \"good day\"\n") }},
		{"go.mod", none, func(p *program) { p.write("go.mod", "module cell\n\ngo 1.26.1\n") }},
		{"go.sum", none, func(p *program) { p.write("go.sum", "\n") }},
		{"go.work", none, func(p *program) { p.write("go.work", "go 1.26.1\n\nuse (\n\t.\n\t../own\n)\n") }},
		{"a go.work above", noWorkspace, func(p *program) { p.write("../go.work", "go 1.26.1\n\nuse ./cell\n") }},
		{"a go.work elsewhere", func(p *program) {
			p.write("../works/go.work", "go 1.26.0\n\nuse (\n\t../cell\n\t../own\n)\n")
			p.Setenv("GOWORK", filepath.Join(p.Dir, "../works/go.work"))
		}, func(p *program) { p.write("../works/go.work", "go 1.26.1\n\nuse (\n\t../cell\n\t../own\n)\n") }},
		{"go.work.sum", none, func(p *program) { p.write("go.work.sum", "\n") }},
		{"the go of a used module", none, func(p *program) { p.write("../own/go.mod", "module own\n\ngo 1.26.1\n") }},
		{"what a used module requires", none, func(p *program) {
			p.write("../own/go.mod", "module own\n\ngo 1.26.0\n\nrequire a.b/c v1.0.0\n")
		}},
		{"a used module's go.sum", none, func(p *program) { p.write("../own/go.sum", "\n") }},
		{"vendored modules", noWorkspace, func(p *program) { p.write("vendor/modules.txt", "# a.b/c v1.0.0\n") }},
		{"an experiment", none, func(p *program) { p.Setenv("GOEXPERIMENT", "simd") }},
		{"a kind of processor", none, func(p *program) { p.Setenv("GOAMD64", "v3") }},
		{"build tags", none, func(p *program) { p.Setenv("GOFLAGS", "-tags=x") }},
		{"C", none, func(p *program) { p.Setenv("CGO_ENABLED", "1") }},
		{"the build cache", none, func(p *program) { p.Setenv("GOCACHE", p.TempDir()) }},
		{"go env -w", func(p *program) {
			p.write("../env", "GOAMD64=v1\n")
			p.Setenv("GOENV", filepath.Join(p.Dir, "../env"))
		}, func(p *program) { p.write("../env", "GOAMD64=v3\n") }},
		{"the first go env -w", func(p *program) { p.Setenv("GOENV", filepath.Join(p.Dir, "../env")) },
			func(p *program) { p.write("../env", "GOAMD64=v3\n") }},
		{"another go on PATH", none, func(p *program) {
			p.write("../bin/go", "#!/bin/sh\n")
			os.Chmod(filepath.Join(p.Dir, "../bin/go"), 0o755)
			p.Setenv("PATH", filepath.Join(p.Dir, "../bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
		}},
		{"a newer go in its place", func(p *program) {
			bin, err := exec.LookPath("go")
			if err != nil {
				p.Fatal(err)
			}
			p.write("../bin/go", fmt.Sprintf("#!/bin/sh\nexec %q \"$@\"\n", bin))
			os.Chmod(filepath.Join(p.Dir, "../bin/go"), 0o755)
			p.Setenv("PATH", filepath.Join(p.Dir, "../bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
		}, func(p *program) { p.write("../bin/go", p.read("../bin/go")+"\n") }},
		{"an internal package", none, func(p *program) { p.main("abi.NoEscape(nil)", "internal/abi") }},
		{"an embedded file", none, func(p *program) {
			p.write("main.go", "package main\n\nimport _ \"fmt\"\n\n//go:embed main.go\nvar s string\n\nfunc main() {}\n")
		}},
		{"a build constraint", none, func(p *program) { p.write("main.go", "//go:build linux\n\npackage main\n\nfunc main() {}\n") }},
		{"another file of the program", none, func(p *program) { p.write("more.go", "package main\n") }},
		{"assembler", none, func(p *program) { p.write("more_amd64.s", "\n") }},
		{"a profile", none, func(p *program) { p.write("default.pgo", "\n") }},
		{"no Go", none, func(p *program) { p.write("main.go", "package") }},
		{"nothing", none, func(p *program) { os.Remove(filepath.Join(p.Dir, "main.go")) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newProgram(t)
			test.before(p)
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

// Nothing is learnt if a later change would not be seen. It takes long because
// each case runs go build.
func TestNotLearnt(t *testing.T) {
	for name, before := range map[string]func(p *program){
		"an overlay": func(p *program) {
			p.write("../real/greet.go", "package greet\n\nconst Word = \"good day\"\n")
			overlay, _ := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(p.Dir, "../own/greet/greet.go"): filepath.Join(p.Dir, "../real/greet.go")}})
			p.write("../overlay.json", string(overlay))
			p.Setenv("GOFLAGS", "-buildvcs=false -overlay="+filepath.Join(p.Dir, "../overlay.json"))
		},
		"another go.mod": func(p *program) {
			noWorkspace(p)
			p.write("../other.mod", p.read("go.mod"))
			p.Setenv("GOFLAGS", "-buildvcs=false -modfile="+filepath.Join(p.Dir, "../other.mod"))
		},
		"vendored modules": func(p *program) {
			noWorkspace(p)
			p.write("vendor/modules.txt", "")
		},
		"a replaced module": func(p *program) {
			os.Remove(filepath.Join(p.Dir, "go.work"))
			p.write("go.mod", "module cell\n\ngo 1.26.0\n\nrequire own v0.0.0\n\nreplace own => ../own\n")
		},
		"a workspace that only go env -w names": func(p *program) {
			p.write("../works/go.work", "go 1.26.0\n\nuse (\n\t../cell\n\t../own\n)\n")
			p.write("../env", "GOWORK="+filepath.Join(p.Dir, "../works/go.work")+"\n")
			p.Setenv("GOENV", filepath.Join(p.Dir, "../env"))
			p.Setenv("GOWORK", "")
		},
		"an edit while go was building": func(p *program) {
			p.Build("")
			later := time.Now().Add(time.Second)
			os.Chtimes(filepath.Join(p.Dir, "../own/greet/greet.go"), later, later)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newProgram(t)
			before(p)
			p.build()
			if p.Ready() {
				t.Error("learnt")
			}
		})
	}
}

// The program is the one that go build makes, to the last byte. It takes long
// because go compiles its own packages for each of these environments, in so far
// as the build cache has not got them.
func TestSameProgram(t *testing.T) {
	for _, env := range [][]string{
		nil, {"GOAMD64=v3"}, {"GOEXPERIMENT=simd"}, {"GOROOT="}, {"GOOS=darwin", "GOARCH=arm64"}, {"GOOS=windows", "GOARCH=amd64"},
	} {
		t.Run(strings.Join(env, " "), func(t *testing.T) {
			p := newProgram(t)
			for _, e := range env {
				name, value, _ := strings.Cut(e, "=")
				t.Setenv(name, value)
			}
			p.sameProgram()
		})
	}
	t.Run("go env -w", func(t *testing.T) {
		p := newProgram(t)
		t.Setenv("GOENV", filepath.Join(p.Dir, "../env"))
		p.write("../env", "GOAMD64=v3\n")
		p.sameProgram()
	})
}

// sameProgram builds a program by go, then by Builder, and compares the two.
func (p *program) sameProgram() {
	p.Helper()
	p.Setenv("GOFLAGS", `"-ldflags=-s -w -buildid=" -gcflags=all=-dwarf=false -buildvcs=false`) // the build id is the one difference
	p.main("if len(os.Args) > 5 { panic(greet.Word) }", "os", "own/greet")
	p.build()
	if !p.Build(filepath.Join(p.Dir, "rebuilt")) {
		p.Fatal("not built again")
	}
	if p.read("rebuilt") != p.read("go-built") {
		p.Error("another program than go's")
	}
}

// On a system whose programs are position-independent by default, both the
// compiler and the linker must be told so.
func TestBuildMode(t *testing.T) {
	for _, test := range []struct{ goos, compile, link string }{
		{"linux", "", "exe"}, {"darwin", "-shared", "pie"}, {"ios", "-shared", "pie"}, {"android", "-shared", "pie"}, {"windows", "", "pie"}, {"freebsd", "", "exe"},
	} {
		if compile, link := buildMode(test.goos); strings.Join(compile, " ") != test.compile || link != test.link {
			t.Errorf("%s: compile %q, link %q, want %q, %q", test.goos, compile, link, test.compile, test.link)
		}
	}
}

// After an edit, new facts are not mixed with old ones.
func TestLearnAgain(t *testing.T) {
	p := newProgram(t)
	p.build()
	p.write("../own/greet/greet.go", "package greet\n\nconst Word = \"good day\"\n")
	p.build()
	if got := p.rebuilt(); got != "good day ONE\n" {
		t.Errorf("after an edit it says %q", got)
	}
}

// A mistake in main.go, and a compiled package that is gone, are left to go
// build.
func TestFails(t *testing.T) {
	p := newProgram(t)
	p.build()
	p.main("fmt.Println(nothing)", "fmt")
	if !p.Ready() || p.Build(filepath.Join(p.Dir, "rebuilt")) || p.Build("") {
		t.Error("a mistake is not noticed")
	}
	p.main("fmt.Println(1)", "fmt")
	p.known.Packages["fmt"] += "-gone"
	if p.Build(filepath.Join(p.Dir, "rebuilt")) {
		t.Error("built without fmt")
	}
	if out := p.Learn([]byte("WORK=/nowhere\n# cell\n./main.go:1\n"), false); string(out) != "# cell\n./main.go:1\n" {
		t.Errorf("go's output is now %q", out)
	}
}
