package plainfile

import (
	"golessons/internal/disktest"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// odd returns a new folder with one of each kind of thing that may stand where a
// file is expected.
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

// Reading something that is no plain file does not wait, and the error says what
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
		disktest.Within(t, tt.name, func() {
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

// says checks that an error contains want, or that there is none if want is empty.
func says(t *testing.T, what string, err error, want string) {
	t.Helper()
	if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
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
