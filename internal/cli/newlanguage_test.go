package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/figure"
	progressfile "golessons/helpers/progress"
	"golessons/internal/course"
	"golessons/internal/course/coursetest"
	"golessons/internal/disktest"
	"golessons/internal/kernel/explain"
	"golessons/internal/lab"
	"golessons/internal/setup"
	"golessons/internal/setup/step"
	"golessons/internal/state"
	"golessons/internal/words"
	"golessons/internal/words/wordstest"
)

// A new language needs its words and a folder of notebooks, and nothing else.
// The test adds one whose words are in marks, and looks wherever the course
// speaks to a learner: text without marks was written into the code for two
// languages.
func TestNewLanguage(t *testing.T) {
	xx := wordstest.Marked()
	t.Cleanup(words.Add(xx))
	t.Cleanup(func() { words.Use("") })
	home, checkout := t.TempDir(), filepath.Join(t.TempDir(), "course")
	for file, text := range map[string]string{
		"go.mod": "module golessons\n\ngo 1.26.5\n", "go.sum": "",
		"mlx/mlx.go": "package mlx\n", "helpers/helpers.go": "package helpers\n", "internal/words/words.go": "package words\n",
	} {
		disktest.Write(t, filepath.Join(checkout, filepath.FromSlash(file)), text)
	}
	for _, lang := range words.Tags() {
		disktest.Write(t, filepath.Join(checkout, "lessons", lang, "index.md"), "# 1\n\n"+course.HereMark+"\n")
		disktest.Write(t, filepath.Join(checkout, "lessons", lang, "01_2.ipynb"), coursetest.Lesson("3", "4"))
	}
	t.Chdir(checkout)
	for name, value := range map[string]string{"HOME": home, "LC_ALL": "xx_XX.UTF-8", "GOLESSONS_LANG": "", "GONB_DIR": "", state.CheckoutVariable: "", "GOLESSONS_STATE": "",
		// The go command finds these by way of HOME.
		"GOCACHE": goEnv(t, "GOCACHE"), "GOMODCACHE": goEnv(t, "GOMODCACHE"), "GOPATH": goEnv(t, "GOPATH")} {
		t.Setenv(name, value)
	}
	s, err := setup.FindEnvironment()
	if err != nil {
		t.Fatal(err)
	}

	t.Run("the launcher's sentences", func(t *testing.T) { launcherSpeaks(t, home) })
	t.Run("its help", helpSpeaks)
	t.Run("doctor", doctorSpeaks)
	t.Run("the set-up's steps", func(t *testing.T) { stepsSpeak(t, s) })
	t.Run("the learner's copies and the start page", func(t *testing.T) { copiesSpeak(t, s.Course(), home) })
	t.Run("JupyterLab", func(t *testing.T) {
		dir := t.TempDir()
		if err := lab.WriteLabSettings(dir, "xx"); err != nil {
			t.Fatal(err)
		}
		if got := disktest.Read(t, filepath.Join(dir, "overrides.json")); !strings.Contains(got, `"xx_XX"`) {
			t.Errorf("JupyterLab's language: %s", got)
		}
	})
	t.Run("web pages", func(t *testing.T) { pagesSpeak(t, s) })
	t.Run("the kernel's errors", kernelSpeaks)
	t.Run("helpers", helpersSpeak)

	// If one of its words is missing, it is named, and said in English.
	delete(xx.Sentences, "-port %d: a port is a number from 1 to 65535")
	if missing := words.Missing(xx); !slices.Equal(missing, []string{`Sentences["-port %d: a port is a number from 1 to 65535"]`}) {
		t.Errorf("missing are %q", missing)
	}
	if _, said := typed("start", "-port", "70000"); said != "golessons: -port 70000: a port is a number from 1 to 65535\n" {
		t.Errorf("a sentence that the language lacks is %q", said)
	}
}

// typed runs a golessons command and returns what it printed.
func typed(args ...string) (out, errOut string) {
	var o, e bytes.Buffer
	Main(args, &o, &e)
	return o.String(), e.String()
}

// english finds words in the text that is left when everything in marks is taken
// away.
var english = regexp.MustCompile(`\pL{2,}`)

