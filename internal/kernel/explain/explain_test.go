package explain

import (
	"html"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golessons/helpers/handlers"
	"golessons/internal/words"
)

// Each kind of mistake in the code has a sentence in every language, and no
// language has sentences for others.
func TestWords(t *testing.T) {
	kinds := map[string]bool{}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		source, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile("kind: \"([^\"]+)\"|`, \"([^\"]+)\", |`\\), \"([^\"]+)\"\\}|return \"([^\"]+)\", \\[\\]string|imported\\(\"([^\"]+)\"").FindAllStringSubmatch(string(source), -1) {
			kinds[m[1]+m[2]+m[3]+m[4]+m[5]] = true
		}
	}
	if len(kinds) < 100 {
		t.Fatalf("found %d kinds only: %q", len(kinds), slices.Sorted(maps.Keys(kinds)))
	}
	for _, language := range words.All() {
		name, w := language.Tag, spoken{language.Kernel}
		for kind := range kinds {
			if w.Mistakes[kind] == "" {
				t.Errorf("%s has no sentence for %q", name, kind)
			}
		}
		for kind, format := range w.Mistakes {
			if !kinds[kind] {
				t.Errorf("%s has a sentence for %q, which is not in the code", name, kind)
			}
			if s := w.sentence(kind, "a", "b", "c", "d"); strings.Contains(s, "%!") {
				t.Errorf("%s: %q gives %s", name, format, s)
			}
			if strings.Count(format, "`")%2 != 0 {
				t.Errorf("%s: %q leaves a backtick open", name, format)
			}
			for _, n := range []string{"%s", "%d"} {
				if strings.Contains(format, n) {
					t.Errorf("%s: %q has %s, want %%[1]s and so on", name, format, n)
				}
			}
		}
		for _, m := range []func(words.Kernel) map[string]string{
			func(k words.Kernel) map[string]string { return k.Verdicts },
			func(k words.Kernel) map[string]string { return k.Folded },
		} {
			if got, want := slices.Sorted(maps.Keys(m(w.Kernel))), slices.Sorted(maps.Keys(m(words.Find("en").Kernel))); !slices.Equal(got, want) {
				t.Errorf("%s has %q, want %q", name, got, want)
			}
		}
	}
	if wordsOf("fr").Colon != words.Find("en").Kernel.Colon {
		t.Error("a language without words is not English")
	}
}

// cell returns a program of one cell, whose lines are also those of main.go.
func cell(lines ...string) *Program {
	p := &Program{Cell: 1, Cells: map[int][]string{1: lines}, Code: lines}
	for i := range lines {
		p.Origin = append(p.Origin, Line{1, i + 1})
	}
	return p
}

func TestReportIsSafe(t *testing.T) {
	p := cell(`fmt.Println("<b>&", x)`)
	r := Build("en", p, "# gonb_1\n./main.go:1:21: undefined: x\n")
	page := r.HTML()
	if strings.Contains(page, "<b>") || !strings.Contains(page, "&lt;b&gt;&amp;&#34;, <span") {
		t.Errorf("the cell's text is not escaped:\n%s", page)
	}
	if keys != handlers.Keys || !strings.Contains(page, `<details style="margin:.3em 0" onkeydown="`+html.EscapeString(keys)) {
		t.Error("the fold's keys are not those of helpers/handlers")
	}
	if r.Error() != "line 1: undefined: x" || r.Verdict != "The cell was not run. Correct line 1 and run the cell again." {
		t.Errorf("%q, %q", r.Error(), r.Verdict)
	}
}

// A message that no rule knows is shown in Go's words.
func TestUnknown(t *testing.T) {
	r := Build("en", cell("x"), "./main.go:1:1: flux capacitor missing\n")
	if want := "Line 1: flux capacitor missing\n▶   1 │ x\n      │ ^\n"; !strings.HasPrefix(r.Text(), want) {
		t.Errorf("got\n%s\nwant\n%s", r.Text(), want)
	}
	for _, output := range []string{"", "exit status 1\n", "go: something about modules\n"} {
		if r := Build("ja", cell("x"), output); len(r.items) != 1 {
			t.Errorf("%q gives %d items", output, len(r.items))
		}
	}
}

