//go:build unix

package classroom

import (
	"cmp"
	"context"
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

// A Class is a hub on this machine, and its learners' browsers, for tests and
// measurements. Without Docker it needs root, because each learner is a Unix user.
type Class struct {
	Names   []string // of the learners
	Teacher string   // the teacher's name
	Course  string   // the folder where the course is installed
	Folder  string   // the hub's own folder
	Log     string   // the file with the output of the hub and the servers

	kind        string                     // the argument of learners.py
	config      string                     // instead of jupyterhub_config_local.py
	env         []string                   // for the hub and the browsers
	processesOf func(learner string) []int // instead of those of a Unix user

	url        string
	subdomains bool        // whether each learner has an address of their own
	http       http.Client // trusts the hub's certificate, if there is one
	ini        string
	hub        *exec.Cmd
	ended      chan struct{}
	client     *exec.Cmd
	in         io.WriteCloser
	mu         sync.Mutex
	last       int
	awaiting   map[int]chan *Answer
}

// Missing returns a sentence about what a class needs and this machine lacks, or "".
func Missing() string {
	if os.Getuid() != 0 {
		return "a class needs root, which makes a Unix user for each learner"
	}
	for _, program := range []string{"useradd", "userdel", "runuser"} {
		if _, err := exec.LookPath(program); err != nil {
			return "a class needs " + program
		}
	}
	return ""
}

// Install installs the course for a class, unless this version is there already,
// and returns its folder, which every user can reach. It takes some minutes.
func Install(ctx context.Context, checkout string, out io.Writer) (string, error) {
	folder := "/var/tmp/golessons-class-test"
	cmd := exec.CommandContext(ctx, "sh", filepath.Join(checkout, "classroom", "install.sh"), folder)
	cmd.Stdout, cmd.Stderr = out, out
	// The script gets a process group of its own, so that Cancel also reaches the
	// programs that it has started.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	return filepath.Join(folder, "current"), cmd.Run()
}

// CodeCells returns the code cells of a notebook.
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

// Password returns the password of a learner or a teacher of a [Class].
func Password(name string) string { return "the-long-password-of-the-user-" + name }

// New returns a class, and writes its class.ini. The learners' names begin with
// prefix; some have a _ or a - in them, which class.ini allows and which containers'
// names cannot have as they are. Limits are lines for class.ini's section of
// that name. [Class.StartHub] starts the hub.
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

// python returns the hub's Python of a course that Install has installed.
func python(course string) string {
	return filepath.Join(course, "state", "venv", "bin", "python")
}

// StartHub starts or restarts the hub, and waits until it answers.
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

// StopHub ends the hub as Ctrl-C does; the learners' servers go on.
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

// Close ends the hub and all that learners run, and removes the learners.
func (c *Class) Close() error {
	if c.client != nil {
		c.in.Close()
		c.client.Process.Kill()
		c.client.Wait()
	}
	if c.hub != nil {
		// The proxy and the service that ends idle servers are in sessions of
		// their own; the hub ends them if it is not killed.
		c.StopHub()
	}
	// Look for the proxy and the services of a hub that was killed.
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
