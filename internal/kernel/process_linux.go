package kernel

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// preferForKilling has the system, when memory runs out, end a process of this
// kernel, and of those the largest, which is the cell that asked for too much,
// before the server and before anything else of the user's.
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
		return err // a kernel older than 5.3
	}
	defer unix.Close(fd)
	for {
		_, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1)
		if err != unix.EINTR {
			return err
		}
	}
}

// startTime tells two processes apart that had the same id one after the
// other. It is empty when there is no such process.
func startTime(pid int) string {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return ""
	}
	// The name, field 2, is in parentheses and may hold anything; the start
	// time is field 22, which is the 20th after it.
	_, rest, _ := strings.Cut(string(stat[bytes.LastIndexByte(stat, ')'):]), " ")
	fields := strings.Fields(rest)
	if len(fields) < 20 || fields[0] == "Z" {
		return ""
	}
	return fields[19]
}

// processesOf lists the processes that carry folder as their kernel's.
func processesOf(folder string) []int {
	return find("environ", "\x00"+FolderVariable+"="+folder+"\x00")
}

// guarded reports whether a guard for folder is alive.
func guarded(folder string) bool {
	return len(find("cmdline", "\x00-guard\x00"+folder+"\x00")) > 0
}

// find lists the processes, this one aside, in whose /proc file text stands.
// Those of other users cannot be read and are passed over.
func find(file, text string) []int {
	var pids []int
	dirs, _ := os.ReadDir("/proc")
	for _, d := range dirs {
		pid, err := strconv.Atoi(d.Name())
		if err != nil || pid == os.Getpid() {
			continue
		}
		data, err := os.ReadFile(filepath.Join("/proc", d.Name(), file))
		if err == nil && bytes.Contains(append([]byte{0}, data...), []byte(text)) {
			pids = append(pids, pid)
		}
	}
	return pids
}
