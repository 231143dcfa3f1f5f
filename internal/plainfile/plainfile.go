// Package plainfile reads and writes plain files. It refuses everything else that
// may stand where a file is expected: a named pipe or a device would make its
// reader wait for ever, a folder or a socket cannot be read, and a link may lead
// anywhere.
//
// Opening never waits. The kind of a file is checked after it was opened, so that
// nobody can swap it in between. Reading stops at a limit. Writing is all or
// nothing, reaches the disk before the old content goes, and leaves the file's
// mode to the umask.
//
// The functions (plainfile.go, write.go) are for files of our own, by any path;
// reading follows links. [Folder] (folder.go) is for a folder in which somebody
// else works, such as a learner's: there no link is followed.
//
// The launcher, the set-up and the web pages read and write their files with it.
package plainfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"golessons/internal/words"
)

// Large is the limit for files that may well be large, such as a notebook with
// all its figures.
const Large = 256 << 20

// A WrongKind is the error for something that is not of the expected kind.
type WrongKind struct {
	Path string
	Is   fs.FileMode // its mode, which tells what it is
	Want string      // "file" or "folder"
}

func (e *WrongKind) Error() string {
	want := words.T("file")
	if e.Want == "folder" {
		want = words.T("folder")
	}
	return words.Sprintf("%s is %s, not a %s", e.Path, kind(e.Is), want)
}

// kind returns how a sentence calls a file of this mode.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return words.T("a file")
	case mode.IsDir():
		return words.T("a folder")
	case mode&fs.ModeSymlink != 0:
		return words.T("a link")
	case mode&fs.ModeNamedPipe != 0:
		return words.T("a named pipe")
	case mode&fs.ModeSocket != 0:
		return words.T("a socket")
	}
	return words.T("a device")
}

// Open opens a file for reading. The name may be a link to the file.
func Open(name string) (*os.File, error) { return OpenFile(name, os.O_RDONLY, 0) }

// OpenFile is like os.OpenFile, for plain files only. It does not wait for
// somebody to open the other end of a named pipe.
func OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error) {
	f, err := os.OpenFile(name, flag|syscall.O_NONBLOCK, perm)
	return plain(f, err, name)
}

// plain returns f and err, which opening a file has returned, if f is a plain
// file, and else a [WrongKind].
func plain(f *os.File, err error, name string) (*os.File, error) {
	if errors.Is(err, syscall.ENXIO) { // a socket, or a pipe without a reader
		if info, statErr := os.Stat(name); statErr == nil && !info.Mode().IsRegular() {
			return nil, &WrongKind{name, info.Mode(), "file"}
		}
	}
	if errors.Is(err, syscall.EISDIR) {
		return nil, &WrongKind{name, fs.ModeDir, "file"}
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &WrongKind{name, info.Mode(), "file"}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Read reads a file of at most limit bytes.
func Read(name string, limit int64) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f, name, limit)
}

func readAll(f *os.File, name string, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = words.Errorf("%s is larger than %d MB", name, limit>>20)
	}
	return data, err
}
