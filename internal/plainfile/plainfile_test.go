package plainfile

import (
	"bytes"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// odd makes, in a new folder, one of each thing that may stand where a file is
// expected, and returns the folder.
func odd(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "p") // short: a socket's path is below it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	at := func(name string) string { return filepath.Join(dir, name) }
	listener, err := net.Listen("unix", at("socket"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	for name, err := range map[string]error{
		"pipe":     syscall.Mkfifo(at("pipe"), 0o644),
		"folder":   os.Mkdir(at("folder"), 0o755),
		"file":     os.WriteFile(at("file"), []byte("text"), 0o644),
		"dangling": os.Symlink("nowhere", at("dangling")),
		"loop":     os.Symlink("loop", at("loop")),
		"link":     os.Symlink("file", at("link")),
		"device":   os.Symlink("/dev/zero", at("device")),
		"linked":   os.Symlink("folder", at("linked")),
	} {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return dir
}

// within fails the test if f is not done soon, instead of hanging.
func within(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan bool)
	go func() { f(); close(done) }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatalf("%s waits", what)
	}
}

// What is no plain file is neither read nor waited for, and its error says what
// it is.
func TestReadOnlyPlainFiles(t *testing.T) {
	dir := odd(t)
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	for _, tt := range []struct{ name, own, in string }{ // what the error says; "" is none
		{"file", "", ""},
		{"link", "", "link is a link, not a file"},
		{"pipe", "is a named pipe, not a file", "is a named pipe, not a file"},
		{"folder", "is a folder, not a file", "is a folder, not a file"},
		{"socket", "is a socket, not a file", "is a socket, not a file"},
		{"device", "is a device, not a file", "is a link, not a file"},
		{"dangling", "no such file", "is a link, not a file"},
		{"loop", "too many levels of symbolic links", "is a link, not a file"},
		{"missing", "no such file", "no such file"},
		{"file/x", "not a directory", "file is a file, not a folder"},
		{"linked/x", "no such file", "linked is a link, not a folder"},
	} {
		within(t, tt.name, func() {
			_, err := Read(filepath.Join(dir, tt.name), Large)
			says(t, "Read "+tt.name, err, tt.own)
			_, err = folder.Read(tt.name, Large)
			says(t, "Folder.Read "+tt.name, err, tt.in)
		})
	}
	if _, err := folder.Read("../p", Large); err == nil {
		t.Error("read outside the folder")
	}
}

func says(t *testing.T, what string, err error, want string) {
	t.Helper()
	if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}

// Something of another kind that takes the file's place in the middle is seen:
// what is looked at is what was opened.
func TestReadWhileItIsSwapped(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	stop, stopped := make(chan bool), make(chan bool)
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := errors.Join(os.WriteFile(at("text"), []byte("text"), 0o644), syscall.Mkfifo(at("pipe"), 0o644), os.Symlink(secret, at("link"))); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			os.Link(at([]string{"text", "pipe", "text", "link"}[i%4]), at("next"))
			os.Rename(at("next"), at("f"))
		}
	}()
	within(t, "a file that is swapped for a pipe", func() {
		for began := time.Now(); time.Since(began) < 2*time.Second; {
			if data, err := folder.Read("f", Large); err == nil && string(data) == "secret" {
				t.Error("read through a link out of the folder")
			}
		}
	})
	close(stop)
	<-stopped
}

func TestReadStopsAtTheLimit(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(name, make([]byte, 1<<20+1), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Read(name, 1<<20)
	says(t, "one byte too many", err, "f is larger than 1 MB")
	if data, err := Read(name, 1<<20+1); err != nil || len(data) != 1<<20+1 {
		t.Errorf("read %d bytes, %v", len(data), err)
	}
}

// A file of ours takes the place of whatever stands there; in somebody's folder
// what is no plain file stays.
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

// Modes are the umask's, a file's own once it has one, and private from the
// start where that is asked for.
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

// A write that fails in the middle leaves the old content, and nothing beside
// it.
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

// Looking for a free name ends, whatever looking gives.
func TestFreeName(t *testing.T) {
	dir := odd(t)
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	for _, tt := range []struct{ base, want, says string }{
		{"new", "new", ""},
		{"file", "file2", ""},
		{"dangling", "dangling2", ""},
		{"a/b", "a/b", ""},
		{"file/x", "", "file is a file, not a folder"},
		{"linked/x", "", "linked is a link, not a folder"},
		{"loop/x", "", "loop is a link, not a folder"},
		{strings.Repeat("x", 300), "", "file name too long"},
	} {
		within(t, tt.base, func() {
			got, err := folder.FreeName(tt.base, "")
			says(t, tt.base, err, tt.says)
			if got != tt.want {
				t.Errorf("%s: %q, want %q", tt.base, got, tt.want)
			}
		})
	}
}

// What a kill left of a write is removed, and nothing else is.
func TestTidy(t *testing.T) {
	dir := t.TempDir()
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	for _, name := range []string{"left", "young", "mine.ipynb"} {
		if name != "mine.ipynb" {
			name = tempPrefix + name
		}
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-time.Hour)
	for _, name := range []string{tempPrefix + "left", "mine.ipynb"} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	folder.Tidy(".")
	left, _ := os.ReadDir(dir)
	if len(left) != 2 || left[0].Name() != tempPrefix+"young" || left[1].Name() != "mine.ipynb" {
		t.Errorf("left %v", left)
	}
}
