package lessons

import (
	"bufio"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

var printedURL = regexp.MustCompile(`http://127\.0\.0\.1:\d+/\S+`)

// startJupyter runs `go run .` as a learner does, with the arguments, and returns the
// URL that it prints.
func startJupyter(t *testing.T, args ...string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "golessons")
	build := exec.Command("go", "build", "-o", bin, "golessons")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(bin, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	var said []string
	for lines.Scan() {
		said = append(said, lines.Text())
		if url := printedURL.FindString(lines.Text()); url != "" {
			go io.Copy(io.Discard, out)
			return url
		}
	}
	t.Fatalf("the launcher printed no URL:\n%s", strings.Join(said, "\n"))
	return ""
}
