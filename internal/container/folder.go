package container

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"golessons/internal/setup"
	"golessons/internal/words"
)

// fillFolder copies the lessons into the learner's folder, one container at a
// time.
func fillFolder(ctx context.Context, env *setup.Environment, dir string, errOut io.Writer) error {
	err := os.MkdirAll(dir, 0o777)
	if err == nil {
		var f *os.File
		if f, err = os.CreateTemp(dir, ".golessons-new-*"); err == nil {
			err = errors.Join(f.Close(), os.Remove(f.Name()))
		}
	}
	if err != nil {
		return notOurs(dir, err)
	}
	folder, err := os.Open(dir)
	if err != nil {
		return notOurs(dir, err)
	}
	defer folder.Close()
	// If the file system has no locks, or a lock is never released, go on
	// without it: nothing is lost when two containers copy at once.
	for range 100 {
		if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); !errors.Is(err, syscall.EWOULDBLOCK) {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return env.Course().Copy(dir, errOut)
}

// notOurs returns the error for a learner's folder that the container's user
// cannot write.
func notOurs(dir string, err error) error {
	there := dir
	info, statErr := os.Stat(there)
	for statErr != nil && there != filepath.Dir(there) {
		there = filepath.Dir(there)
		info, statErr = os.Stat(there)
	}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	if statErr != nil {
		return words.Errorf("cannot write to %s (%v)", dir, err)
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if !ok || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.ENOSPC) {
		return words.Errorf("cannot write the lessons to %s (%v); mount a folder or a volume there that can be written", dir, err)
	}
	return words.Errorf("cannot write the lessons to %s: %s belongs to uid %d, and this container runs as uid %d; start it with `--user %d:%d --group-add users`, or type `sudo chown -R %d:%d FOLDER` for the mounted folder",
		dir, there, owner.Uid, os.Getuid(), owner.Uid, owner.Gid, os.Getuid(), os.Getgid())
}
