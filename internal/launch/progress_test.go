package launch

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	progressfile "golessons/helpers/progress"
)

func TestClassProgress(t *testing.T) {
	dir, figure := t.TempDir(), filepath.Join(t.TempDir(), "class.svg")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const when = "2026-10-01T09:00:00Z\t"
	write("hanako/golessons-notebooks/progress.tsv", when+"ja/02_relu\tmyReLU\tfailed\n"+when+"ja/02_relu\tmyReLU\tpassed\n"+when+"en/02_relu\tmyReLU\tpassed\n"+when+"ja/02_relu\tleakySlope\tfailed\n"+when+"ja/mine\tx\tpassed\n")
	write("taro/progress.tsv", "garbage\n"+when+"en/00_start\tmse\tpassed\n")
	write("secret.tsv", when+"en/00_start\tmse\tpassed\n")
	write("new/golessons-notebooks/en/00_start.ipynb", "{}")
	os.MkdirAll(filepath.Join(dir, "mallory"), 0o755)
	if err := os.Symlink("../secret.tsv", filepath.Join(dir, "mallory", "progress.tsv")); err != nil {
		t.Fatal(err)
	}
	os.MkdirAll(filepath.Join(dir, "eve"), 0o755)
	os.Symlink("../hanako/golessons-notebooks", filepath.Join(dir, "eve", "golessons-notebooks"))

	var out, errOut strings.Builder
	if status := Main([]string{"progress", "-figure", figure, dir}, &out, &errOut); status != 0 {
		t.Fatalf("%d: %s", status, errOut.String())
	}
	rows := map[string][]string{}
	for line := range strings.Lines(out.String()) {
		f := strings.Fields(line)
		rows[f[0]] = f[1:]
	}
	if r := rows["hanako"]; len(r) < 4 || r[2] != "1+1" || r[len(r)-1] != "1+1" {
		t.Errorf("hanako: %q in\n%s", r, out.String())
	}
	if r := rows["taro"]; len(r) < 4 || r[0] != "1" || r[2] != "·" {
		t.Errorf("taro: %q", r)
	}
	for _, who := range []string{"mallory", "eve"} {
		if rows[who] != nil || !strings.Contains(errOut.String(), who) {
			t.Errorf("%s was read through a link: %q, %s", who, rows[who], errOut.String())
		}
	}
	if rows["new"] != nil {
		t.Error("a learner without progress has a row")
	}
	f, err := os.Open(figure)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	texts := 0
	for d := xml.NewDecoder(f); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if data, ok := token.(xml.CharData); ok && strings.TrimSpace(string(data)) == "hanako" {
			texts++
		}
	}
	if texts != 1 {
		t.Errorf("the figure names hanako %d times", texts)
	}
	if status := Main([]string{"progress", t.TempDir()}, io.Discard, io.Discard); status != 1 {
		t.Errorf("an empty folder: %d", status)
	}
}

