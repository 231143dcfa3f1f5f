//go:build unix

package classroom

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// testVariable asks for the tests that change the machine while they run.
const testVariable = "GOLESSONS_TEST_CLASS"

var installed = sync.OnceValues(func() (string, error) {
	var said strings.Builder
	course, err := Install(context.Background(), "..", &said)
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, said.String())
	}
	return course, err
})

// install installs the course for the tests, or skips the test.
func install(t *testing.T) string {
	t.Helper()
	if testing.Short() || os.Getenv(testVariable) == "" {
		t.Skip("installs the course for all users of this machine and makes learners on it, which takes minutes: set " + testVariable + "=1")
	}
	if why := Missing(); why != "" {
		t.Skip(why)
	}
	began := time.Now()
	course, err := installed()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("installed after %.0f s", time.Since(began).Seconds())
	return course
}

// A class of five on a hub without Docker: a lesson, and then what goes wrong
// and what learners might try.
func TestClass(t *testing.T) {
	course := install(t)
	k := classOf(t, course, "golclass")
	if err := k.StartHub(); err != nil {
		t.Fatal(err)
	}
	inTurn(t, k, slices.Concat([]step{{"lesson", lesson}, {"log-in", refusals}, {"teacher", teacher}, {"strangers", strangers}, {"others' files", files},
		{"left out", leftOut}, {"too often", tooOften}, {"collected", collected}}, faults, []step{{"forgotten", forgottenUser}})...)
}

// A step is something that happens in a class.
type step struct {
	name string
	run  func(c *class)
}

// faults are what may happen in any class.
var faults = []step{
	{"memory", memory},
	{"disk", disk},
	{"forks", forks},
	{"kernel killed", kernelKilled},
	{"server killed", serverKilled},
	{"hub killed", hubKilled},
}

// inTurn takes the steps one after the other; without a lesson there is no class.
func inTurn(t *testing.T, k *Class, steps ...step) {
	for _, step := range steps {
		if !t.Run(step.name, func(t *testing.T) { step.run(&class{k, t}) }) && step.name == "lesson" {
			return
		}
	}
}

// classOf makes a class of five, which ends with the test.
func classOf(t *testing.T, course, prefix string) *Class {
	t.Helper()
	k, err := New(course, prefix, 5, "memory = 1500M\nprocesses = 300\nfile = 64M")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			log, _ := os.ReadFile(k.Log)
			t.Logf("the hub said, at last:\n%s", log[max(0, len(log)-6000):])
		}
		if err := k.Close(); err != nil {
			t.Error(err)
		}
	})
	return k
}

type class struct {
	*Class
	*testing.T
}

// ask is Ask; a browser that fails fails the test.
func (c *class) ask(learner, call string, arguments ...any) *Answer {
	c.Helper()
	a, err := c.Ask(learner, call, arguments...)
	if err != nil {
		c.Fatal(err)
	}
	return a
}

// sh runs a command in a learner's notebook.
func (c *class) sh(learner, command string) string {
	c.Helper()
	return c.ask(learner, "execute", "code", "!"+command).Text
}

const mlxCell = "import \"golessons/mlx\"\n%%%%\nfmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-1, %d)))"

// works holds that a learner can run a cell, and returns how long it took.
func (c *class) works(learner string) time.Duration {
	c.Helper()
	n := time.Now().Nanosecond()
	a := c.ask(learner, "execute", "code", fmt.Sprintf(mlxCell, n))
	if a.Status != "ok" || !strings.Contains(a.Text, "tensor") {
		c.Errorf("%s: a cell: %s: %s", learner, a.Status, a.Text)
	}
	return time.Duration(a.Seconds * float64(time.Second))
}

func (c *class) begin(learner string) {
	c.Helper()
	if _, err := c.Do(learner, "spawn"); err != nil {
		c.Fatal(err)
	}
	if _, err := c.Do(learner, "open", "notebook", lesson02); err != nil {
		c.Fatal(err)
	}
}

const lesson02 = "en/02_relu.ipynb"

