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
// If Jupyter itself is killed, nobody else ends the kernel: the guard does.
func Guard(folder string, kernelPID int) error {
	if kept, err := tempfolder.Keep(folder); err == nil {
		defer kept.Close()
	}
	Sweep()
	// Jupyter gives its process id to the kernels it starts.
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
	Sweep() // a Jupyter that was killed too has left a folder of its own
	return err
}

// Sweep clears up after kernels and servers that have ended and whose guards
// were killed with them. The launcher calls it when it starts, and so does each
// kernel's guard.
func Sweep() {
	gone := tempfolder.Abandoned()
	if len(gone) == 0 {
		return
	}
	guards := guarded(gone)
	cleanUp(slices.DeleteFunc(gone, func(folder string) bool { return guards[folder] })...)
}

// cleanUp ends the processes that belong to the folders, then removes the
// folders. A process may start another one while it is being ended, and one that
// has just been started shows no environment yet: cleanUp looks again until it
// finds none two times in a row. It gives up a folder that cannot be removed
// although no process works in it.
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
