// Files does with files what Go programs do, and prints what came of it. It is
// run as a program of the system and as one of the browser, which have to print
// the same.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// reasons are the errors that can come; systems word them differently.
var reasons = map[syscall.Errno]string{
	syscall.EBADF: "EBADF", syscall.EEXIST: "EEXIST", syscall.EINVAL: "EINVAL", syscall.EISDIR: "EISDIR", syscall.ENOENT: "ENOENT",
	syscall.ENOTDIR: "ENOTDIR", syscall.ENOTEMPTY: "ENOTEMPTY", syscall.EPERM: "EPERM",
}

// say prints a result. Of a system's error it prints the reason, without the
// paths, which differ.
func say(what string, result any, err error) {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		fmt.Printf("%s: %v, error %s\n", what, result, reasons[errno])
		return
	}
	fmt.Printf("%s: %v, error %v\n", what, result, err)
}

func main() {
	dir, err := os.MkdirTemp("", "files-")
	say("a folder", err == nil, err)
	say("chdir", nil, os.Chdir(dir))

	// Opening.
	for i, o := range []struct {
		name string
		flag int
	}{
		{"none", os.O_RDONLY}, {"none/below", os.O_CREATE | os.O_WRONLY}, {"a", os.O_CREATE | os.O_EXCL | os.O_WRONLY}, {"a", os.O_CREATE | os.O_EXCL | os.O_WRONLY},
		{"a/below", os.O_CREATE | os.O_WRONLY}, {".", os.O_RDONLY}, {".", os.O_WRONLY}, {"a", syscall.O_DIRECTORY}, {"../" + filepath.Base(dir) + "/a", os.O_RDONLY},
	} {
		f, err := os.OpenFile(o.name, o.flag, 0o640)
		say(fmt.Sprintf("open %d, %q", i, filepath.Base(o.name)), f != nil, err)
		f.Close()
	}

	// Reading and writing.
	f, err := os.OpenFile("a", os.O_RDWR|os.O_APPEND, 0)
	say("append", f != nil, err)
	for _, text := range []string{"one\n", "two\n", "three\n"} {
		n, err := f.WriteString(text)
		say("write", n, err)
	}
	at, err := f.Seek(4, io.SeekStart)
	say("seek", at, err)
	b := make([]byte, 3)
	n, err := f.Read(b)
	say("read "+string(b), n, err)
	n, err = f.ReadAt(b, 0)
	say("read at 0 "+string(b), n, err)
	n, err = f.ReadAt(b, 100)
	say("read after the end", n, err)
	n, err = f.WriteString("four\n")
	say("appended", n, err)
	say("truncate", nil, f.Truncate(6))
	say("longer", nil, f.Truncate(8))
	at, err = f.Seek(-2, io.SeekEnd)
	say("seek from the end", at, err)
	say("close", nil, f.Close())
	say("close again", nil, f.Close())
	data, err := os.ReadFile("a")
	say("content", fmt.Sprintf("%q", data), err)
	f, _ = os.Open("a")
	n, err = f.Write(b)
	say("write to a file opened to read", n, err)
	f.Close()
	f, _ = os.Create("b")
	n, err = f.WriteAt([]byte("late"), 5)
	say("write after the end", n, err)
	f.Close()
	data, err = os.ReadFile("b")
	say("with a hole", fmt.Sprintf("%q", data), err)
	_, err = os.ReadFile(".")
	say("read a folder", nil, err)

	// A file that is open stays when its name goes.
	f, _ = os.Open("b")
	say("remove", nil, os.Remove("b"))
	data, err = io.ReadAll(f)
	say("still", len(data), err)
	f.Close()

	// Folders.
	say("mkdir", nil, os.Mkdir("d", 0o750))
	say("mkdir again", nil, os.Mkdir("d", 0o750))
	say("mkdir below none", nil, os.Mkdir("x/y", 0o750))
	say("mkdir all", nil, os.MkdirAll("d/e/f", 0o755))
	say("mkdir all below a file", nil, os.MkdirAll("a/e", 0o755))
	say("remove a full folder", nil, os.Remove("d"))
	say("rename", nil, os.Rename("a", "d/e/A"))
	say("rename what is not there", nil, os.Rename("a", "b"))
	say("rename into itself", nil, os.Rename("d", "d/e/f/g"))
	os.WriteFile("d/z", []byte("z"), 0o600)
	say("rename over a folder", nil, os.Rename("d/z", "d/e"))
	say("rename a folder over a file", nil, os.Rename("d/e", "d/z"))
	say("rename over a file", nil, os.Rename("d/e/A", "d/z"))
	say("link", nil, os.Link("d/z", "d/l"))
	entries, err := os.ReadDir("d")
	say("read dir", entries, err)
	_, err = os.ReadDir("d/z")
	say("read dir of a file", nil, err)
	say("chmod", nil, os.Chmod("d/z", 0o644))
	when := time.Unix(1700000000, 0)
	say("times", nil, os.Chtimes("d/z", when, when))
	filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		info, err := d.Info()
		if d.IsDir() {
			say(path, info.Mode(), err)
		} else {
			say(path, fmt.Sprint(info.Mode(), info.Size()), err)
		}
		return nil
	})
	a, _ := os.Stat("d/z")
	l, _ := os.Stat("d/l")
	other, _ := os.Stat("d")
	say("same", fmt.Sprint(os.SameFile(a, l), os.SameFile(a, other), a.ModTime().Equal(when)), nil)
	_, err = os.Readlink("d/z")
	say("readlink", nil, err)
	say("remove a missing file", nil, os.Remove("none"))
	n, err = os.Stdin.Read(b)
	say("standard input", n, err)
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	say("null", null != nil, err)
	n, err = null.Write(b)
	say("write to null", n, err)
	n, err = null.Read(b)
	say("read of null", n, err)
	null.Close()
	say("chdir to a file", nil, os.Chdir("d/z"))
	say("chdir", nil, os.Chdir("d/e"))
	wd, err := os.Getwd()
	say("getwd", filepath.Base(wd), err)
	say("up", nil, os.Chdir("../.."))
	say("remove all", nil, os.RemoveAll(dir))
	_, err = os.Stat(dir)
	say("gone", nil, err)
}