// Only the first mistakes are explained; Go's folded message has all.
func TestManyMistakes(t *testing.T) {
	var output strings.Builder
	for _, name := range []string{"a", "b", "c", "d", "a"} {
		output.WriteString("./main.go:1:1: declared and not used: " + name + "\n")
	}
	r := Build("en", cell("a, b, c, d := 1, 2, 3, 4"), output.String()+"./main.go:1:1: too many errors\n")
	if len(r.items) != shown || strings.Count(r.folded, "\n") != 4 {
		t.Errorf("%d items\n%s", len(r.items), r.folded)
	}
}

// A trace that a test of the kernel cannot make: too large, or not the same twice.
func TestTraces(t *testing.T) {
	for _, tt := range []struct {
		name, held string
		want       []string
		not        string
	}{
		{"endless recursion", "runtime: goroutine stack exceeds 1000000000-byte limit\nruntime: sp=0x1 stack=[0x1, 0x2]\nfatal error: stack overflow\n\nruntime stack:\nruntime.throw({0x4d219d?, 0x41b3e5?})\n\t/usr/local/go/src/runtime/panic.go:1229 +0x48 fp=0x7f\n\ngoroutine 1 gp=0x1 m=0 mp=0x5 [running]:\nmain.down(0x10?)\n\t/tmp/k/gonb_1/main.go:1 +0x27 fp=0x1\nmain.down(...)\n\t/tmp/k/gonb_1/main.go:2\nmain.down(0x4bcf80?)\n\t/tmp/k/gonb_1/main.go:2 +0x17 fp=0x1\nmain.main()\n\t/tmp/k/gonb_1/main.go:5 +0x65 fp=0x1\nruntime.main()\n\t/usr/local/go/src/runtime/proc.go:290 +0x2d5\n\ngoroutine 2 gp=0x2 m=nil [force gc (idle)]:\nruntime.gopark(0x0?)\n\t/usr/local/go/src/runtime/proc.go:462 +0xce\n",
			[]string{"Line 2: A function calls itself without end.", "(Called from line 5.)", "fatal error: stack overflow\n    \n    goroutine 1 [running]:\n    main.down\n    \tline 1\n    main.down\n    \tline 2\n    main.main\n    \tline 5\n    runtime.main\n    \truntime/proc.go:290\n"}, "gopark"},
		{"concurrent map writes", "fatal error: concurrent map writes\n\ngoroutine 10 [running]:\ninternal/runtime/maps.fatal({0x4d3f19?, 0x0?})\n\t/usr/local/go/src/runtime/panic.go:1181 +0x18\nmain.main.func1()\n\t/tmp/k/gonb_1/main.go:3 +0x38\ncreated by main.main in goroutine 1\n\t/tmp/k/gonb_1/main.go:2 +0x85\n",
			[]string{"Line 3: Several goroutines write to one map"}, "/tmp"},
		{"out of memory", "fatal error: runtime: out of memory\n\ngoroutine 1 [running]:\nmain.main()\n\t/tmp/k/gonb_1/main.go:4 +0x38\n",
			[]string{"Line 4: There is not enough memory."}, "/tmp"},
		{"a message of two lines", "panic: one\n\ttwo\n\ngoroutine 1 [running]:\nmain.main()\n\t/tmp/k/gonb_1/main.go:4 +0x38\n",
			[]string{"Line 4: `panic` was called: `one\n\ttwo`"}, "/tmp"},
		{"panic again", "panic: one [recovered, repanicked]\n\ngoroutine 1 [running]:\nmain.main()\n\t/tmp/k/gonb_1/main.go:4 +0x38\n",
			[]string{"Line 4: `panic` was called: `one`"}, "recovered"},
		{"nowhere in a cell", "panic: one\n\ngoroutine 1 [running]:\nos.init()\n\t/usr/local/go/src/os/file.go:4 +0x38\n",
			[]string{"The program gave up: `one`", "os/file.go:4"}, "/usr"},
	} {
		r, explained := Ended("en", cell("func down(n int) int {", "\treturn down(n + 1)", "}", "%%", "fmt.Println(down(0))"), tt.held, "exit status 2", false)
		text := r.Text()
		for _, want := range tt.want {
			if !explained || !strings.Contains(text, want) {
				t.Errorf("%s: explained %v\n%s\nwant %q", tt.name, explained, text, want)
			}
		}
		if strings.Contains(text, tt.not) {
			t.Errorf("%s: %q is in\n%s", tt.name, tt.not, text)
		}
	}
}

