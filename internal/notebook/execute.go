package notebook

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golessons/internal/tempfolder"
	"golessons/internal/words"
)

//go:embed execute.py
var executeScript string

// An Executor runs notebooks through a Jupyter kernel, with nbclient.
type Executor struct {
	Python string   // an interpreter that has nbclient
	Env    []string // its environment, in which Jupyter finds the kernel
	Kernel string   // the kernelspec's name
	Limit  time.Duration
	// Ran, if set, is called after each cell with its number, from 0, and time.
	Ran func(cell int, took time.Duration)
}

// A CellError is a cell that failed.
type CellError struct {
	Cell   int // from 0
	Reason string
}

func (e *CellError) Error() string { return words.Sprintf("cell %d failed: %s", e.Cell+1, e.Reason) }

// Execute runs nb's cells in order, in the folder dir, and returns the notebook
// with the outputs that they gave. If a cell fails, it stops there; the error is
// then a *CellError, and the notebook is returned too.
func (x *Executor) Execute(ctx context.Context, nb *Notebook, dir string) (*Notebook, error) {
	in, err := nb.Bytes()
	if err != nil {
		return nil, err
	}
	// The kernel gets unix sockets, in a folder of its own. With TCP, two kernels
	// that start at once may be told the same free port, and then one of them
	// ends; besides, every user of the machine could connect.
	sockets, err := tempfolder.New("kernel-ipc-12")
	if err != nil {
		return nil, err
	}
	defer tempfolder.Remove(sockets)
	cmd := exec.Command(x.Python, "-c", executeScript, x.Kernel, dir, strconv.Itoa(int(x.Limit.Seconds())), sockets)
	cmd.Env, cmd.Dir = x.Env, dir
	cmd.Stdin = bytes.NewReader(in)
	// Ctrl-C must not reach nbclient. It is interrupted below, and then shuts its
	// kernel down.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var out bytes.Buffer
	cmd.Stdout = &out
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { cmd.Process.Signal(syscall.SIGINT) })
	defer stop()
	said := x.follow(stderr)
	err = cmd.Wait()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		if said.line != "" {
			err = errors.New(said.line)
		}
		return nil, fmt.Errorf("nbclient: %w", err)
	}
	done, err := Parse(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("nbclient: %w", err)
	}
	if said.failed != "" {
		return done, &CellError{said.cell, said.failed}
	}
	for i, c := range done.Cells {
		if e := c.Failed(); e != nil && !c.HasTag("raises-exception") {
			return done, &CellError{i, reason(c, e)}
		}
	}
	return done, nil
}

// cellLog holds what execute.py has written to its standard error.
type cellLog struct {
	cell   int    // the last one that was started
	failed string // why it could not go on, if it could not
	line   string // the last line that is not of execute.py's own form
}

// follow reads what execute.py writes until it ends, and calls x.Ran.
func (x *Executor) follow(stderr io.Reader) (said cellLog) {
	for lines, more := bufio.NewReader(stderr), true; more; {
		line, err := lines.ReadString('\n')
		more = err == nil
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		var m struct {
			Cell    *int
			Seconds *float64
			Failed  string
		}
		if json.Unmarshal([]byte(line), &m) != nil {
			said.line = line
			continue
		}
		if m.Cell != nil {
			said.cell = *m.Cell
		}
		if m.Seconds != nil && x.Ran != nil {
			x.Ran(said.cell, time.Duration(*m.Seconds*float64(time.Second)))
		}
		if m.Failed != "" {
			said.failed = m.Failed
		}
	}
	return said
}

var ansi = regexp.MustCompile("\x1b\\[[0-9;]*[A-Za-z]")

// reason returns one line that says why a cell failed, with the line of the cell
// if the kernel knows it.
func reason(c *Cell, e *Output) string {
	// A program that ends itself prints the reason before.
	if e.EName == "ExitError" {
		lines := strings.Split(strings.TrimSpace(ansi.ReplaceAllString(c.Printed(), "")), "\n")
		if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
			return last + " (" + e.EValue + ")"
		}
	}
	if e.EValue == "" {
		return e.EName
	}
	return e.EValue
}
