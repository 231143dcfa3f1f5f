//go:build unix

package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// sample notes the highest use of memory until ctx ends.
func (r *run) sample(ctx context.Context) {
	before := available()
	for ctx.Err() == nil {
		var sum int64
		uses := r.Uses()
		r.mu.Lock()
		for learner, use := range uses {
			sum += use.Memory
			r.peak[learner] = max(r.peak[learner], use.Memory)
		}
		r.peakAll = max(r.peakAll, sum)
		r.machine = max(r.machine, before-available())
		r.mu.Unlock()
		select {
		case <-ctx.Done():
		case <-time.After(sampleEvery):
		}
	}
}

// available returns how much memory the machine can still give to programs, in
// bytes.
func available() int64 {
	data, _ := os.ReadFile("/proc/meminfo")
	for line := range strings.Lines(string(data)) {
		var kb int64
		if n, _ := fmt.Sscanf(line, "MemAvailable: %d kB", &kb); n == 1 {
			return kb << 10
		}
	}
	return 0
}

// disk notes how much room the learners' files take on the disk.
func (r *run) disk() {
	for _, learner := range r.class {
		own := filepath.Join("/run/golessons", learner)
		bytes, _ := diskUse(home(learner))
		r.add(rowHome, thinking, float64(bytes)/1e6)
		bytes, _ = diskUse(own)
		r.add(rowRun, thinking, float64(bytes)/1e6)
		_, files := diskUse(filepath.Join(own, "server", "cache"))
		r.add(rowFiles, thinking, float64(files))
	}
}

// diskUse returns how much room the files and folders below dir take on the disk,
// and how many files there are. Links are not counted: they point to shared files.
func diskUse(dir string) (bytes int64, files int) {
	filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.Type()&fs.ModeSymlink != 0 {
			return nil
		}
		if info, err := d.Info(); err == nil {
			if st, ok := info.Sys().(*syscall.Stat_t); ok {
				bytes += int64(st.Blocks) * 512
			}
			if d.Type().IsRegular() {
				files++
			}
		}
		return nil
	})
	return bytes, files
}
