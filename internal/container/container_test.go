package container

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golessons/internal/disktest"
)

// The image itself is tested in package image, where an engine is at hand.

func TestShare(t *testing.T) {
	dir := t.TempDir()
	disktest.Write(t, filepath.Join(dir, "00", "a"), "x")
	disktest.Write(t, filepath.Join(dir, "example.com", "m@v1", "m.go"), "x")
	if err := os.Chmod(filepath.Join(dir, "00", "a"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, _ := os.Stat(filepath.Join(dir, "example.com", "m@v1", "m.go"))
	for range 2 {
		if err := share(dir, func(dir string) bool { return !strings.Contains(dir, "@") }); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]fs.FileMode{
		".": fs.ModeDir | fs.ModeSticky | 0o777, "00": fs.ModeDir | fs.ModeSticky | 0o777, "00/a": 0o644,
		"example.com": fs.ModeDir | fs.ModeSticky | 0o777, "example.com/m@v1": fs.ModeDir | 0o755,
	} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode() != want {
			t.Errorf("%s: %v %v, want %v", name, info.Mode(), err, want)
		}
	}
	if info, _ := os.Stat(filepath.Join(dir, "00", "a")); !info.ModTime().Equal(sharedTime) {
		t.Errorf("the time is %v", info.ModTime())
	}
	if after, _ := os.Stat(filepath.Join(dir, "example.com", "m@v1", "m.go")); !after.ModTime().Equal(before.ModTime()) {
		t.Error("a module's file was touched")
	}
}

// Go works in a cache of links, adds to it, and leaves the original alone.
func TestLinkCache(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds: fills an empty cache, for which Go compiles its own packages")
	}
	src := t.TempDir()
	disktest.Write(t, filepath.Join(src, "go.mod"), "module x\n")
	disktest.Write(t, filepath.Join(src, "x.go"), "package main\n\nfunc main() {}\n")
	build := func(cache string, args ...string) string {
		t.Helper()
		cmd := exec.Command("go", append(append([]string{"build"}, args...), "-o", filepath.Join(src, "x"), ".")...)
		cmd.Dir, cmd.Env = src, append(os.Environ(), "GOCACHE="+cache, "GOFLAGS=-buildvcs=false", "GOWORK=off", "CGO_ENABLED=0")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return string(out)
	}
	full, linked := filepath.Join(t.TempDir(), "full"), filepath.Join(t.TempDir(), "linked")
	build(full)
	before := listing(t, full)
	if err := linkCache(full, linked); err != nil {
		t.Fatal(err)
	}
	if out := build(linked, "-n"); strings.Contains(out, "/compile ") {
		t.Errorf("in the linked cache Go would compile:\n%s", out)
	}
	disktest.Write(t, filepath.Join(src, "x.go"), "package main\n\nfunc main() { println(1) }\n")
	build(linked)
	if after := listing(t, full); after != before {
		t.Error("the cache that was linked has changed")
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && (strings.HasSuffix(name, "-a") || strings.HasSuffix(name, "-d")) {
			fmt.Fprintln(&b, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A folder for kernels is in use while its lock is held.
func TestOwnTemp(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "golessons")
	first, err := ownTemp(dir)
	if err != nil {
		t.Fatal(err)
	}
	gone := filepath.Join(dir, "tmp123")
	disktest.Write(t, filepath.Join(gone, "left"), "")
	second, err := ownTemp(dir)
	if err != nil || second == first {
		t.Fatalf("%s, %v", second, err)
	}
	if !runsPrograms(second) {
		t.Error("no program runs there")
	}
	for name, want := range map[string]bool{first: true, second: true, gone: false} {
		if _, err := os.Stat(name); (err == nil) != want {
			t.Errorf("%s is there: %v", filepath.Base(name), err == nil)
		}
	}
}

func TestHealth(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("JUPYTER_RUNTIME_DIR", dir)
	if err := Health(); err == nil || err.Error() != "no server runs (yet)" {
		t.Errorf("without a server: %v", err)
	}
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/user/x/api" {
			t.Errorf("asked for %s", r.URL)
		}
		w.WriteHeader(status)
	}))
	defer server.Close()
	u, _ := url.Parse(server.URL)
	port, _ := strconv.Atoi(u.Port())
	data, _ := json.Marshal(map[string]any{"port": port, "base_url": "/user/x/", "pid": 1})
	disktest.Write(t, filepath.Join(dir, "jpserver-1.json"), string(data))
	if err := Health(); err != nil {
		t.Error(err)
	}
	status = http.StatusServiceUnavailable
	if err := Health(); err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("a server that fails: %v", err)
	}
}

func TestNotOurs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "missing", "folder")
	err := notOurs(dir, &fs.PathError{Op: "mkdir", Path: dir, Err: syscall.EACCES})
	want := fmt.Sprintf("cannot write the lessons to %s: %s belongs to uid %d", dir, filepath.Dir(filepath.Dir(dir)), os.Getuid())
	if !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v, want %s…", err, want)
	}
	if err := notOurs(dir, syscall.EROFS); !strings.Contains(err.Error(), "read-only file system); mount a folder") {
		t.Error(err)
	}
}