// lesson has all five log in, open lesson 02 and run it, at the same time.
func lesson(c *class) {
	cells, err := CodeCells("../lessons/" + lesson02)
	if err != nil {
		c.Fatal(err)
	}
	var all sync.WaitGroup
	for _, name := range c.Names {
		all.Go(func() {
			var times []string
			do := func(call string, arguments ...any) bool {
				a, err := c.Do(name, call, arguments...)
				if err != nil {
					c.Error(err)
					return false
				}
				times = append(times, fmt.Sprintf("%s %.1f s", call, a.Seconds))
				return true
			}
			if !do("login", "password", Password(name)) || !do("spawn") || !do("open", "notebook", lesson02) {
				return
			}
			for _, cell := range cells[:8] {
				if !do("execute", "code", cell) {
					return
				}
			}
			c.Logf("%s: %s, %d MB", name, strings.Join(times, ", "), c.Use(name).Memory>>20)
		})
	}
	all.Wait()
	a := c.ask(c.Names[0], "complete", "code", "import \"golessons/mlx\"\n%%\nmlx.ReL")
	if !strings.Contains(a.Text, "ReLU") {
		c.Errorf("completion: %q", a.Text)
	}
}

// strangers tries requests with no token, a forged one, and another's.
func strangers(c *class) {
	one, two := c.Names[0], c.Names[1]
	a := c.ask(one, "request", "method", "POST", "path", "/hub/api/users/"+one+"/tokens", "body", map[string]any{"note": "test"})
	var token struct{ Token string }
	if json.Unmarshal([]byte(a.Text), &token) != nil || token.Token == "" {
		c.Fatalf("no token of one's own: %d %s", a.Code, a.Text)
	}
	get := func(path, with string) int {
		return c.ask(one, "request", "method", "GET", "path", path, "token", with, "bare", true, "follow", false).Code
	}
	if code := get("/user/"+one+"/api/contents", token.Token); code != 200 {
		c.Errorf("the own server with the own token: %d", code)
	}
	for _, path := range []string{"/user/" + two + "/api/contents", "/user/" + two + "/api/kernels", "/hub/api/users", "/hub/api/users/" + two, "/hub/api/proxy"} {
		for what, with := range map[string]string{"no token": "", "a forged token": strings.Repeat("0f", 16), "another's token": token.Token} {
			if code := get(path, with); code < 300 || code >= 500 {
				c.Errorf("%s with %s: %d", path, what, code)
			}
		}
	}
	// The logged-in browser of another.
	for _, path := range []string{"/user/" + two + "/api/contents", "/user/" + two + "/lab", "/hub/admin", "/hub/api/users/" + two} {
		if a := c.ask(one, "request", "method", "GET", "path", path); a.Code != 403 && a.Code != 404 {
			c.Errorf("%s in the browser of %s: %d", path, one, a.Code)
		}
	}
	for method, path := range map[string]string{"POST": "/hub/api/users/" + two + "/server", "DELETE": "/hub/api/users/" + two + "/server"} {
		if a := c.ask(one, "request", "method", method, "path", path); a.Code != 403 && a.Code != 404 {
			c.Errorf("%s %s by %s: %d %s", method, path, one, a.Code, a.Text)
		}
	}
	// What listens on this machine: the proxy's and the hub's own ports.
	ini, _ := os.ReadFile(c.ini)
	for line := range strings.Lines(string(ini)) {
		var port int
		if n, _ := fmt.Sscanf(line, "proxy_port = %d", &port); n == 1 {
			if code := get(fmt.Sprintf("http://127.0.0.1:%d/api/routes", port), token.Token); code != 403 {
				c.Errorf("the proxy's routes: %d", code)
			}
		}
	}
	c.works(two)
}

