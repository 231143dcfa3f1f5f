package exec

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/kernel/explain"
	"golessons/internal/kernel/relay"
	"golessons/internal/lite/kernel/page"
	"golessons/internal/lite/kernel/page/pagetest"
	"golessons/internal/words"
)

// A program that a browser does not have is refused in the words of the cell.
func TestNotHere(t *testing.T) {
	pagetest.New(t)
	script := filepath.Join(t.TempDir(), "script")
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"/bin/bash", "-c", "ls -l\nmore"}, "!ls -l"},
		{[]string{"bash"}, "%%bash"},
		{[]string{"sh"}, "%%sh"},
		{[]string{"python3", "-q"}, "%%script python3"},
		{[]string{script}, "%%script " + script},
		{[]string{"/missing"}, "%%script /missing"},
	} {
		cmd := Command(tt.args[0], tt.args[1:]...)
		err := cmd.Start()
		r, ok := err.(*explain.Report)
		if !ok || !strings.Contains(r.Verdict, "`"+tt.want+"`") {
			t.Errorf("%q: %v, want a sentence on %q", tt.args, err, tt.want)
		}
	}
	if _, err := Command("git", "status").CombinedOutput(); err == nil {
		t.Error("git has run")
	}
}

func TestLookPath(t *testing.T) {
	for _, name := range []string{"go", "goimports", "gopls"} {
		if _, err := LookPath(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := LookPath("git"); err == nil {
		t.Error("there is a git")
	}
}

// program makes a file that looks like a program.
func program(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(name, []byte("\x00asm\x01"), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// What a program prints is read to its end, and its end is told in the words of
// os/exec, or in those that explain knows.
func TestStart(t *testing.T) {
	w := pagetest.New(t)
	for _, tt := range []struct {
		code   int
		reason string
		want   string
	}{
		{0, "", ""},
		{2, "", "exit status 2"},
		{2, page.Killed, "signal: interrupt"},
		{2, page.NoMemory, "browser: memory"},
		{2, page.TooDeep, "browser: stack"},
		{2, page.Reads, "browser: stdin"},
	} {
		w.Program = func(argv []string, on page.Events) {
			on.Stdout([]byte("args " + strings.Join(argv[1:], " ")))
			on.Stderr([]byte("on stderr"))
			on.Stdout([]byte(" more"))
			on.Exit(tt.code, tt.reason)
		}
		cmd := Command(program(t), "a", "b")
		stdout, _ := cmd.StdoutPipe()
		stderr, _ := cmd.StderrPipe()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		out, _ := io.ReadAll(stdout)
		said, _ := io.ReadAll(stderr)
		if string(out) != "args a b more" || string(said) != "on stderr" {
			t.Errorf("the program printed %q, and %q", out, said)
		}
		got := ""
		if err := cmd.Wait(); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%d %q: Wait = %q, want %q", tt.code, tt.reason, got, tt.want)
		}
	}
}

// A relay, which GoNB copies a program's output with, passes on what is unread
// when it is asked to.
func TestRelay(t *testing.T) {
	p := newPipe()
	var all relay.Relay
	var out strings.Builder
	done := make(chan error)
	go func() { done <- all.Copy(&out, p) }()
	for range 100 {
		p.add([]byte("line\n"))
	}
	p.end()
	if err := <-done; err != nil || strings.Count(out.String(), "line\n") != 100 {
		t.Errorf("%d lines, %v", strings.Count(out.String(), "line\n"), err)
	}
	p.Close()
	p.add([]byte("too late"))
	if p.Unread() != 0 {
		t.Error("a closed pipe keeps what comes")
	}
}

func TestKill(t *testing.T) {
	w := pagetest.New(t)
	w.Program = func([]string, page.Events) {}
	w.OnKill = func(on page.Events) { on.Exit(2, page.Killed) }
	cmd := Command(program(t))
	stdout, _ := cmd.StdoutPipe()
	cmd.StderrPipe()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	cmd.Process.Signal(os.Interrupt)
	if out, err := io.ReadAll(stdout); err != nil || len(out) != 0 {
		t.Errorf("read %q, %v", out, err)
	}
	if err := cmd.Wait(); err == nil || err.Error() != "signal: interrupt" {
		t.Errorf("Wait = %v", err)
	}
}

// An end for which the browser is the reason is a sentence in each language.
func TestReasons(t *testing.T) {
	for _, tag := range words.Tags() {
		for _, reason := range []string{page.NoMemory, page.TooDeep, page.Reads, "Error: the engine says why"} {
			r, _ := explain.Ended(tag, &explain.Program{}, "", exitError(2, reason).Error(), false)
			plain, _ := explain.Ended(tag, &explain.Program{}, "", "exit status 2", false)
			if r.Verdict == plain.Verdict || r.Value == plain.Value {
				t.Errorf("%s, %s: %q says no more than that of any program", tag, reason, r.Verdict)
			}
		}
	}
}