// The names that the checks give are those that verdicts have: each lesson's
// exercises, once each, the same in all languages.
func TestExercisesHaveNames(t *testing.T) {
	s, err := FindState()
	if err != nil {
		t.Fatal(err)
	}
	of := map[string][]string{}
	for _, lang := range Languages {
		lessons, err := s.lessonsOf(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lessons {
			if before, seen := of[l.name]; seen && !slices.Equal(before, l.exercises) {
				t.Errorf("%s has the exercises %q and %q", l.name, before, l.exercises)
			}
			of[l.name] = l.exercises
			sorted := slices.Sorted(slices.Values(l.exercises))
			if len(slices.Compact(sorted)) != len(l.exercises) || len(l.exercises) == 0 {
				t.Errorf("%s/%s: exercises %q", lang, l.name, l.exercises)
			}
		}
	}
	if !slices.Contains(of["02_relu"], "myReLU") {
		t.Errorf("the names are not those given to helpers.Check: %q", of["02_relu"])
	}
}

func TestCount(t *testing.T) {
	lessons := []*shippedLesson{{name: "00_start", exercises: []string{"one", "two"}}, {name: "02_relu", exercises: []string{"one"}}}
	entry := func(lesson, exercise string, passed bool) progressfile.Entry {
		return progressfile.Entry{Lesson: lesson, Exercise: exercise, Passed: passed}
	}
	for _, tt := range []struct {
		name    string
		entries []progressfile.Entry
		lang    string
		want    string // solved and tried
	}{
		{"one of each", []progressfile.Entry{entry("en/00_start", "one", true), entry("en/00_start", "two", false)}, "", "[1 0] [1 0]"},
		{"two languages", []progressfile.Entry{entry("en/00_start", "one", false), entry("ja/00_start", "one", true)}, "", "[1 0] [0 0]"},
		{"the one that is asked for", []progressfile.Entry{entry("en/00_start", "one", false), entry("ja/00_start", "one", true)}, "en", "[0 0] [1 0]"},
		{"copies", []progressfile.Entry{entry("en/02_relu", "one", true), entry("en/02_relu-Copy1", "one", true), entry("en/02_relu.new", "one", true)}, "", "[0 1] [0 0]"},
		{"another lesson", []progressfile.Entry{entry("en/02_relu2", "one", true), entry("en/mine", "one", true), entry("02_relu", "one", true), entry("", "", true)}, "", "[0 0] [0 0]"},
		{"another language", []progressfile.Entry{entry("fr/02_relu", "one", true), entry("../en/02_relu", "one", true)}, "", "[0 0] [0 0]"},
		{"invented ones", slices.Repeat([]progressfile.Entry{entry("en/02_relu", "none", true), entry("en/02_relu", "ONE", true)}, 3), "", "[0 0] [0 0]"},
	} {
		solved, tried := count(tt.entries, lessons, tt.lang)
		if got := fmt.Sprint(solved, tried); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestQuoted(t *testing.T) {
	for name, want := range map[string]string{
		"hanako":                 "hanako",
		"佐藤_花子":                  "佐藤_花子",
		"taro.yamada@example.jp": "taro.yamada@example.jp",
		"solved by":              `"solved by"`,
		"":                       `""`,
		"\x1b[31mred":            `"\x1b[31mred"`,
		"a\nb\tc\r":              `"a\nb\tc\r"`,
		"\u202egpj.exe":          `"\u202egpj.exe"`,
		"\x9b31m":                `"\x9b31m"`, // not UTF-8, and CSI for some terminals
		"\u009b31m":              `"\u009b31m"`,
		`"x"`:                    `"\"x\""`,
		"<script>":               `"<script>"`,
		strings.Repeat("あ", 100): strings.Repeat("あ", longestName-1) + "…",
	} {
		if got := quoted(name); got != want {
			t.Errorf("%q is shown as %s, want %s", name, got, want)
		}
	}
}

// Whatever learners put into their folders: nobody's work counts for more than
// there is, nothing reaches the terminal or the figure as it is, and the
// teacher, who may be root, waits for nothing.
func TestClassProgressOfThoseWhoTry(t *testing.T) {
	dir, err := os.MkdirTemp("", "c") // short: a socket's path is below it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	figure := filepath.Join(t.TempDir(), "class.svg")
	learner := func(name string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(path, 0o755); err != nil {
			t.Fatal(err)
		}
		return filepath.Join(path, progressfile.File)
	}
	const when = "2026-10-01T09:00:00Z\t"
	solved := when + "en/02_relu\tmyReLU\tpassed\n"
	var invented strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&invented, "%sen/02_relu\texercise %d\tpassed\n", when, i)
	}
	write(t, learner("inventor"), invented.String()+solved)
	write(t, learner("long"), strings.Repeat("x", 100_000)+"\n"+solved)
	write(t, learner("longer"), when+"en/02_relu\t"+strings.Repeat("x", 100_000)+"\tpassed\n"+solved)
	write(t, learner("endless"), solved+strings.Repeat("x", 3<<20))
	write(t, learner("binary"), "\x00\xff\n"+solved)
	write(t, learner("\x1b[31m\x1b]0;title\aevil<b>"), solved)
	for kind, make := range oddThings {
		if kind != "a file" && !strings.Contains(kind, "cannot be") {
			make(t, learner("odd"+strings.ReplaceAll(kind, " ", "")))
		}
	}
	oddThings["a named pipe"](t, learner("\x1b[1mpipe"))
	symlink(t, "/dev/zero", filepath.Join(dir, "link"))

	var out, errOut strings.Builder
	within(t, "progress", func() {
		if status := Main([]string{"progress", "-figure", figure, dir}, &out, &errOut); status != 0 {
			t.Errorf("%d: %s", status, errOut.String())
		}
	})
	svg := content(t, figure)
	for what, text := range map[string]string{"the table": out.String(), "the messages": errOut.String(), "the figure": svg} {
		if i := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }); i >= 0 {
			t.Errorf("%s has %q", what, text[i:min(len(text), i+20)])
		}
	}
	if strings.Contains(svg, "<b>") {
		t.Error("the figure has a learner's markup")
	}
	if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
		t.Errorf("the figure: %v", err)
	}
	rows := 0
	for line := range strings.Lines(out.String()) {
		name, rest, _ := strings.Cut(line, "  ")
		if name == "learner" || name == "solved by" {
			continue
		}
		rows++
		if f := strings.Fields(rest); f[2] != "1" || f[len(f)-1] != "1" {
			t.Errorf("%s: %q, want 1 in lesson 02 and 1 in all", name, f)
		}
	}
	if rows != 6 {
		t.Errorf("%d learners, want 6:\n%s%s", rows, out.String(), errOut.String())
	}
	for _, want := range []string{
		"golessons: oddanamedpipe: ", "progress.tsv is a named pipe, not a file\n", "progress.tsv is a link, not a file",
		"golessons: endless: progress.tsv is larger than 1 MB, of which the first is read\n", `golessons: "\x1b[1mpipe": `,
	} {
		if !strings.Contains(errOut.String(), want) {
			t.Errorf("the messages have no %q:\n%s", want, errOut.String())
		}
	}
}