// files tries to read and write what is another's or the class's.
func files(c *class) {
	one, two := c.Names[0], c.Names[1]
	pid := 0
	for _, p := range c.Processes(two) {
		pid = max(pid, p)
	}
	try := []string{
		"cat /home/" + two + "/golessons-notebooks/.golessons.json",
		"ls /home/" + two,
		"ls /run/golessons/" + two,
		"ls /run/golessons",
		"cat " + c.ini,
		"ls " + c.Folder + "/hub",
		"cat " + c.Folder + "/hub/jupyterhub.sqlite",
		"cat " + c.Log,
		fmt.Sprintf("cat /proc/%d/environ", pid),
		fmt.Sprintf("cat /proc/%d/cmdline", pid),
		fmt.Sprintf("kill -0 %d", pid),
		"kill -0 " + fmt.Sprint(c.hub.Process.Pid),
	}
	for _, place := range []string{"src/lessons/en", "src/mlx", "src/classroom", "cache/00", "cache", "go", "go/pkg/mod/cache", "state", "state/bin", "state/gopls", "state/venv/bin", "state/module", "bin", ""} {
		try = append(try, "touch "+filepath.Join(c.Course, place, "x"))
	}
	for _, file := range []string{"state/bin/gonb", "state/bin/golessons-kernel", "src/lessons/en/02_relu.ipynb", "state/venv/share/jupyter/kernels/golessons/kernel.json"} {
		try = append(try, "sh -c ': >>"+filepath.Join(c.Course, file)+"'")
	}
	var script strings.Builder
	for i, command := range try {
		fmt.Fprintf(&script, "%s >/dev/null 2>&1 && echo REACHED %d; ", command, i)
	}
	out := c.sh(one, script.String()+"echo all tried")
	if !strings.Contains(out, "all tried") {
		c.Fatalf("the attempts did not run: %s", out)
	}
	for i, command := range try {
		if strings.Contains(out, fmt.Sprintf("REACHED %d\n", i)) {
			c.Errorf("%s can: %s", one, command)
		}
	}
	// Everything that a learner's packages come from is root's.
	stray, err := exec.Command("find", c.Course+"/", "(", "!", "-user", "root", "-o", "-perm", "/022", "!", "-type", "l", ")").CombinedOutput()
	if err != nil || len(stray) > 0 {
		c.Errorf("others may write: %v\n%.2000s", err, stray)
	}
	// Kernels talk over sockets that are their learner's alone, and no TCP port.
	if out := c.sh(two, "ls -l $JUPYTER_RUNTIME_DIR | grep -c ^s"); strings.TrimSpace(out) == "0" {
		c.Errorf("the kernel of %s has no sockets: %s", two, out)
	}
	if out := c.sh(one, "touch ~/own && grep NoNewPrivs /proc/self/status && stat -c %a ~"); !strings.Contains(out, "1") || !strings.Contains(out, "700") {
		c.Errorf("new privileges and the home folder: %s", out)
	}
}

// meanwhile has one learner do something and holds that another works.
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

// memory has one learner ask for more than they may.
func memory(c *class) {
	one, two := c.Names[0], c.Names[1]
	a := c.meanwhile(one, two, "%%\nvar kept [][]byte\nfor len(kept) < 100 {\n\tb := make([]byte, 32<<20)\n\tfor i := 0; i < len(b); i += 4096 {\n\t\tb[i] = 1\n\t}\n\tkept = append(kept, b)\n}\nfmt.Println(\"not limited\")")
	if a.Status == "ok" || strings.Contains(a.Text, "not limited") {
		c.Errorf("3 GB: %s %s", a.Status, a.Text)
	}
	c.works(one)
}

// disk has one learner write without end: into one file, and into the
// temporary folder.
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

// forks has one learner start more processes than they may, and then start
// their server anew, which is the way out.
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

// loop writes a file and then runs until it is killed.
const loop = "!echo written >~/golessons-notebooks/kept; echo started; sleep 60"

func (c *class) kept(learner string) {
	c.Helper()
	if out := c.sh(learner, "cat ~/golessons-notebooks/kept ~/golessons-notebooks/en/02_relu.ipynb | grep -c 'written\\|cells'"); strings.TrimSpace(out) < "2" {
		c.Errorf("the files of %s: %s", learner, out)
	}
}

// running starts a cell that does not end by itself, and kills what the
// function says while it runs.
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

// killNamed kills a learner's processes whose command line has the word.
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
	// Jupyter starts it anew, and the page is connected again.
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
	// The learner opens the page again; the hub has to notice first.
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
	// Its proxy is a new one: the page connects again, the kernel is the same.
	if _, err := c.Ask(one, "connect"); err != nil {
		c.Fatal(err)
	}
	c.works(one)
	c.kept(one)
	if a := c.ask(one, "request", "method", "GET", "path", "/user/"+one+"/api/contents/en"); a.Code != 200 {
		c.Errorf("the server after the hub was started anew: %d", a.Code)
	}
	// And a learner who was not there may come.
	c.ask(c.Names[0], "stop")
	c.begin(c.Names[0])
	c.works(c.Names[0])
}