func launcherSpeaks(t *testing.T, home string) {
	disktest.Write(t, filepath.Join(home, "file"), "")
	disktest.Symlink(t, "nowhere", filepath.Join(home, "dangling"))
	for _, args := range [][]string{
		{"hepl"},
		{"start", "more"},
		{"start", "-wrong"},
		{"start", "-port", "70000"},
		{"start", "-lang", "qq"},
		{"start", "-dir", "lessons"},
		{"start", "-dir", filepath.Join(home, "file")},
		{"start", "-dir", filepath.Join(home, "dangling")},
		{"reset"},
		{"reset", "7"},
		{"progress"},
		{"progress", home},
		{"install", "-prefix", home},
		{"install", "-remove"},
		{"site"},
	} {
		_, said := typed(args...)
		if rest := strings.ReplaceAll(wordstest.Unmarked(said), "golessons: ", ""); !strings.Contains(said, "⟦") || strings.TrimSpace(rest) != "" {
			t.Errorf("%q: %q", args, said)
		}
	}
	if _, said := typed("start", "-lang", "en", "-port", "70000"); strings.Contains(said, "⟦") {
		t.Errorf("-lang en: %q", said)
	}
}

func helpSpeaks(t *testing.T) {
	var names []string
	for _, cmd := range entries() {
		names = append(names, cmd.name)
		if cmd.short == "" {
			continue
		}
		out, _ := typed(cmd.name, "-h")
		for line := range strings.Lines(wordstest.Unmarked(out)) {
			if !strings.HasPrefix(line, "  -") && english.MatchString(line) {
				t.Errorf("%s -h says %q", cmd.name, line)
			}
		}
		if !strings.Contains(out, "⟦") {
			t.Errorf("%s -h says %q", cmd.name, out)
		}
	}
	out, _ := typed("help")
	for line := range strings.Lines(wordstest.Unmarked(out)) {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(names, line) {
			t.Errorf("help says %q", line)
		}
	}
	if out, _ := typed("run", "-h"); !strings.Contains(out, "xx") {
		t.Errorf("run -h does not know the language: %q", out)
	}
}

func doctorSpeaks(t *testing.T) {
	out, errOut := typed("doctor")
	whole := regexp.MustCompile(`^[✓·✗] *((Go|Python) *(3[0-9.]* \(.*\))?)?[ :]*\n$`)
	for line := range strings.Lines(wordstest.Unmarked(out)) {
		if !whole.MatchString(line) {
			t.Errorf("doctor says %q", line)
		}
	}
	if n := strings.Count(out, "\n"); n < 10 || english.MatchString(strings.TrimPrefix(wordstest.Unmarked(errOut), "golessons: ")) {
		t.Errorf("doctor says, in %d lines,\n%s%s", n, out, errOut)
	}
}

func stepsSpeak(t *testing.T, s *setup.Environment) {
	g, err := s.FindGo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	steps, err := s.Steps(g)
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range steps {
		if st.Name == "" || st.Name == "goimports" {
			continue
		}
		var out bytes.Buffer
		st.Done = func() bool { return false }
		st.Do = func(context.Context, *step.StatusLine) error { return nil }
		if err := step.RunAll(t.Context(), &out, nil, []step.Step{st}); err != nil {
			t.Fatal(err)
		}
		if got := wordstest.Unmarked(out.String()); got != "[1/1]  …\n[1/1]  ✓  \n" {
			t.Errorf("a step's lines are %q", out.String())
		}
	}
}

