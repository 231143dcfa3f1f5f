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
	"testing"
	"time"
)

// testVariable names the variable that asks for the tests which change the machine
// while they run.
const testVariable = "GOLESSONS_TEST_CLASS"

var installed = sync.OnceValues(func() (string, error) {
	var said strings.Builder
	course, err := Install(context.Background(), "..", &said)
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, said.String())
	}
	return course, err
})

// install installs the course once for all tests, or skips the test. (It takes five
// minutes: everything is downloaded and compiled, as on a teacher's machine.)
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

// A class of five on a hub without Docker has a lesson; then come attempts to get
// in, and faults. (It takes minutes: servers and the hub start many times, and the
// hub notices a dead server after ten seconds.)
func TestClass(t *testing.T) {
	course := install(t)
	k := classOf(t, course, "golclass")
	if err := k.StartHub(); err != nil {
		t.Fatal(err)
	}
	inTurn(t, k, slices.Concat([]step{{"lesson", lesson}, {"log-in", refusals}, {"teacher", teacher}, {"strangers", strangers}, {"others' files", files},
		{"left out", leftOut}, {"too often", tooOften}, {"collected", collected}}, faults, []step{{"forgotten", forgottenUser}})...)
}

// A step is a part of a class's test; steps build on those before them.
type step struct {
	name string
	run  func(c *class)
}

// inTurn runs the steps one after the other. It stops if the step "lesson" fails,
// because the others need it.
func inTurn(t *testing.T, k *Class, steps ...step) {
	for _, step := range steps {
		if !t.Run(step.name, func(t *testing.T) { step.run(&class{k, t}) }) && step.name == "lesson" {
			return
		}
	}
}

// classOf returns a class of five, which ends with the test.
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

// ask calls [Class.Ask]; a browser's failure fails the test.
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

// works checks that a learner can run a cell, and returns how long it took.
func (c *class) works(learner string) time.Duration {
	c.Helper()
	n := time.Now().Nanosecond()
	a := c.ask(learner, "execute", "code", fmt.Sprintf(mlxCell, n))
	if a.Status != "ok" || !strings.Contains(a.Text, "tensor") {
		c.Errorf("%s: a cell: %s: %s", learner, a.Status, a.Text)
	}
	return time.Duration(a.Seconds * float64(time.Second))
}

// begin starts a learner's server and opens lesson 02.
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

// lesson has all five log in, open lesson 02 and run its first cells, at the same time.
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

// strangers tries requests with no token, a forged one, and another learner's.
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
	// Try with another learner's browser, which is logged in.
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
	// Try the proxy's own port.
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

// files tries to read and write what belongs to another learner or to the class.
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
	// Root owns everything that learners run.
	stray, err := exec.Command("find", c.Course+"/", "(", "!", "-user", "root", "-o", "-perm", "/022", "!", "-type", "l", ")").CombinedOutput()
	if err != nil || len(stray) > 0 {
		c.Errorf("others may write: %v\n%.2000s", err, stray)
	}
	// Kernels talk over sockets in their learner's folder, not over TCP.
	if out := c.sh(two, "ls -l $JUPYTER_RUNTIME_DIR | grep -c ^s"); strings.TrimSpace(out) == "0" {
		c.Errorf("the kernel of %s has no sockets: %s", two, out)
	}
	if out := c.sh(one, "touch ~/own && grep NoNewPrivs /proc/self/status && stat -c %a ~"); !strings.Contains(out, "1") || !strings.Contains(out, "700") {
		c.Errorf("new privileges and the home folder: %s", out)
	}
}
