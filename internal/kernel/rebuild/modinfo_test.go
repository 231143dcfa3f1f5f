package rebuild

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Nothing is learnt if a setting needs other calls of the compiler or the linker.
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
		{"build\t-gcflags=all=-dwarf=false\n", true},
		{"build\t-gcflags=\"all=-dwarf=false -l\"\n", true},
		{"build\t-gcflags=own/...=-l\n", false},
		{"build\t-race=true\n", false},
		{"build\t-buildmode=pie\n", false},
		{"build\tCGO_ENABLED=1\n", false},
		{"build\tGOEXPERIMENT=simd\n", true},
		{"build\t-ldflags=all=-s\n", false},
		{"build\tDefaultGODEBUG=panicnil=1\n", false},
		{"build\tvcs=git\n", false},
		{"dep\td.e/f\tv1.0.0\n=>\t./f\t(devel)\t\n", false},
		{"dep\td.e/f\tv1.0.0\n=>\tg.h/f\tv1.0.1\th1:y=\n", true},
	} {
		flags, modules, ok := readModinfo("modinfo " + strconv.Quote("0w\xaf\f"+plain+test.more+"\xf92"))
		if ok != test.ok {
			t.Errorf("%q: learnt: %v", test.more, ok)
		}
		if ok && (modules["own"] != "(devel)" || modules["a.b/c"] != "v1.2.3") {
			t.Errorf("%q: modules %v", test.more, modules)
		}
		if ok && strings.Contains(test.more, "-s -w") && !slices.Equal(flags.Ldflags, []string{"-s", "-w"}) {
			t.Errorf("%q: flags for the linker %q", test.more, flags.Ldflags)
		}
		if ok && strings.Contains(test.more, " -l") && !slices.Equal(flags.Gcflags, []string{"-dwarf=false", "-l"}) {
			t.Errorf("%q: flags for the compiler %q", test.more, flags.Gcflags)
		}
	}
	t.Run("as go writes them", func(t *testing.T) {
		p := newProgram(t)
		t.Setenv("GOFLAGS", `"-ldflags=-s -w" -gcflags=all=-dwarf=false -buildvcs=false`)
		p.build()
		if !p.Ready() || !slices.Equal(p.known.Ldflags, []string{"-s", "-w"}) || !slices.Equal(p.known.Gcflags, []string{"-dwarf=false"}) {
			t.Errorf("ready %v, flags for the compiler %q, for the linker %q", p.Ready(), p.known.Gcflags, p.known.Ldflags)
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
