package progress

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// notebook makes the folder of a learner's copies and the environment of a cell
// in one of its notebooks.
func notebook(t *testing.T) (root string) {
	root = t.TempDir()
	if err := os.WriteFile(filepath.Join(root, Folder), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GONB_DIR", filepath.Join(root, "en"))
	t.Setenv("JPY_SESSION_NAME", filepath.Join(root, "en", "02_relu.ipynb"))
	return root
}

func read(t *testing.T, root string) string {
	t.Helper()
	entries, err := Read(filepath.Join(root, File))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%s %s %t\n", e.Lesson, e.Exercise, e.Passed)
	}
	return b.String()
}

func TestRecordKeepsTheNewestVerdict(t *testing.T) {
	root := notebook(t)
	Record("myReLU", false)
	Record("zero\tshare\n", true)
	Record("myReLU", true)
	if got, want := read(t, root), "en/02_relu myReLU true\nen/02_relu zero share true\n"; got != want {
		t.Errorf("read %q, want %q", got, want)
	}
	if !Solved("myReLU") || Solved("another") {
		t.Error("Solved differs from the file")
	}
	before, err := os.ReadFile(filepath.Join(root, File))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(before), header) {
		t.Errorf("the file begins with %q", before)
	}
	Record("myReLU", true)
	after, _ := os.ReadFile(filepath.Join(root, File))
	if string(before) != string(after) {
		t.Errorf("the same verdict again changed the file:\n%s", after)
	}
}

// What is solved in one language counts in the other, also after the stub of the
// other has failed, as it does when the whole notebook is run.
func TestSolvedInEitherLanguage(t *testing.T) {
	root := notebook(t)
	open := func(file string) { t.Setenv("JPY_SESSION_NAME", filepath.Join(root, file)) }
	open("ja/02_relu.ipynb")
	Record("myReLU", true)
	Record("both", false)
	open("en/02_relu.ipynb")
	Record("myReLU", false)
	Record("both", false)
	for _, tt := range []struct {
		file, exercise string
		want           bool
	}{
		{"en/02_relu.ipynb", "myReLU", true},
		{"ja/02_relu.ipynb", "myReLU", true},
		{"en/02_relu.ipynb", "both", false},
		{"en/03_overfitting.ipynb", "myReLU", false},
		{"en/02_relu2.ipynb", "myReLU", false},
	} {
		open(tt.file)
		if got := Solved(tt.exercise); got != tt.want {
			t.Errorf("%s in %s: solved is %t", tt.exercise, tt.file, got)
		}
	}
}

// After a full disk has cut off a line, the next verdict is not lost in it.
func TestRecordAfterAPart(t *testing.T) {
	root := notebook(t)
	Record("one", true)
	f, err := os.OpenFile(filepath.Join(root, File), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString("2026-10-01T09:00")
	f.Close()
	Record("two", true)
	if got, want := read(t, root), "en/02_relu one true\nen/02_relu two true\n"; got != want {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestRecordFromSeveralKernels(t *testing.T) {
	root := notebook(t)
	Record("first", true)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() { Record(fmt.Sprint("exercise ", i), true) })
	}
	wg.Wait()
	if n := strings.Count(read(t, root), "\n"); n != 51 {
		t.Errorf("%d exercises are in the file, want 51", n)
	}
}

func TestRecordElsewhere(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, root string){
		"no name of the notebook": func(t *testing.T, root string) { t.Setenv("JPY_SESSION_NAME", "") },
		"a console":               func(t *testing.T, root string) { t.Setenv("JPY_SESSION_NAME", "Console 1") },
		"not the launcher's folder": func(t *testing.T, root string) {
			os.Remove(filepath.Join(root, Folder))
		},
		"a named pipe": func(t *testing.T, root string) {
			if err := syscall.Mkfifo(filepath.Join(root, File), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"a folder that cannot be written": func(t *testing.T, root string) {
			os.Mkdir(filepath.Join(root, File), 0o700)
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := notebook(t)
			change(t, root)
			Record("one", true)
			if info, err := os.Lstat(filepath.Join(root, File)); err == nil && info.Mode().IsRegular() {
				t.Error("written")
			}
			if Solved("one") {
				t.Error("solved")
			}
		})
	}
}

func TestRecordWithAPathFromJupytersRoot(t *testing.T) {
	root := notebook(t)
	t.Setenv("JPY_SESSION_NAME", "en/02_relu.ipynb")
	Record("one", true)
	if got, want := read(t, root), "en/02_relu one true\n"; got != want {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestReadIgnoresOtherLines(t *testing.T) {
	file := filepath.Join(t.TempDir(), File)
	content := header + "\n\x00\tbroken\n2026-01-02T03:04:05Z\ten/02_relu\tone\tmaybe\nyesterday\ten/02_relu\tone\tpassed\n" +
		"2026-01-02T03:04:05Z\ten/02_relu\tone\tpassed\n2026-01-02T03:04:05Z\ten/02"
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	entries, err := Read(file)
	if err != nil || len(entries) != 1 || !entries[0].Passed {
		t.Errorf("read %v, %v", entries, err)
	}
}

// A line that is too long is passed over, and of a file that is too long the
// beginning is read.
func TestReadIsBounded(t *testing.T) {
	verdict := func(exercise string) string {
		return Entry{Lesson: "en/02_relu", Exercise: exercise, Passed: true}.String()
	}
	for _, tt := range []struct{ name, content, want string }{
		{"a long line", verdict("one") + strings.Repeat("x", 100_000) + "\n" + verdict("two"), "one two"},
		{"a long last line", verdict("one") + strings.Repeat("x", 100_000), "one"},
		{"a long name", verdict(strings.Repeat("x", 10_000)) + verdict("two"), "two"},
		{"no line's end", strings.TrimSpace(verdict("one")), "one"},
		{"beyond the limit", verdict("one") + strings.Repeat("x\n", Limit/2) + verdict("two"), "one"},
		{"nothing", "", ""},
	} {
		entries, err := Parse(strings.NewReader(tt.content))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Exercise)
		}
		if got := strings.Join(names, " "); got != tt.want {
			t.Errorf("%s: read %q, want %q", tt.name, got, tt.want)
		}
	}
}
