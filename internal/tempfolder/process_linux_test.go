package tempfolder

import (
	"bufio"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"testing"
	"time"
)

func init() {
	if os.Getenv("GOLESSONS_TEST_FIRST_THREAD_ENDS") == "" {
		return
	}
	// Here we are on the process's first thread; the others go on without it.
	runtime.LockOSThread()
	go func() {
		time.Sleep(100 * time.Millisecond)
		os.Stdout.WriteString("ended\n")
		time.Sleep(time.Hour)
	}()
	syscall.RawSyscall(syscall.SYS_EXIT, 0, 0, 0)
}

// A process whose first thread has ended is shown as one that waits to be
// collected, while its other threads hold its files still.
func TestStartTimeWithoutFirstThread(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GOLESSONS_TEST_FIRST_THREAD_ENDS=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ended\n" {
		t.Fatalf("%q, %v", line, err)
	}
	if StartTime(cmd.Process.Pid) == "" {
		t.Error("the process is taken to have ended")
	}
	cmd.Process.Kill()
	deadline := time.Now().Add(10 * time.Second)
	for StartTime(cmd.Process.Pid) != "" { // before it is collected
		if time.Now().After(deadline) {
			t.Fatal("10 s after it was killed it has not ended")
		}
		time.Sleep(time.Millisecond)
	}
}
