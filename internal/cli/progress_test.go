package cli

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golessons/helpers/progress"
	"golessons/internal/disktest"
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
	write("taro/progress.tsv", "garbage\n"+when+"en/00_start\tmeanSquaredError\tpassed\n")
	write("secret.tsv", when+"en/00_start\tmeanSquaredError\tpassed\n")
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

// Whatever learners put into their folders, nobody's work counts for more than
// there is, nothing reaches the terminal or the figure unescaped, and the
// teacher, who may be root, waits for nothing.
func TestClassProgressOfHostileLearners(t *testing.T) {
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
		return filepath.Join(path, progress.File)
	}
	const when = "2026-10-01T09:00:00Z\t"
	solved := when + "en/02_relu\tmyReLU\tpassed\n"
	var invented strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&invented, "%sen/02_relu\texercise %d\tpassed\n", when, i)
	}
	disktest.Write(t, learner("inventor"), invented.String()+solved)
	disktest.Write(t, learner("long"), strings.Repeat("x", 100_000)+"\n"+solved)
	disktest.Write(t, learner("longer"), when+"en/02_relu\t"+strings.Repeat("x", 100_000)+"\tpassed\n"+solved)
	disktest.Write(t, learner("endless"), solved+strings.Repeat("x", 3<<20))
	disktest.Write(t, learner("binary"), "\x00\xff\n"+solved)
	disktest.Write(t, learner("\x1b[31m\x1b]0;title\aevil<b>"), solved)
	for kind, make := range disktest.OddThings {
		if kind != "a file" && !strings.Contains(kind, "cannot be") {
			make(t, learner("odd"+strings.ReplaceAll(kind, " ", "")))
		}
	}
	disktest.OddThings["a named pipe"](t, learner("\x1b[1mpipe"))
	disktest.Symlink(t, "/dev/zero", filepath.Join(dir, "link"))

	var out, errOut strings.Builder
	disktest.Within(t, "progress", func() {
		if status := Main([]string{"progress", "-figure", figure, dir}, &out, &errOut); status != 0 {
			t.Errorf("%d: %s", status, errOut.String())
		}
	})
	svg := disktest.Read(t, figure)
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

// The figure replaces a plain file, and is written through nothing else.
func TestClassFigureFile(t *testing.T) {
	dir := disktest.ShortDir(t)
	disktest.Write(t, filepath.Join(dir, "class", "hanako", progress.File), "2026-10-01T09:00:00Z\ten/02_relu\tmyReLU\tpassed\n")
	for kind, make := range disktest.OddThings {
		t.Run(kind, func(t *testing.T) {
			file := filepath.Join(dir, strings.ReplaceAll(kind, " ", "")[1:])
			make(t, file)
			var out, errOut strings.Builder
			status := 0
			disktest.Within(t, "progress", func() {
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
