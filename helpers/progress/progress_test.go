package progress

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
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
		t.Error("Solved does not say what the file says")
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
		"a folder that cannot be written": func(t *testing.T, root string) {
			os.Mkdir(filepath.Join(root, File), 0o700)
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := notebook(t)
			change(t, root)
			Record("one", true)
			if content, err := os.ReadFile(filepath.Join(root, File)); err == nil {
				t.Errorf("written: %s", content)
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

func TestReadPassesOverWhatIsNoVerdict(t *testing.T) {
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
