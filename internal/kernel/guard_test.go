package kernel

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golessons/internal/tempfolder"
)

// folder makes a folder that looks like a kernel's, in the temporary folder.
func folder(t *testing.T, name, owner string) string {
	t.Helper()
	dir := filepath.Join(os.TempDir(), "golessons-"+name)
	if err := os.MkdirAll(filepath.Join(dir, "gonb_1"), 0o700); err != nil {
		t.Fatal(err)
	}
	if owner != "" {
		if err := os.WriteFile(filepath.Join(dir, "owner"), []byte(owner), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// gone returns the content of the file "owner" for a process that has ended.
func gone(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("true")
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(cmd.Process.Pid, " 123")
}

func there(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Sweep removes the processes and the folder of a killed kernel whose guard was
// killed too, and leaves the folders of living and of unknown processes.
func TestSweep(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	alive, err := tempfolder.New(longestSocket) // this process's
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(alive) })
	dead := folder(t, "dead", gone(t))
	reused := folder(t, "reused", fmt.Sprint(os.Getpid(), " 1")) // its process id is another process's now
	damaged := folder(t, "damaged", "x")
	foreign := folder(t, "foreign", "")
	// The learner has downloaded modules to the temporary folder, which Go
	// makes read-only.
	if err := os.Chmod(filepath.Join(dead, "gonb_1"), 0o500); err != nil {
		t.Fatal(err)
	}

	// A process that the dead kernel has left.
	orphan := exec.Command("sleep", "60")
	orphan.Env = append(os.Environ(), FolderVariable+"="+dead)
	if err := orphan.Start(); err != nil {
		t.Fatal(err)
	}
	Sweep()
	if err := orphan.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Errorf("the orphan ended with %v", err)
	}
	for dir, want := range map[string]bool{alive: true, dead: false, reused: false, damaged: true, foreign: true} {
		if there(dir) != want {
			t.Errorf("%s is there: %v, want %v", filepath.Base(dir), there(dir), want)
		}
	}
}

// Sweep leaves a folder to its guard if that is alive.
func TestSweepLeavesGuardedFolders(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	dead := folder(t, "dead", gone(t))
	guard := exec.Command("sh", "-c", "sleep 60; exit", "-guard", dead)
	if err := guard.Start(); err != nil {
		t.Fatal(err)
	}
	defer guard.Wait()
	defer guard.Process.Kill()
	for range 100 { // until it has become sh
		if guarded([]string{dead})[dead] {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	Sweep()
	if !there(dead) {
		t.Error("Sweep removed a folder whose guard is alive")
	}
	guard.Process.Kill()
	guard.Wait()
	Sweep()
	if there(dead) {
		t.Error("Sweep left a folder whose guard has ended")
	}
}

// What another user owns is not ours, however much it looks like it: nothing of it
// is read, ended or removed, and thousands of such folders cost next to nothing.
// Making them takes most of this package's time; with -short there are few, and
// their cost is not checked.
func TestSweepLeavesOtherUsersAlone(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("makes files and processes of another user: needs root")
	}
	t.Setenv("TMPDIR", t.TempDir())
	if err := os.Chmod(os.TempDir(), 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	ended := gone(t)
	lookalikes := 5000
	if testing.Short() {
		lookalikes = 100
	}
	for i := range lookalikes {
		dir := filepath.Join(os.TempDir(), fmt.Sprint("golessons-", i))
		if err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "owner"), []byte(ended), 0o644),
			os.Lchown(dir, nobody, nobody)); err != nil {
			t.Fatal(err)
		}
	}
	dead := folder(t, "look-alike", ended)
	pipe := folder(t, "pipe", "")
	if err := syscall.Mkfifo(filepath.Join(pipe, "owner"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dead, filepath.Join(dead, "owner"), pipe, filepath.Join(pipe, "owner")} {
		if err := os.Lchown(path, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(os.TempDir(), "golessons-link")); err != nil {
		t.Fatal(err)
	}
	mine := folder(t, "mine", ended)

	// Start processes of theirs that claim to belong to our folder, and one that
	// claims to be its guard.
	child := func(args ...string) *exec.Cmd {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Env = append(os.Environ(), FolderVariable+"="+mine)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
		return cmd
	}
	claims := child("sleep", "60")
	child("sh", "-c", "sleep 60; exit", "-guard", mine)

	before := reads(t)
	Sweep()
	if n := reads(t) - before; n > 2000 && !testing.Short() {
		t.Errorf("it read %d times, want none for a look-alike", n)
	}
	for dir, want := range map[string]bool{dead: true, pipe: true, mine: false, filepath.Join(os.TempDir(), "golessons-link"): true} {
		if there(dir) != want {
			t.Errorf("%s is there: %v, want %v", filepath.Base(dir), there(dir), want)
		}
	}
	if err := claims.Process.Signal(syscall.Signal(0)); err != nil || tempfolder.StartTime(claims.Process.Pid) == "" {
		t.Error("another user's process was ended")
	}
}

const nobody = 65534

// reads returns how many read calls this process has made.
func reads(t *testing.T) int {
	t.Helper()
	data, err := os.ReadFile("/proc/self/io")
	if err != nil {
		t.Skip(err)
	}
	var n int
	for line := range strings.Lines(string(data)) {
		if _, err := fmt.Sscanf(line, "syscr: %d", &n); err == nil {
			return n
		}
	}
	t.Skip("no count of reads")
	return 0
}
