//go:build unix

package classroom

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"golessons/internal/notebook"
)

// A Class is a hub on this machine, without Docker, and the learners that are
// its browsers. It needs root: each learner is a Unix user.
type Class struct {
	Names   []string // of the learners, who are Unix users
	Teacher string   // whose name is a Unix user's too
	Course  string   // where the course is installed
	Folder  string   // the hub's own
	Log     string   // what the hub and the servers said

	// What learners.py calls the hub; another configuration than that without
	// Docker, what its hub's environment has beside ours, and how a learner's
	// processes are found.
	kind        string
	config      string
	env         []string
	processesOf func(learner string) []int

	url        string
	subdomains bool        // each learner has an address of their own
	http       http.Client // knows the hub's certificate, where it has one
	ini        string
	hub        *exec.Cmd
	ended      chan struct{}
	client     *exec.Cmd
	in         io.WriteCloser
	mu         sync.Mutex
	last       int
	awaiting   map[int]chan *Answer
}

// An Answer is what a learner's browser got.
type Answer struct {
	ID      int
	Error   string
	Code    int    // of a request
	Status  string // of a cell
	Text    string
	URL     string
	Seconds float64
}

// Missing says what a class needs that is not there, or "".
func Missing() string {
	if os.Getuid() != 0 {
		return "a class needs root, which makes a Unix user a learner"
	}
	for _, program := range []string{"useradd", "userdel", "runuser"} {
		if _, err := exec.LookPath(program); err != nil {
			return "a class needs " + program
		}
	}
	return ""
}

// Install installs the course for a class, where learners can reach it, unless
// just this version is there, and returns its folder. It takes some minutes.
func Install(ctx context.Context, checkout string, out io.Writer) (string, error) {
	folder := "/var/tmp/golessons-class-test"
	cmd := exec.CommandContext(ctx, "sh", filepath.Join(checkout, "classroom", "install.sh"), folder)
	cmd.Stdout, cmd.Stderr = out, out
	// Stopped, it ends with what it has started.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	return filepath.Join(folder, "current"), cmd.Run()
}

// CodeCells lists a notebook's.
func CodeCells(file string) ([]string, error) {
	nb, err := notebook.Read(file)
	if err != nil {
		return nil, err
	}
	var cells []string
	for _, cell := range nb.Cells {
		if cell.Type == "code" {
			cells = append(cells, cell.Source)
		}
	}
	return cells, nil
}

// Password is a learner's or a teacher's.
func Password(name string) string { return "the-long-password-of-the-user-" + name }

// New describes a class of as many learners, whose names begin with prefix and
// have in them what class.ini allows. (What a name becomes elsewhere, in a
// container's name, is not the name.)
// Limits are lines for class.ini's section. [Class.StartHub] starts the hub.
func New(course, prefix string, learners int, limits string) (*Class, error) {
	folder, err := os.MkdirTemp("", "golessons-hub-")
	if err != nil {
		return nil, err
	}
	c := &Class{kind: "local", Course: course, Folder: folder, Log: filepath.Join(folder, "log"), awaiting: map[int]chan *Answer{}}
	var ini strings.Builder
	ini.WriteString("[learners]\n")
	for i := range learners {
		name := fmt.Sprintf("%s%s%02d", prefix, []string{"", "_", "-"}[i%3], i+1)
		c.Names = append(c.Names, name)
		fmt.Fprintf(&ini, "%s = %s\n", name, Password(name))
	}
	c.Teacher = prefix + "teacher"
	fmt.Fprintf(&ini, "[teachers]\n%s = %s\n", c.Teacher, Password(c.Teacher))
	for _, name := range append(c.Names, c.Teacher) {
		if _, err := user.Lookup(name); err == nil {
			os.RemoveAll(folder)
			return nil, fmt.Errorf("there is a user %s already; `userdel -r %s` removes it if a test has left it", name, name)
		}
	}
	var ports [3]int
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close()
		ports[i] = l.Addr().(*net.TCPAddr).Port
	}
	fmt.Fprintf(&ini, "[class]\nlanguage = en\n[limits]\n%s\n[hub]\nport = %d\nhub_port = %d\nproxy_port = %d\nfolder = %s\n",
		limits, ports[0], ports[1], ports[2], filepath.Join(folder, "hub"))
	c.url, c.ini = fmt.Sprintf("http://127.0.0.1:%d", ports[0]), filepath.Join(folder, "class.ini")
	if err := os.WriteFile(c.ini, []byte(ini.String()), 0o600); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Class) python() string { return filepath.Join(c.Course, "state", "venv", "bin", "python") }