// A learner who swaps the file while root reads it gains nothing.
func TestClassProgressWhileItIsSwapped(t *testing.T) {
	dir := t.TempDir()
	os.Mkdir(filepath.Join(dir, "mallory"), 0o755)
	file := filepath.Join(dir, "mallory", progressfile.File)
	secret := filepath.Join(t.TempDir(), "secret")
	const solved = "2026-10-01T09:00:00Z\ten/02_relu\tmyReLU\tpassed\n"
	write(t, secret, solved)
	text, pipe, link := filepath.Join(dir, "text"), filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	write(t, text, "nothing\n")
	oddThings["a named pipe"](t, pipe)
	symlink(t, secret, link)
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			os.Link([]string{text, pipe, text, link}[i%4], file+".next")
			os.Rename(file+".next", file)
		}
	}()
	within(t, "reading a file that is swapped", func() {
		for began := time.Now(); time.Since(began) < 2*time.Second; {
			class, err := readClass(t.Context(), dir, []*shippedLesson{{name: "02_relu", exercises: []string{"myReLU"}}}, io.Discard)
			if err != nil {
				t.Error(err)
			}
			for _, l := range class {
				if l.solved[0] > 0 {
					t.Error("read through a link out of the folder")
				}
			}
		}
	})
	close(stop)
	<-stopped
}

// The figure takes the place of a plain file, and goes through nothing else.
func TestClassFigureFile(t *testing.T) {
	dir := shortDir(t)
	write(t, filepath.Join(dir, "class", "hanako", progressfile.File), "2026-10-01T09:00:00Z\ten/02_relu\tmyReLU\tpassed\n")
	for kind, make := range oddThings {
		t.Run(kind, func(t *testing.T) {
			file := filepath.Join(dir, strings.ReplaceAll(kind, " ", "")[1:])
			make(t, file)
			var out, errOut strings.Builder
			status := 0
			within(t, "progress", func() {
				status = Main([]string{"progress", "-figure", file, filepath.Join(dir, "class")}, &out, &errOut)
			})
			fine := kind == "a file" || kind == "a file that cannot be read"
			if (status == 0) != fine || !fine && !strings.HasPrefix(errOut.String(), "golessons: no figure: "+file) {
				t.Errorf("status %d\n%s", status, errOut.String())
			}
		})
	}
	if status := Main([]string{"progress", "-figure", filepath.Join(dir, "new.svg"), filepath.Join(dir, "class")}, io.Discard, io.Discard); status != 0 {
		t.Errorf("a new file: %d", status)
	}
}
