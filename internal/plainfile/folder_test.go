package plainfile

import (
	"errors"
	"golessons/internal/disktest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Looking for a free name ends, whatever stands in the way.
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
		disktest.Within(t, tt.base, func() {
			got, err := folder.FreeName(tt.base, "")
			says(t, tt.base, err, tt.says)
			if got != tt.want {
				t.Errorf("%s: %q, want %q", tt.base, got, tt.want)
			}
		})
	}
}

// Files that a kill has left unfinished are removed, and no others.
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

// Read notices when something is swapped for the file meanwhile, because it
// checks the file that it has opened. It swaps for two seconds, which is most of
// this package's time.
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
	disktest.Within(t, "a file that is swapped for a pipe", func() {
		for began := time.Now(); time.Since(began) < 2*time.Second; {
			if data, err := folder.Read("f", Large); err == nil && string(data) == "secret" {
				t.Error("read through a link out of the folder")
			}
		}
	})
	close(stop)
	<-stopped
}