func TestEndedWithoutTrace(t *testing.T) {
	for _, tt := range []struct {
		how, code, verdict string
		interrupted        bool
	}{
		{"signal: interrupt", "for {", "Interrupted.", true},
		{"signal: killed", "for {", "The system has ended the cell, most likely because there was not enough memory. Use fewer or smaller data and run it again.", false},
		{"exit status 3", "os.Exit(3)", "The cell has ended itself with os.Exit(3) in line 1.", false},
		{"exit status 1", "log.Fatalf(x)", "The cell has ended itself with log.Fatal in line 1.", false},
		{"exit status 1", "library()", "The cell stopped here; why is said above.", false},
		{"signal: hangup", "library()", "The cell was stopped.", false},
	} {
		r, _ := Ended("en", cell(tt.code), "", tt.how, tt.interrupted)
		if r.Verdict != tt.verdict || r.Shows() {
			t.Errorf("%s of %s: %q, shows %v", tt.how, tt.code, r.Verdict, r.Shows())
		}
	}
}

func TestStderr(t *testing.T) {
	const trace = "panic: boom\n\ngoroutine 1 [running]:\n"
	for _, tt := range []struct {
		writes       []string
		passed, held string
	}{
		{[]string{"one\n", "two"}, "one\ntwo", ""},
		{[]string{"pa", "tience\n"}, "patience\n", ""},
		{[]string{"p", "anic", ": ", "boom\n\n", "goroutine 1 [running]:\n"}, "", trace},
		{[]string{"before\n" + trace}, "before\n", trace},
		{[]string{"no panic: here\n"}, "no panic: here\n", ""},
		{[]string{"50 %\r", "panic: in the same line\n", "fatal error: x\n"}, "50 %\rpanic: in the same line\n", "fatal error: x\n"},
		{[]string{"fatal"}, "", "fatal"},
	} {
		var passed strings.Builder
		s := NewStderr(&passed)
		for _, w := range tt.writes {
			if n, err := s.Write([]byte(w)); n != len(w) || err != nil {
				t.Errorf("%d, %v", n, err)
			}
		}
		if passed.String() != tt.passed || s.Held() != tt.held {
			t.Errorf("%q: passed %q and held %q, want %q and %q", tt.writes, passed.String(), s.Held(), tt.passed, tt.held)
		}
		s.Release()
		s.Write([]byte("panic: later\n"))
		if want := strings.Join(tt.writes, "") + "panic: later\n"; passed.String() != want {
			t.Errorf("%q: in all %q, want %q", tt.writes, passed.String(), want)
		}
	}
	var passed strings.Builder
	s := NewStderr(&passed)
	s.Write([]byte("panic: not yet\n"))
	s.Write(make([]byte, most))
	if passed.Len() != most+len("panic: not yet\n") {
		t.Errorf("of a program that goes on %d bytes are passed", passed.Len())
	}
	// The output of a program that writes a little now and then is not held back
	// either; the panic that ends it later is.
	passed.Reset()
	s = NewStderr(&passed)
	s.Write([]byte("panic: not yet\n"))
	s.since = s.since.Add(-longest)
	s.Write([]byte("one\npanic: now\n"))
	if passed.String() != "panic: not yet\none\n" || s.Held() != "panic: now\n" {
		t.Errorf("passed %q and held %q", passed.String(), s.Held())
	}
	// A trace is kept, however slowly it comes.
	s.Write([]byte("\ngoroutine 1 [running]:\n"))
	s.since = s.since.Add(-longest)
	s.Write([]byte("main.main()\n"))
	if !strings.HasSuffix(s.Held(), "main.main()\n") {
		t.Errorf("of a slow trace %q is held", s.Held())
	}
	// The name of a file in the temporary folder is left out.
	passed.Reset()
	s = NewStderr(&passed)
	s.Write([]byte("Usage of /tmp/golessons-1/gonb_6a/gonb_6a:\n  -n int\n"))
	if want := "Usage:\n  -n int\n"; passed.String() != want {
		t.Errorf("passed %q, want %q", passed.String(), want)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"minutes", "Dropout", "x", "xs", "身長"}
	for name, want := range map[string]string{"minute": "minutes", "Drpout": "Dropout", "Dorpout": "Dropout", "dropout": "Dropout", "y": "", "hours": "", "X": "x", "体重": ""} {
		if got := nearest(name, names); got != want {
			t.Errorf("nearest(%s) is %q, want %q", name, got, want)
		}
	}
}