// StartHub starts the hub, or starts it anew, and waits until it answers.
func (c *Class) StartHub() error {
	log, err := os.OpenFile(c.Log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	config := cmp.Or(c.config, filepath.Join(c.Course, "src", "classroom", "jupyterhub_config_local.py"))
	c.hub = exec.Command(filepath.Join(c.Course, "state", "venv", "bin", "jupyterhub"), "-f", config)
	goRoot, err := exec.LookPath("go")
	if err != nil {
		return err
	}
	if goRoot, err = filepath.EvalSymlinks(goRoot); err != nil {
		return err
	}
	c.hub.Env = append([]string{
		"PATH=" + filepath.Dir(goRoot) + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		"HOME=/root", "GOLESSONS_CLASS=" + c.ini, "LANG=C.UTF-8",
	}, c.env...)
	c.hub.Stdout, c.hub.Stderr, c.hub.Dir = log, log, c.Folder
	c.hub.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := c.hub.Start(); err != nil {
		return err
	}
	c.ended = make(chan struct{})
	go func(hub *exec.Cmd, ended chan struct{}) { hub.Wait(); close(ended) }(c.hub, c.ended)
	for began := time.Now(); time.Since(began) < 90*time.Second; time.Sleep(100 * time.Millisecond) {
		select {
		case <-c.ended:
			return errors.New("the hub ended at its start; see " + c.Log)
		default:
		}
		if resp, err := c.http.Get(c.url + "/hub/api"); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
	}
	return errors.New("the hub does not answer; see " + c.Log)
}

// StopHub ends the hub as a Ctrl-C does; the learners' servers go on.
func (c *Class) StopHub() {
	syscall.Kill(c.hub.Process.Pid, syscall.SIGTERM)
	select {
	case <-c.ended:
	case <-time.After(20 * time.Second):
		c.hub.Process.Kill()
		<-c.ended
	}
}

// KillHub kills the hub's process as a crash does.
func (c *Class) KillHub() {
	c.hub.Process.Kill()
	<-c.ended
}

// Do asks a learner's browser for something that has to succeed.
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

// Ask asks a learner's browser for something: login, spawn, open, execute and
// the other methods of browsers.py's Learner, with their arguments: a name and a
// value each.
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
	cmd := exec.Command(c.python(), filepath.Join(c.Course, "src", "classroom", "browsers.py"), c.url)
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
	// A Ctrl-C is for who started the class, who then closes it.
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

// Processes lists the processes of a learner, by their user.
func (c *Class) Processes(learner string) []int {
	if c.processesOf != nil {
		return c.processesOf(learner)
	}
	u, err := user.Lookup(learner)
	if err != nil {
		return nil
	}
	return processes()[u.Uid]
}

// processes lists those of this machine by their users' numbers.
func processes() map[string][]int {
	pids := map[string][]int{}
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		var st syscall.Stat_t
		if syscall.Stat(dir, &st) == nil {
			var pid int
			fmt.Sscan(filepath.Base(dir), &pid)
			uid := fmt.Sprint(st.Uid)
			pids[uid] = append(pids[uid], pid)
		}
	}
	return pids
}

// A Use is what a learner's processes hold and have taken.
type Use struct {
	// Memory in bytes, their shares of what several hold counted once (PSS).
	Memory int64
	// CPU, also that of the processes that they have waited for.
	CPU time.Duration
}

// Use tells of one learner.
func (c *Class) Use(learner string) Use { return use(c.Processes(learner)) }

// Uses tells of all learners.
func (c *Class) Uses() map[string]Use {
	pids, uses := processes(), map[string]Use{}
	for _, name := range c.Names {
		if u, err := user.Lookup(name); err == nil {
			uses[name] = use(pids[u.Uid])
		}
	}
	return uses
}

func use(pids []int) Use {
	var sum Use
	for _, pid := range pids {
		rollup, _ := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
		for line := range strings.Lines(string(rollup)) {
			var kb int64
			if n, _ := fmt.Sscanf(line, "Pss: %d kB", &kb); n == 1 {
				sum.Memory += kb << 10
			}
		}
		// The name, in brackets, may have anything in it.
		stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(fields) > 14 {
			for _, field := range fields[11:15] { // user and system, its own and its children's
				var ticks time.Duration
				fmt.Sscan(field, &ticks)
				sum.CPU += ticks * time.Second / 100
			}
		}
	}
	return sum
}

// Close ends the hub and everything of the learners, and removes them.
func (c *Class) Close() error {
	if c.client != nil {
		c.in.Close()
		c.client.Process.Kill()
		c.client.Wait()
	}
	if c.hub != nil {
		// The proxy and what culls are in sessions or groups of their own; the
		// hub ends them when it is asked to end.
		c.StopHub()
	}
	// What a killed hub has left: its proxy, its services.
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		env, err := os.ReadFile(filepath.Join(dir, "environ"))
		var pid int
		fmt.Sscan(filepath.Base(dir), &pid)
		if err == nil && pid != os.Getpid() && strings.Contains("\x00"+string(env), "\x00GOLESSONS_CLASS="+c.ini+"\x00") {
			syscall.Kill(pid, syscall.SIGKILL)
		}
	}
	var errs []error
	for _, name := range append(c.Names, c.Teacher) {
		if _, err := user.Lookup(name); err != nil {
			continue
		}
		for range 50 {
			pids := c.Processes(name)
			if len(pids) == 0 {
				break
			}
			for _, pid := range pids {
				syscall.Kill(pid, syscall.SIGKILL)
			}
			time.Sleep(50 * time.Millisecond)
		}
		if out, err := exec.Command("userdel", "--remove", name).CombinedOutput(); err != nil {
			errs = append(errs, fmt.Errorf("userdel %s: %w: %s", name, err, out))
		}
		os.RemoveAll(filepath.Join("/run/golessons", name))
	}
	os.Remove("/run/golessons") // if it is empty
	return errors.Join(append(errs, os.RemoveAll(c.Folder))...)
}
