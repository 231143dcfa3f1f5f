package kernel

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golessons/internal/tempfolder"
)

// Guard waits until the process kernelPID, which must be this process's
// parent, has ended, then ends all processes of that kernel and removes its
// folder. It also clears up after kernels whose guard was killed with them.
//
// A kernel whose Jupyter was killed has nobody left to end it: the guard does.
func Guard(folder string, kernelPID int) error {
	if kept, err := tempfolder.Keep(folder); err == nil {
		defer kept.Close()
	}
	Sweep()
	// Jupyter gives the kernels it starts its process id.
	if jupyter, err := strconv.Atoi(os.Getenv("JPY_PARENT_PID")); err == nil && jupyter > 1 {
		go func() {
			for began := tempfolder.StartTime(jupyter); began != "" && tempfolder.StartTime(jupyter) == began; {
				time.Sleep(2 * time.Second)
			}
			syscall.Kill(kernelPID, syscall.SIGKILL)
		}()
	}
	waitForParent(kernelPID)
	err := cleanUp(folder)
	Sweep() // of a Jupyter that was killed too
	return err
}

// Sweep clears up after kernels and servers that are gone and that nobody has
// cleared up after: whoever does was killed too. The launcher calls it at its
// start, and each kernel's guard.
func Sweep() {
	gone := tempfolder.Abandoned()
	if len(gone) == 0 {
		return
	}
	guards := guarded(gone)
	cleanUp(slices.DeleteFunc(gone, func(folder string) bool { return guards[folder] })...)
}

// cleanUp ends the processes that belong to the folders and removes those. A
// process may start another one while it is being ended, and one that is just
// being started shows no environment yet: it asks until none is left twice
// running. A folder that cannot be removed although nobody is at work in it is
// given up.
func cleanUp(folders ...string) error {
	var err error
	quiet := 0
	for try := range 100 {
		pids := processesOf(folders)
		for _, pid := range pids {
			syscall.Kill(pid, syscall.SIGKILL)
		}
		err = nil
		for _, folder := range folders {
			err = errors.Join(err, tempfolder.Remove(folder))
		}
		quiet++
		if len(pids) > 0 || err != nil && try < 5 {
			quiet = 0
		}
		if quiet == 2 {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return errors.Join(err, fmt.Errorf("could not clear %s", strings.Join(folders, ", ")))
}

// waitForParent returns when this process's parent is no longer pid.
func waitForParent(pid int) {
	if err := waitForExit(pid); err == nil {
		return
	}
	for os.Getppid() == pid {
		time.Sleep(200 * time.Millisecond)
	}
}
