// Package disktest helps to test code that works with folders and disks: it makes
// odd things in the place of files, and disks that are full or read-only, and
// notices code that would wait for ever.
package disktest

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Within fails the test if f is not done soon, instead of hanging.
func Within(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan bool)
	go func() { f(); close(done) }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s does not end", what)
	}
}

// OddThings are the things that may stand in the place of a file or a folder,
// each with a function that makes it at path.
var OddThings = map[string]func(t *testing.T, path string){
	"a named pipe": func(t *testing.T, path string) {
		if err := syscall.Mkfifo(path, 0o644); err != nil {
			t.Fatal(err)
		}
	},
	"a socket": func(t *testing.T, path string) {
		l, err := net.Listen("unix", path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
	},
	"a folder": func(t *testing.T, path string) {
		Write(t, filepath.Join(path, "mine"), "mine")
	},
	"a file": func(t *testing.T, path string) { Write(t, path, "mine") },
	"a link that leads nowhere": func(t *testing.T, path string) {
		Symlink(t, "nowhere", path)
	},
	"a link that leads to itself": func(t *testing.T, path string) {
		Symlink(t, filepath.Base(path), path)
	},
	"a link to a file": func(t *testing.T, path string) {
		file := filepath.Join(t.TempDir(), "elsewhere")
		Write(t, file, "elsewhere")
		Symlink(t, file, path)
		t.Cleanup(func() {
			if got := Read(t, file); got != "elsewhere" {
				t.Errorf("through a link was written %s", got)
			}
		})
	},
	"a link to a folder": func(t *testing.T, path string) {
		dir := t.TempDir()
		Symlink(t, dir, path)
		t.Cleanup(func() {
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("through a link was written %v", left)
			}
		})
	},
	"a link to a device": func(t *testing.T, path string) { Symlink(t, "/dev/zero", path) },
	"a file that cannot be read": func(t *testing.T, path string) {
		if os.Geteuid() == 0 {
			t.Skip("root reads everything")
		}
		Write(t, path, "mine")
		os.Chmod(path, 0)
	},
	"a folder that cannot be entered": func(t *testing.T, path string) {
		if os.Geteuid() == 0 {
			t.Skip("root enters everything")
		}
		if err := os.Mkdir(path, 0); err != nil {
			t.Fatal(err)
		}
	},
}

// Symlink makes path a symbolic link to target.
func Symlink(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
}

// ShortDir returns a new folder whose path is short enough for a socket.
func ShortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "d")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// Fill leaves the given number of pages of a disk free.
func Fill(t *testing.T, file string, pages int) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for page := make([]byte, 4096); err == nil; {
		_, err = f.Write(page)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(max(0, info.Size()/4096-int64(pages)) * 4096); err != nil {
		t.Fatal(err)
	}
}

// Write writes a file, with the folders above it.
func Write(t *testing.T, file, content string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(content), 0o666)); err != nil {
		t.Fatal(err)
	}
}

// Read returns what a file contains.
func Read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
