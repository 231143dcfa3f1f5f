package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/gonb"
)

// From the repository that create makes, write makes the same patches again.
func TestThereAndBack(t *testing.T) {
	if testing.Short() {
		t.Skip("git makes a commit of each patch, and a mail of each commit: some seconds")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git here")
	}
	checkout, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if dir, err := output(checkout, "go", "list", "-m", "-f", "{{.Dir}}", gonb.Module); err != nil || dir == "" {
		t.Skipf("GoNB's source is not here (%v)", err)
	}
	// Somebody's own settings of git change nothing.
	settings := filepath.Join(t.TempDir(), "gitconfig")
	if err := os.WriteFile(settings, []byte("[format]\n\tsignOff = true\n[diff]\n\tcontext = 10\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_CONFIG_GLOBAL", settings)
	dir, to := filepath.Join(t.TempDir(), "gonb"), t.TempDir()
	if err := create(checkout, dir, ""); err != nil {
		t.Fatal(err)
	}
	if status, err := output(dir, "git", "status", "--porcelain"); err != nil || status != "" {
		t.Errorf("git status: %s (%v)", status, err)
	}
	if _, err := os.Stat(filepath.Join(dir, copies, "explain", "explain.go")); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(to, "99-gone.patch"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, to); err != nil {
		t.Fatal(err)
	}
	same(t, filepath.Join(checkout, patches), to)

	// An edit arrives in its patch.
	readme := filepath.Join(dir, "README.md")
	text, err := os.ReadFile(readme)
	if err == nil {
		err = os.WriteFile(readme, append([]byte("A new line.\n"), text...), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := write(dir, to); err == nil {
		t.Error("an edit that is in no commit is left out without a word")
	}
	if _, err := output(dir, "git", "commit", "-aq", "-m", "One more\n\nIt panics with an\nindex out of range.\n\nUpstream: nothing."); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, to); err != nil {
		t.Fatal(err)
	}
	added, err := filepath.Glob(filepath.Join(to, "*-one-more.patch"))
	if err != nil || len(added) != 1 {
		t.Fatalf("%q, %v", added, err)
	}
	if patch, err := os.ReadFile(added[0]); err != nil || !strings.Contains(string(patch), "\nSubject: One more\n\nIt panics with an\nindex out of range.\n\nUpstream: nothing.\n\ndiff --git a/README.md") {
		t.Errorf("%v: %s", err, patch)
	}

	// A rebase that has stopped half way would lose the patches that are left.
	if _, err := output(dir, "git", "checkout", "-q", "--detach", "HEAD~2"); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, to); err == nil {
		t.Error("patches are written although a rebase is under way")
	}
	if kept, _ := filepath.Glob(filepath.Join(to, "*-one-more.patch")); len(kept) != 1 {
		t.Error("a patch is gone")
	}
}

// same compares two folders of patches.
func same(t *testing.T, want, got string) {
	t.Helper()
	names := map[string]bool{}
	for _, dir := range []string{want, got} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			names[entry.Name()] = true
		}
	}
	for name := range names {
		a, errA := os.ReadFile(filepath.Join(want, name))
		b, errB := os.ReadFile(filepath.Join(got, name))
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs: %v, %v", name, errA, errB)
		}
	}
}
