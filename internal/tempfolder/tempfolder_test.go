package tempfolder

import (
	"io/fs"
	"os"
	"path/filepath"
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
