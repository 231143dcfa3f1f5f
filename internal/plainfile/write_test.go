package plainfile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// Write replaces whatever has the name; Folder.Write leaves anything that is no
// plain file.
func TestWrite(t *testing.T) {
	for _, name := range []string{"file", "new", "a/b/new", "pipe", "dangling", "loop", "link", "device", "folder", "linked/x", "file/x"} {
		ours := map[string]bool{"folder": false, "file/x": false}
		theirs := map[string]bool{"file": true, "new": true, "a/b/new": true}
		dir := odd(t)
		err := Write(filepath.Join(dir, name), []byte("written"))
		if want, given := ours[name]; (err == nil) != (want || !given) {
			t.Errorf("Write %s: %v", name, err)
		}
		dir = odd(t)
		folder, openErr := OpenFolder(dir)
		if openErr != nil {
			t.Fatal(openErr)
		}
		before, _ := os.Lstat(filepath.Join(dir, name))
		if err = folder.Write(name, []byte("written")); (err == nil) != theirs[name] {
			t.Errorf("Folder.Write %s: %v", name, err)
		}
		after, _ := os.Lstat(filepath.Join(dir, name))
		if err != nil && before != nil && !os.SameFile(before, after) {
			t.Errorf("%s was replaced", name)
		}
		if data, _ := os.ReadFile(filepath.Join(dir, "file")); name != "file" && string(data) != "text" {
			t.Errorf("by %s another file was written", name)
		}
		left, _ := filepath.Glob(filepath.Join(dir, "*", ".golessons*"))
		if err != nil && len(left) > 0 {
			t.Errorf("%s left %q", name, left)
		}
		folder.Close()
	}
}

// A new file gets its mode from the umask, an old one keeps its mode, and
// WritePrivate's is private from the start.
func TestModes(t *testing.T) {
	for _, tt := range []struct{ umask, file, folder fs.FileMode }{
		{0o077, 0o600, 0o700},
		{0o027, 0o640, 0o750},
		{0o022, 0o644, 0o755},
		{0o002, 0o664, 0o775},
	} {
		dir := t.TempDir()
		old := syscall.Umask(int(tt.umask))
		err := errors.Join(Write(filepath.Join(dir, "sub", "f"), nil), WritePrivate(filepath.Join(dir, "secret"), nil))
		folder, openErr := OpenFolder(dir)
		err = errors.Join(err, openErr, folder.Write("theirs/f", nil))
		os.Chmod(filepath.Join(dir, "theirs", "f"), 0o400)
		err = errors.Join(err, folder.Write("theirs/f", []byte("new")))
		syscall.Umask(old)
		folder.Close()
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]fs.FileMode{"sub": tt.folder, "sub/f": tt.file, "secret": 0o600, "theirs": tt.folder, "theirs/f": 0o400} {
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if got := info.Mode().Perm(); got != want {
				t.Errorf("umask %o: %s has mode %o, want %o", tt.umask, name, got, want)
			}
		}
	}
}

// A write that fails in the middle leaves the old content, and no other file.
func TestWriteThatFails(t *testing.T) {
	if os.Getenv("PLAINFILE_LIMITED") != "" { // the process below
		if err := Write(os.Getenv("PLAINFILE_LIMITED"), bytes.Repeat([]byte("new"), 1000)); !errors.Is(err, syscall.EFBIG) {
			t.Errorf("error %v", err)
		}
		return
	}
	name := filepath.Join(t.TempDir(), "f")
	if err := Write(name, []byte("old")); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", `ulimit -f 1 && exec "$0" -test.run TestWriteThatFails`, self) // 512 bytes or 1 KB
	cmd.Env = append(os.Environ(), "PLAINFILE_LIMITED="+name)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != "old" {
		t.Errorf("the old content is now %q, %v", data, err)
	}
	if left, _ := os.ReadDir(filepath.Dir(name)); len(left) != 1 {
		t.Errorf("left %v", left)
	}
}
