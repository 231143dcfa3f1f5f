package rebuild

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// saved returns a program, and a file with what a Builder has learnt from it.
func saved(t *testing.T) (p *program, file string) {
	p = newProgram(t)
	if os.Getenv("GOCACHE") == "" {
		dir, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		t.Setenv("GOCACHE", filepath.Join(dir, "go-build"))
	}
	p.build()
	file = filepath.Join(t.TempDir(), "rebuild.json")
	if err := p.Save(file); err != nil {
		t.Fatal(err)
	}
	return p, file
}

// other makes a second module, of another name, that has the same packages.
func (p *program) other(file string) *program {
	p.Helper()
	o := &program{T: p.T, Builder: Builder{Dir: filepath.Join(filepath.Dir(p.Dir), "other"), File: file}}
	o.write("go.mod", strings.Replace(p.read("go.mod"), "module cell", "module other", 1))
	o.write("go.work", p.read("go.work"))
	o.main(`fmt.Println(greet.Word, "again")`, "fmt", "own/greet")
	return o
}

func TestSaved(t *testing.T) {
	p, file := saved(t)
	o := p.other(file)
	if got := o.rebuilt(); got != "hello again\n" {
		t.Errorf("the first program of another module says %q", got)
	}
	// It learns more.
	o.main(`fmt.Println(sort.SearchInts(nil, 1), greet.Word)`, "fmt", "sort", "own/greet")
	if o.Ready() {
		t.Error("ready for a package that nothing has imported")
	}
	o.build()
	o.main(`fmt.Println(strings.ToUpper("two"), sort.SearchInts(nil, 1), greet.Word)`, "fmt", "sort", "strings", "own/greet")
	if got := o.rebuilt(); got != "TWO 0 hello\n" {
		t.Errorf("with all that is known it says %q", got)
	}

	// The same build cache in another place, as links.
	cache := filepath.Join(t.TempDir(), "cache")
	if err := os.Symlink(os.Getenv("GOCACHE"), cache); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHE", cache)
	if got := p.other(file).rebuilt(); got != "hello again\n" {
		t.Errorf("with the cache elsewhere it says %q", got)
	}
}

// Go build is used if the saved facts are no longer true, or old. It takes long
// because each case runs go build.
func TestSavedNotReady(t *testing.T) {
	for name, change := range map[string]func(p, o *program, file string){
		"a package is edited": func(p, o *program, file string) {
			p.write("../own/greet/greet.go", "package greet\n\nconst Word = \"HELLO\"\n")
		},
		"a package has another file": func(p, o *program, file string) { p.write("../own/greet/more.go", "package greet\n") },
		"a package is gone":          func(p, o *program, file string) { os.RemoveAll(filepath.Join(p.Dir, "../own/greet")) },
		"another module":             func(p, o *program, file string) { o.write("go.mod", o.read("go.mod")+"\nrequire a.b/c v1.0.0\n") },
		"go.work":                    func(p, o *program, file string) { o.write("go.work", "go 1.26.0\n\nuse .\n") },
		"an experiment":              func(p, o *program, file string) { p.Setenv("GOEXPERIMENT", "simd") },
		"flags":                      func(p, o *program, file string) { p.Setenv("GOFLAGS", "-tags=x") },
		"an old file": func(p, o *program, file string) {
			old := time.Now().Add(-25 * time.Hour)
			os.Chtimes(file, old, old)
		},
		"no file":   func(p, o *program, file string) { os.Remove(file) },
		"not JSON":  func(p, o *program, file string) { os.WriteFile(file, []byte("{"), 0o644) },
		"no cache":  func(p, o *program, file string) { p.Setenv("GOCACHE", p.TempDir()) },
		"no GOROOT": func(p, o *program, file string) { p.Setenv("GOROOT", p.TempDir()) },
	} {
		t.Run(name, func(t *testing.T) {
			p, file := saved(t)
			o := p.other(file)
			change(p, o, file)
			if o.Build(filepath.Join(o.Dir, "rebuilt")) {
				t.Error("built from what was saved")
			}
		})
	}
}

// If nothing could be learnt, an earlier Builder's file is removed.
func TestSaveNothing(t *testing.T) {
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "rebuild.json")
	for range 2 { // without a file, and with one
		if err := p.Save(file); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(file); !os.IsNotExist(err) {
			t.Errorf("saved: %v", err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
