//go:build unix

package classroom

import (
	"bytes"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Processes returns the ids of a learner's processes.
func (c *Class) Processes(learner string) []int {
	if c.processesOf != nil {
		return c.processesOf(learner)
	}
	u, err := user.Lookup(learner)
	if err != nil {
		return nil
	}
	return processes()[u.Uid]
}

// processes returns the ids of this machine's processes, by their users' ids.
func processes() map[string][]int {
	pids := map[string][]int{}
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		var st syscall.Stat_t
		if syscall.Stat(dir, &st) == nil {
			var pid int
			fmt.Sscan(filepath.Base(dir), &pid)
			uid := fmt.Sprint(st.Uid)
			pids[uid] = append(pids[uid], pid)
		}
	}
	return pids
}

// A Use is how much memory and CPU a learner's processes use.
type Use struct {
	Memory int64         // in bytes; shared pages count in part (PSS)
	CPU    time.Duration // with the processes that they have waited for
}

// Use returns the use of one learner.
func (c *Class) Use(learner string) Use { return use(c.Processes(learner)) }

// Uses returns the use of each learner.
func (c *Class) Uses() map[string]Use {
	pids, uses := processes(), map[string]Use{}
	for _, name := range c.Names {
		if u, err := user.Lookup(name); err == nil {
			uses[name] = use(pids[u.Uid])
		}
	}
	return uses
}

func use(pids []int) Use {
	var sum Use
	for _, pid := range pids {
		rollup, _ := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
		for line := range strings.Lines(string(rollup)) {
			var kb int64
			if n, _ := fmt.Sscanf(line, "Pss: %d kB", &kb); n == 1 {
				sum.Memory += kb << 10
			}
		}
		// Skip the program's name, which is in brackets and may contain any
		// character.
		stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(fields) > 14 {
			for _, field := range fields[11:15] { // user and system, its own and its children's
				var ticks time.Duration
				fmt.Sscan(field, &ticks)
				sum.CPU += ticks * time.Second / 100
			}
		}
	}
	return sum
}
