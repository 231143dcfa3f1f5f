package visitor

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
)

// Memory is what the process with the page and its workers takes, in bytes. (It is the
// browser's largest renderer: there is one for the site, and the rest are spare.)
type Memory struct {
	// Private is what Chromium's task manager shows: memory of its own, without files.
	Private int64
	// Proportional has a part of what it shares with other processes too.
	Proportional int64
}

// Memory measures the browser's page. It needs Linux.
func (b *Browser) Memory() (Memory, error) {
	var largest Memory
	info, err := chromedp.CallBrowser(b.ctx, systeminfo.GetProcessInfo, cdp.Empty{})
	if err != nil {
		return largest, err
	}
	for _, p := range info.ProcessInfo {
		if p.Type != "renderer" {
			continue
		}
		m, err := memoryOf(int(p.ID))
		if err != nil {
			continue // it has ended
		}
		if m.Private > largest.Private {
			largest = m
		}
	}
	if largest.Private == 0 {
		return largest, fmt.Errorf("found no page among %d processes", len(info.ProcessInfo))
	}
	return largest, nil
}

// memoryOf measures a process.
func memoryOf(pid int) (m Memory, err error) {
	rollup, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return m, err
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return m, err
	}
	m.Proportional = kilobytes(string(rollup), "Pss:")
	m.Private = kilobytes(string(status), "RssAnon:") + kilobytes(string(status), "VmSwap:")
	return m, nil
}

// kilobytes returns the number behind a name, in bytes.
func kilobytes(text, name string) int64 {
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) >= 2 && fields[0] == name {
			n, err := strconv.ParseInt(fields[1], 10, 64)
			if err == nil {
				return n << 10
			}
		}
	}
	return 0
}
