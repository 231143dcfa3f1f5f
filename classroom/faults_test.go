//go:build unix

package classroom

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

// faults are the steps with faults, the same for every kind of hub.
var faults = []step{
	{"memory", memory},
	{"disk", disk},
	{"forks", forks},
	{"kernel killed", kernelKilled},
	{"server killed", serverKilled},
	{"hub killed", hubKilled},
}

// meanwhile has one learner run code, and checks that another's cells work.
func (c *class) meanwhile(learner, other string, code string) *Answer {
	c.Helper()
	done := make(chan *Answer, 1)
	go func() {
		a, err := c.Ask(learner, "execute", "code", code)
		if err != nil {
			a = &Answer{Status: "error", Text: err.Error()}
		}
		done <- a
	}()
	var longest time.Duration
	for {
		longest = max(longest, c.works(other))
		select {
		case a := <-done:
			c.Logf("another's cells took %.1f s at most", longest.Seconds())
			return a
		default:
		}
	}
}

// memory has one learner ask for more memory than the limit.
func memory(c *class) {
	one, two := c.Names[0], c.Names[1]
	a := c.meanwhile(one, two, "%%\nvar kept [][]byte\nfor len(kept) < 100 {\n\tb := make([]byte, 32<<20)\n\tfor i := 0; i < len(b); i += 4096 {\n\t\tb[i] = 1\n\t}\n\tkept = append(kept, b)\n}\nfmt.Println(\"not limited\")")
	if a.Status == "ok" || strings.Contains(a.Text, "not limited") {
		c.Errorf("3 GB: %s %s", a.Status, a.Text)
	}
	c.works(one)
}

// disk has one learner write too much, into one file and into the temporary folder.
func disk(c *class) {
	one, two := c.Names[0], c.Names[1]
	a := c.meanwhile(one, two, "!dd if=/dev/zero of=$HOME/big bs=1M count=200 2>&1; stat -c 'big %s' ~/big; for i in $(seq 12); do dd if=/dev/zero of=/tmp/big$i bs=1M count=60 2>&1 | grep -i 'no space'; done; rm -f /tmp/big* ~/big")
	if !strings.Contains(a.Text, fmt.Sprintf("big %d", 64<<20)) || !strings.Contains(a.Text, "No space left") {
		c.Errorf("a file and a temporary folder without end: %s", a.Text)
	}
	if _, err := os.Stat("/tmp/big1"); err == nil {
		c.Error("the learner wrote into everybody's temporary folder")
	}
	c.works(one)
}

// forks has one learner start more processes than the limit, and then restart the
// server, which is the way out.
func forks(c *class) {
	one, two := c.Names[0], c.Names[1]
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.Ask(one, "execute", "code", "!for i in $(seq 1000); do sleep 600 & done 2>/dev/null; wait", "timeout", 20)
	}()
	most := 0
	for range 20 {
		most = max(most, len(c.Processes(one)))
		time.Sleep(200 * time.Millisecond)
	}
	c.works(two)
	c.Logf("%d processes at most", most)
	if most < 100 || most > 300 {
		c.Errorf("%d processes, with a limit of 300 threads and processes", most)
	}
	c.ask(one, "stop")
	<-done
	left := 0
	for range 100 {
		if left = len(c.Processes(one)); left == 0 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if left > 0 {
		c.Errorf("%d processes are left after the server was stopped", left)
	}
	c.begin(one)
	c.works(one)
}

// loop writes a file, and then runs until something kills it.
const loop = "!echo written >~/golessons-notebooks/kept; echo started; sleep 60"

// kept checks that a learner's files are still there.
func (c *class) kept(learner string) {
	c.Helper()
	if out := c.sh(learner, "cat ~/golessons-notebooks/kept ~/golessons-notebooks/en/02_relu.ipynb | grep -c 'written\\|cells'"); strings.TrimSpace(out) < "2" {
		c.Errorf("the files of %s: %s", learner, out)
	}
}

// running starts a cell that does not end by itself, and calls kill while it runs.
func (c *class) running(learner string, kill func()) {
	c.Helper()
	done := make(chan error, 1)
	go func() {
		_, err := c.Ask(learner, "execute", "code", loop, "timeout", 20)
		done <- err
	}()
	time.Sleep(1500 * time.Millisecond)
	kill()
	if err := <-done; err == nil {
		c.Error("the cell ended as if nothing had happened")
	}
}

// killNamed kills a learner's processes with word in their command line.
func (c *class) killNamed(learner, word string) {
	c.Helper()
	killed := 0
	for _, pid := range c.Processes(learner) {
		line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		if strings.Contains(string(line), word) {
			syscall.Kill(pid, syscall.SIGKILL)
			killed++
		}
	}
	if killed == 0 {
		c.Errorf("%s has no %s", learner, word)
	}
}

func kernelKilled(c *class) {
	one := c.Names[2]
	c.running(one, func() { c.killNamed(one, "bin/gonb\x00") })
	// Jupyter restarts the kernel, and the page connects again.
	var err error
	for range 20 {
		time.Sleep(500 * time.Millisecond)
		if _, err = c.Ask(one, "connect"); err == nil {
			if _, err = c.Ask(one, "execute", "code", "!true", "timeout", 5); err == nil {
				break
			}
		}
	}
	if err != nil {
		c.Fatal(err)
	}
	c.works(one)
	c.kept(one)
}

func serverKilled(c *class) {
	one := c.Names[3]
	c.running(one, func() { c.killNamed(one, "jupyterhub-singleuser") })
	// The hub has to notice before the learner can open the page again.
	var a *Answer
	for range 60 {
		if a = c.ask(one, "request", "method", "GET", "path", "/hub/api/users/"+one); strings.Contains(a.Text, `"servers": {}`) {
			break
		}
		time.Sleep(time.Second)
	}
	c.begin(one)
	c.works(one)
	c.kept(one)
	if gone := c.Processes(one); len(gone) == 0 {
		c.Error("nothing runs")
	}
}

func hubKilled(c *class) {
	one := c.Names[4]
	// A cell goes on while the hub is gone, and its output arrives.
	done := make(chan *Answer, 1)
	go func() {
		a, _ := c.Ask(one, "execute", "code", "!echo written >~/golessons-notebooks/kept; sleep 4; echo arrived", "timeout", 30)
		done <- a
	}()
	time.Sleep(time.Second)
	c.KillHub()
	if a := <-done; a == nil || !strings.Contains(a.Text, "arrived") {
		c.Errorf("the cell that ran when the hub was killed: %+v", a)
	}
	c.works(one)
	if err := c.StartHub(); err != nil {
		c.Fatal(err)
	}
	// The hub's proxy is a new one: the page connects again, to the same kernel.
	if _, err := c.Ask(one, "connect"); err != nil {
		c.Fatal(err)
	}
	c.works(one)
	c.kept(one)
	if a := c.ask(one, "request", "method", "GET", "path", "/user/"+one+"/api/contents/en"); a.Code != 200 {
		c.Errorf("the server after the hub was started anew: %d", a.Code)
	}
	// A learner whose server is stopped can start it.
	c.ask(c.Names[0], "stop")
	c.begin(c.Names[0])
	c.works(c.Names[0])
}
