// Package tempfolder makes temporary folders that are removed even if their
// process is killed. Each folder belongs to a process, whose id and start time
// are in its file "owner". Once the process has ended, [Abandoned] lists the
// folder, and whichever program of the course starts next removes it.
//
// Kernels, JupyterLab's sockets and test runs each have such a folder; package
// kernel's Sweep clears up.
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
	"golessons/internal/words"
)

const (
	prefix    = "golessons-"
	ownerFile = "owner" // holds a process id and its start time
)

// New makes a folder for this process that only its user can enter. The path of
// a unix socket has about 104 bytes at most: longest is the longest name of a
// socket that will be made in the folder, or empty.
func New(longest string) (string, error) {
	folder, err := os.MkdirTemp(base(longest), prefix)
	if err != nil {
		return "", words.Errorf("cannot make a temporary folder: %w", err)
	}
	if err := Give(folder, os.Getpid()); err != nil {
		os.RemoveAll(folder)
		return "", err
	}
	return folder, nil
}

// Give makes the folder belong to the process pid, which must be alive.
func Give(folder string, pid int) error {
	return plainfile.WritePrivate(filepath.Join(folder, ownerFile), fmt.Appendf(nil, "%d %s", pid, StartTime(pid)))
}

// Keep locks the folder until the returned file is closed in each process that
// has it open. A locked folder is not abandoned, even if its process cannot be
// seen: it may be in another container that shares the temporary folder.
// Programs that clear old files out of a machine's temporary folder respect the
// lock too.
func Keep(folder string) (*os.File, error) {
	f, err := os.Open(folder)
	if err != nil {
		return nil, err
	}
	// If the file system knows no locks, there is none.
	syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	return f, nil
}

// held reports whether a process holds the folder's lock.
func held(folder string) bool {
	f, err := os.Open(folder)
	if err != nil {
		return false
	}
	defer f.Close()
	return errors.Is(syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

// base returns the system's temporary folder, or the short one if a socket's
// path would become too long.
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

// named lists the names in dir that begin like those of our folders.
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

// InUse reports whether folder belongs to this user and its process is alive.
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

// OwnedByUs reports whether a file belongs to the user who runs this process.
func OwnedByUs(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}

// abandoned reports whether the process of a folder has ended; false if that
// cannot be told.
func abandoned(folder string) bool {
	owner, err := plainfile.Read(filepath.Join(folder, ownerFile), 100)
	if err != nil {
		return false
	}
	pid, started, _ := strings.Cut(string(owner), " ")
	n, err := strconv.Atoi(pid)
	return err == nil && started != "" && StartTime(n) != started
}

// Remove removes a folder with everything in it, even what its user must not
// write, as in Go's module cache.
func Remove(folder string) error {
	if os.RemoveAll(folder) == nil {
		return nil
	}
	filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() {
			os.Chmod(path, 0o700) // before WalkDir reads it
		}
		return nil
	})
	return os.RemoveAll(folder)
}