func copiesSpeak(t *testing.T, c course.Course, home string) {
	dir := filepath.Join(home, "copies")
	copyTo := func() string {
		t.Helper()
		var out bytes.Buffer
		if err := c.Copy(dir, &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	page := filepath.Join(dir, "xx", course.StartPage)
	copyTo()
	first := disktest.Read(t, page)
	// A lesson that the learner has changed, and a new version of it.
	mine := filepath.Join(dir, "xx", "01_2.ipynb")
	disktest.Write(t, mine, coursetest.Lesson("mine", ""))
	disktest.Write(t, filepath.Join(c.Dir, "xx", "01_2.ipynb"), coursetest.Lesson("5", "6"))
	disktest.Write(t, filepath.Join(dir, progressfile.File, "x"), "") // a folder where a file should be
	said := copyTo()
	for _, text := range []string{first, disktest.Read(t, page), said} {
		if rest := wordstest.Unmarked(text); !strings.Contains(text, "⟦") || english.MatchString(rest) {
			t.Errorf("of %q is left %q", text, rest)
		}
	}
	if text := disktest.Read(t, page); !strings.Contains(text, "(saved ⟦") {
		t.Errorf("the date in %q is not as the language has it", text)
	}
	if said, _ := typed("reset", "-dir", dir, "xx/01"); !strings.Contains(said, "⟦") || english.MatchString(wordstest.Unmarked(said)) {
		t.Errorf("reset says %q", said)
	}
}

func pagesSpeak(t *testing.T, s *setup.Environment) {
	// A program that turns every page into the same one stands in for nbconvert.
	one := `{"Title": "1", "Description": "2", "Body": "<p>3</p>", "Sections": [{"ID": "4", "HTML": "5"}]}`
	disktest.Write(t, s.Python(), "#!/bin/sh\ncat >/dev/null\necho '{\"Pages\": ["+strings.Join(slices.Repeat([]string{one}, 2*len(words.All())), ",")+"], \"CSS\": \"\"}'\n")
	if err := os.Chmod(s.Python(), 0o755); err != nil {
		t.Fatal(err)
	}
	b, err := s.SiteBuilder()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, _, err := b.Build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"xx/index.html", "xx/01_2.html"} {
		html := disktest.Read(t, filepath.Join(dir, filepath.FromSlash(page)))
		if !strings.Contains(html, `<html lang="xx">`) {
			t.Errorf("%s is not in the language", page)
		}
		text := regexp.MustCompile(`(?s)<(script|style).*?</(script|style)>`).ReplaceAllString(wordstest.Unmarked(html), "")
		for _, label := range regexp.MustCompile(`(aria-label|alt|title|placeholder)="([^"]*)"`).FindAllStringSubmatch(text, -1) {
			if english.MatchString(label[2]) {
				t.Errorf("%s: a label is %q", page, label[0])
			}
		}
		text = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, "\n")
		for _, other := range words.All() { // the links to the same page in other languages
			text = strings.ReplaceAll(text, other.Name, "")
		}
		if found := english.FindAllString(text, -1); found != nil {
			t.Errorf("%s says %q", page, found)
		}
	}
	if html := disktest.Read(t, filepath.Join(dir, "index.html")); !strings.Contains(html, `href="xx/index.html">⟦English⟧`) {
		t.Errorf("the choice of languages is\n%s", html)
	}
}

func kernelSpeaks(t *testing.T) {
	p := &explain.Program{Cell: 2, Cells: map[int][]string{1: {"1"}, 2: {"1 + y"}}, Code: []string{"1 + y"}, Origin: []explain.Line{{Cell: 2, Number: 1}}}
	panicked, _ := explain.Ended("xx", p, "panic: 7\n\ngoroutine 1 [running]:\nmain.main()\n\t/tmp/main.go:1 +0x1\n", "exit status 2", false)
	for _, r := range []*explain.Report{
		explain.Build("xx", p, "./main.go:1:5: undefined: y\n"),
		panicked,
		explain.Command("xx", fmt.Errorf("7")),
	} {
		first, _, _ := strings.Cut(r.Text(), "\n")
		if got := wordstest.Unmarked(first + r.Verdict); !strings.Contains(r.Verdict, "⟦") || got != "" {
			t.Errorf("%s: %q\n%s", r.Name, r.Verdict, r.Text())
		}
	}
	if text := panicked.Text(); !strings.Contains(text, "\n⟦What Go says") {
		t.Errorf("what Go said is folded under\n%s", text)
	}
}

func helpersSpeak(t *testing.T) {
	words.Use("") // as in a cell, where the folder tells the language
	t.Chdir(filepath.Join("lessons", "xx"))
	if got := helpers.Lang(); got != "xx" {
		t.Fatalf("in the folder xx the language is %q", got)
	}
	for name, f := range map[string]func(){
		"a right answer":     func() { helpers.CheckThat("1", func() error { return nil }) },
		"a function's panic": func() { helpers.CheckThat("1", func() error { panic("7") }) },
		"no hint":            func() { helpers.Hint() },
		"a hint":             func() { helpers.Hint("1", "2") },
		"a table":            func() { helpers.NewTable("1", "2").Show() },
		"results":            func() { helpers.Results("1", helpers.Lower, helpers.Result{Name: "2", Values: []float64{3, 4}}).Show() },
		"a data set":         func() { fmt.Println(data.NoisySine(3, 0, 1)) },
		"a figure":           func() { figure.New("1", "", "").Line("2", []float64{1, 2}, []float64{3, 4}).Show() },
		"a figure's mistake": func() { figure.New("1", "", "").Line("2", []float64{1, 2}, []float64{3}).Show() },
		"a network":          func() { figure.NewNetwork("1", 2, 3).Show() },
		"what is kept":       func() { helpers.Remember("1", func() int { return 2 }) },
	} {
		said := printed(t, f)
		rest := wordstest.Unmarked(strings.ReplaceAll(said, "Remember", ""))
		if !strings.Contains(said, "⟦") || english.MatchString(rest) {
			t.Errorf("%s: %q", name, said)
		}
	}
}

// printed returns what f prints.
func printed(t *testing.T, f func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = w
	defer func() { os.Stdout = stdout }()
	f()
	w.Close()
	said, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(said)
}
