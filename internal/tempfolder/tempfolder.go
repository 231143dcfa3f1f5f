// Package tempfolder makes temporary folders that outlive nobody: each belongs
// to a process, and when that has ended, however it ended, [Abandoned] lists the
// folder for whatever of the course starts next to remove.
//
// Everybody can make files in the system's temporary folder, under any name.
// What another user owns is never ours, whatever it is called, and is not even
// opened.
package tempfolder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"golessons/internal/plainfile"
)

const (
	prefix    = "golessons-"
	ownerFile = "owner" // holds a process id and its start time
)

// New makes a folder for this process that only its user can enter. The path of
// a unix socket has about 104 bytes at most: longest is the longest name below
// the folder that will have one.
func New(longest string) (string, error) {
	folder, err := os.MkdirTemp(base(longest), prefix)
	if err != nil {
		return "", fmt.Errorf("cannot make a temporary folder: %w", err)
	}
	if err := Give(folder, os.Getpid()); err != nil {
		os.RemoveAll(folder)
		return "", err
	}
	return folder, nil
}

// Give makes the folder that of the process pid, which must live.
func Give(folder string, pid int) error {
	return plainfile.WritePrivate(filepath.Join(folder, ownerFile), fmt.Appendf(nil, "%d %s", pid, StartTime(pid)))
}

// Keep holds the folder until the returned file is closed in each process that
// has it. A folder that is held is not abandoned, whatever its process: one in
// another container that shares the temporary folder is not seen from here. Nor
// does what clears a machine's temporary folder of what is old take it.
func Keep(folder string) (*os.File, error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, err
	}
	// A file system that knows no locks is used without.
	syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	return f, nil
}

// held reports whether somebody keeps the folder.
func held(folder string) bool {
	f, err := os.Open(folder)
	if err != nil {
		return false
	}
	defer f.Close()
	return errors.Is(syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

// base is the system's temporary folder, or the short one where that would make
// a socket's path too long.
func base(longest string) string {
	dir := os.TempDir()
	if len(filepath.Join(dir, prefix+"0123456789", longest)) > 100 {
		return short
	}
	return dir
}

const short = "/tmp"

// Abandoned lists the folders of this user whose processes have ended.
func Abandoned() []string {
	bases := []string{os.TempDir()}
	if bases[0] != short {
		bases = append(bases, short)
	}
	var gone []string
	for _, dir := range bases {
		for _, name := range named(dir) {
			if folder := filepath.Join(dir, name); mine(folder) && abandoned(folder) && !held(folder) {
				gone = append(gone, folder)
			}
		}
	}
	return gone
}

// named lists what is called like a folder of ours, in no order.
func named(dir string) []string {
	f, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer f.Close()
	all, _ := f.Readdirnames(-1)
	var names []string
	for _, name := range all {
		if strings.HasPrefix(name, prefix) {
			names = append(names, name)
		}
	}
	return names
}

// InUse reports whether folder is one of this user's whose process lives.
func InUse(folder string) bool {
	return mine(folder) && exists(filepath.Join(folder, ownerFile)) && (!abandoned(folder) || held(folder))
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// mine reports whether path is a folder, and this user's.
func mine(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.IsDir() && OwnedByUs(info)
}

// OwnedByUs reports whether a file is the user's that runs this process.
func OwnedByUs(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}

// abandoned reports whether the process of a folder has ended. Where that cannot
// be told, it has not.
func abandoned(folder string) bool {
	owner, err := plainfile.Read(filepath.Join(folder, ownerFile), 100)
	if err != nil {
		return false
	}
	pid, started, _ := strings.Cut(string(owner), " ")
	n, err := strconv.Atoi(pid)
	return err == nil && started != "" && StartTime(n) != started
}

// Remove removes a folder with all that is in it, and what its user may not
// write too: Go's module cache is such.
func Remove(folder string) error {
	if os.RemoveAll(folder) == nil {
		return nil
	}
	filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() {
			os.Chmod(path, 0o700) // before it is read
		}
		return nil
	})
	return os.RemoveAll(folder)
}
