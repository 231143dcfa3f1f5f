package tempfolder

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A socket is below the folder, and its path has a limit of about 104 bytes.
func TestNewIsShort(t *testing.T) {
	long := filepath.Join(t.TempDir(), strings.Repeat("x", 80))
	if err := os.Mkdir(long, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", long)
	folder, err := New(strings.Repeat("s", 50))
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	if filepath.Dir(folder) != short {
		t.Errorf("made %s", folder)
	}
	t.Setenv("TMPDIR", "/tmp/s")
	if got := base("s"); got != "/tmp/s" {
		t.Errorf("base is %s where there is room", got)
	}
}

// Nobody else can enter the folder, or read who it belongs to, whatever the
// umask.
func TestNewIsPrivate(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	folder, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]fs.FileMode{folder: fs.ModeDir | 0o700, filepath.Join(folder, ownerFile): 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s has mode %v, want %v", path, info.Mode(), want)
		}
	}
	if got := Abandoned(); len(got) > 0 && filepath.Dir(got[0]) == os.TempDir() {
		t.Errorf("a folder of this process is taken to be abandoned: %q", got)
	}
}

// A folder whose process cannot be seen from here, in another container, is not
// abandoned as long as it is kept.
func TestKeep(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	folder, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, ownerFile), []byte("4194305 1"), 0o600); err != nil { // an id that no process has
		t.Fatal(err)
	}
	kept, err := Keep(folder)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(Abandoned(), folder) || !InUse(folder) {
		t.Error("a folder that is kept is taken to be abandoned")
	}
	kept.Close()
	if !slices.Contains(Abandoned(), folder) || InUse(folder) {
		t.Error("a folder that nobody keeps is not taken to be abandoned")
	}
}
