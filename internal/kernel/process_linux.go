package kernel

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golessons/internal/tempfolder"

	"golang.org/x/sys/unix"
)

// preferForKilling asks the system to end a process of this kernel first when
// memory runs out, before the server or anything else of the user's. Among the
// kernel's it takes the largest: the cell that asked for too much.
func preferForKilling() {
	os.WriteFile("/proc/self/oom_score_adj", []byte("500"), 0)
}

// waitForExit waits for the end of any process, a child or not.
func waitForExit(pid int) error {
	fd, err := unix.PidfdOpen(pid, 0)
	if err == unix.ESRCH {
		return nil
	}
	if err != nil {
		return err // Linux is older than 5.3
	}
	defer unix.Close(fd)
	for {
		_, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1)
		if err != unix.EINTR {
			return err
		}
	}
}

// processesOf lists the processes of this user that carry one of the folders as
// their kernel's.
func processesOf(folders []string) []int {
	var pids []int
	ours("environ", func(pid int, environ []string) {
		for _, e := range environ {
			if folder, ok := strings.CutPrefix(e, FolderVariable+"="); ok && slices.Contains(folders, folder) {
				pids = append(pids, pid)
				return
			}
		}
	})
	return pids
}

// guarded returns those of the folders for which a guard of this user is alive.
func guarded(folders []string) map[string]bool {
	found := map[string]bool{}
	ours("cmdline", func(_ int, args []string) {
		if i := slices.Index(args, "-guard"); i > 0 && i+1 < len(args) && slices.Contains(folders, args[i+1]) {
			found[args[i+1]] = true
		}
	})
	return found
}

// ours calls f with each process of this user, this one aside, and with the
// parts of its file in /proc. Root could read other users' files too, but they
// may have written anything into them.
func ours(file string, f func(pid int, parts []string)) {
	dirs, _ := os.ReadDir("/proc")
	for _, d := range dirs {
		pid, err := strconv.Atoi(d.Name())
		if err != nil || pid == os.Getpid() {
			continue
		}
		if info, err := d.Info(); err != nil || !tempfolder.OwnedByUs(info) {
			continue
		}
		data, err := os.ReadFile(filepath.Join("/proc", d.Name(), file))
		if err == nil {
			f(pid, strings.Split(string(data), "\x00"))
		}
	}
}
