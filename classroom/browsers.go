//go:build unix

package classroom

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// An Answer is the reply of a learner's browser.
type Answer struct {
	ID      int
	Error   string
	Code    int    // the status of a request
	Status  string // ok or error, of a cell
	Text    string
	URL     string
	Seconds float64
}

// Do is like [Class.Ask], for calls that have to succeed.
func (c *Class) Do(learner, call string, arguments ...any) (*Answer, error) {
	a, err := c.Ask(learner, call, arguments...)
	if err != nil {
		return nil, err
	}
	code, ok := map[string]int{"login": http.StatusFound, "spawn": http.StatusOK, "open": http.StatusCreated}[call]
	if ok && a.Code != code || a.Status != "" && a.Status != "ok" {
		return nil, fmt.Errorf("%s: %s: %d %s %.2000s", learner, call, a.Code, a.Status, a.Text)
	}
	return a, nil
}

// Ask has a learner's browser do something: login, spawn, open, execute or another
// method of Browser in browsers.py. Arguments are names and values in turn.
func (c *Class) Ask(learner, call string, arguments ...any) (*Answer, error) {
	c.mu.Lock()
	if c.client == nil {
		if err := c.startClient(); err != nil {
			c.mu.Unlock()
			return nil, err
		}
	}
	c.last++
	id, answer := c.last, make(chan *Answer, 1)
	c.awaiting[id] = answer
	question := map[string]any{"id": id, "learner": learner, "call": call}
	for i := 0; i < len(arguments); i += 2 {
		question[arguments[i].(string)] = arguments[i+1]
	}
	err := json.NewEncoder(c.in).Encode(question)
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	select {
	case a, ok := <-answer:
		if !ok {
			return nil, errors.New("the browsers ended")
		}
		if a.Error != "" {
			return a, fmt.Errorf("%s: %s: %s", learner, call, a.Error)
		}
		return a, nil
	case <-time.After(5 * time.Minute):
		return nil, fmt.Errorf("%s: %s: no answer", learner, call)
	}
}

func (c *Class) startClient() error {
	cmd := exec.Command(python(c.Course), filepath.Join(c.Course, "src", "classroom", "browsers.py"), c.url)
	if c.subdomains {
		cmd.Args = append(cmd.Args, "subdomains")
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), c.env...)
	// A Ctrl-C does not reach it; Close ends it.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	c.client, c.in = cmd, in
	go func() {
		lines := bufio.NewReader(out)
		for {
			line, err := lines.ReadBytes('\n')
			if err != nil {
				break
			}
			var a Answer
			if json.Unmarshal(line, &a) != nil {
				continue
			}
			c.mu.Lock()
			if waiting := c.awaiting[a.ID]; waiting != nil {
				waiting <- &a
				delete(c.awaiting, a.ID)
			}
			c.mu.Unlock()
		}
		c.mu.Lock()
		for id, waiting := range c.awaiting {
			close(waiting)
			delete(c.awaiting, id)
		}
		c.mu.Unlock()
	}()
	return nil
}
