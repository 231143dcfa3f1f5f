// Package plainfile reads and writes plain files, and nothing else that may
// stand where a file is expected: a named pipe or a device would make its
// reader wait for ever, a folder or a socket cannot be read, and a link may
// lead anywhere.
//
// Opening never waits, and what was opened is looked at after it was opened, so
// that nobody can put something else there in between. Reading stops at a
// limit. Writing is all or nothing, reaches the disk before the old content
// goes, and leaves the file's mode to the umask.
//
// The functions are for files of our own, by any path; [Folder] is for a folder
// that somebody else works in.
package plainfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Large is a limit for files that have no reason to be large, and sometimes
// are: a notebook with all of its figures.
const Large = 256 << 20

// A WrongKind is the error for something that is not what was expected.
type WrongKind struct {
	Path string
	Is   fs.FileMode // what it is
	Want string      // "file" or "folder"
}

func (e *WrongKind) Error() string {
	return fmt.Sprintf("%s is %s, not a %s", e.Path, kind(e.Is), e.Want)
}

// kind names a mode's kind, for a sentence.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return "a file"
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// Open opens a file for reading. The name may be a link to the file.
func Open(name string) (*os.File, error) { return OpenFile(name, os.O_RDONLY, 0) }

// OpenFile is os.OpenFile for plain files. It does not wait for the other end
// of a named pipe.
func OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error) {
	f, err := os.OpenFile(name, flag|syscall.O_NONBLOCK, perm)
	return plain(f, err, name)
}

// plain is what an opening returns: f, if it is a plain file.
func plain(f *os.File, err error, name string) (*os.File, error) {
	if errors.Is(err, syscall.ENXIO) { // a socket, or a pipe that nobody reads
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
		err = fmt.Errorf("%s is larger than %d MB", name, limit>>20)
	}
	return data, err
}
