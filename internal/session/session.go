// Package session talks to a live kernel as a notebook's front end does: it runs
// single cells, interrupts them, asks for completion and help, and kills the
// kernel. The kernel's tests and measurements use it. To run a whole notebook,
// use package notebook's Executor.
//
//	Session ─ JSON, a line each way ─ session.py (jupyter_client) ─ sockets ─ kernel
package session

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"syscall"
	"time"
)

//go:embed session.py
var script string

// A Session is one kernel, driven through jupyter_client.
type Session struct {
	PID     int           // of the kernel's process
	Started time.Duration // from the start until it answered

	cmd *exec.Cmd
	in  *json.Encoder
	w   io.Closer
	out *bufio.Reader
}

// An Answer is the kernel's answer, with the time that it took.
type Answer struct {
	Status         string   // of a cell: ok, error or timeout
	Text           string   // what a cell or a help request showed, as text
	HTML           string   // what a cell showed, as HTML
	Matches        []string // of a completion
	Kinds          []string // and what each is, such as function
	Size           int      // of everything that a cell displayed, in bytes
	Took           time.Duration
	AfterInterrupt time.Duration // from an interrupt to the cell's end
}

// A wire is an answer as session.py writes it.
type wire struct {
	Error          string
	PID            int
	Status, Text   string
	HTML           string
	Matches        []string
	Kinds          []string
	Seconds        float64
	Size           int
	AfterInterrupt float64 `json:"after_interrupt"`
}

// Start starts the kernel that is registered under the name, in the folder dir.
// Python is an interpreter that has jupyter_client, env its environment, which
// the kernel inherits.
func Start(python string, env []string, kernel, dir string) (*Session, error) {
	s := &Session{cmd: exec.Command(python, "-c", script, kernel)}
	s.cmd.Env, s.cmd.Dir = env, dir
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	in, err := s.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.in, s.w, s.out = json.NewEncoder(in), in, bufio.NewReader(out)
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	a, err := s.ask(map[string]any{"call": "start"})
	if err != nil {
		s.end()
		return nil, fmt.Errorf("kernel %s: %w", kernel, err)
	}
	s.PID, s.Started = a.PID, seconds(a.Seconds)
	return s, nil
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// ask sends a question to session.py and returns its answer.
func (s *Session) ask(question map[string]any) (*wire, error) {
	if err := s.in.Encode(question); err != nil {
		return nil, err
	}
	line, err := s.out.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("the driver ended: %w", err)
	}
	var a wire
	if err := json.Unmarshal(line, &a); err != nil {
		return nil, err
	}
	if a.Error != "" {
		return nil, errors.New(a.Error)
	}
	return &a, nil
}

// call asks a question whose answer goes to the caller.
func (s *Session) call(question map[string]any) (*Answer, error) {
	a, err := s.ask(question)
	if err != nil {
		return nil, err
	}
	return &Answer{a.Status, a.Text, a.HTML, a.Matches, a.Kinds, a.Size, seconds(a.Seconds), seconds(a.AfterInterrupt)}, nil
}

// limit is how long an answer may take, in seconds.
const limit = 120

// Execute runs a cell.
func (s *Session) Execute(code string) (*Answer, error) {
	return s.call(map[string]any{"call": "execute", "code": code, "timeout": limit})
}

// ExecuteInterrupted runs a cell and interrupts it once it has printed something.
func (s *Session) ExecuteInterrupted(code string) (*Answer, error) {
	return s.call(map[string]any{"call": "execute", "code": code, "timeout": limit, "interrupt": true})
}

// Complete asks for completions at the end of code.
func (s *Session) Complete(code string) (*Answer, error) {
	return s.call(map[string]any{"call": "complete", "code": code, "timeout": limit})
}

// Inspect asks for help (Shift+Tab) at a position in code, in characters.
func (s *Session) Inspect(code string, cursor int) (*Answer, error) {
	return s.call(map[string]any{"call": "inspect", "code": code, "cursor": cursor, "timeout": limit})
}

// Kill kills the kernel, as a forced restart does.
func (s *Session) Kill() error {
	_, err := s.ask(map[string]any{"call": "kill"})
	s.end()
	return err
}

// KillJupyter kills the process that has started the kernel, and not the kernel.
func (s *Session) KillJupyter() error {
	err := s.cmd.Process.Kill()
	s.end()
	return err
}

// Shutdown ends the kernel in the orderly way.
func (s *Session) Shutdown() error {
	_, err := s.ask(map[string]any{"call": "shutdown"})
	s.end()
	return err
}

func (s *Session) end() {
	s.w.Close()
	s.cmd.Wait()
}
