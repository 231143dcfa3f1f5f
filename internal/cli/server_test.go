package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/kernel"
	"golessons/internal/lab"
	"golessons/internal/setup"
	"golessons/internal/setup/setuptest"
	"golessons/internal/state"
	"golessons/internal/tempfolder"
)

// opened is a launcher that has opened the lessons.
type opened struct {
	*lab.Server
	launcher *exec.Cmd
	ended    chan bool // closed when the launcher has ended
}

// open starts the launcher as a person does, on the folder dir.
func open(t *testing.T, env *setup.Environment, dir string) *opened {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "golessons")
	if out, err := exec.Command("go", "build", "-o", bin, "golessons").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(bin, "-dir", dir, "-no-browser", "-lang", "en")
	cmd.Dir = env.Checkout
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	o := &opened{launcher: cmd, ended: make(chan bool)}
	var said []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		said = append(said, lines.Text())
		if strings.Contains(lines.Text(), "?token=") {
			break
		}
	}
	go func() {
		io.Copy(io.Discard, out)
		cmd.Wait()
		close(o.ended)
	}()
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		<-o.ended
	})
	if o.Server, err = lab.Running(env.State, dir); err != nil || o.Server == nil {
		t.Fatalf("no server (%v):\n%s", err, strings.Join(said, "\n"))
	}
	t.Cleanup(func() { syscall.Kill(o.PID, syscall.SIGKILL) })
	return o
}

// request asks the server, and returns the status.
func request(t *testing.T, client *http.Client, method, url string, header map[string]string, body string) (status int, answer string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		if name == "Host" {
			r.Host = value
		}
		r.Header.Set(name, value)
	}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// A server of the lessons on a machine that others use too.
func TestServer(t *testing.T) {
	env := setuptest.Ready(t)
	o := open(t, env, t.TempDir())
	t.Run("lets nobody else in", func(t *testing.T) { letsNobodyElseIn(t, env, o) })
	t.Run("keeps its secrets", func(t *testing.T) { keepsItsSecrets(t, env, o) })
	t.Run("talks to kernels over no port", func(t *testing.T) { kernelsListenOnNoPort(t, o) })
}

// A client without the token gets nothing, and neither does a page from
// elsewhere that uses the learner's browser.
func letsNobodyElseIn(t *testing.T, env *setup.Environment, o *opened) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	stranger := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	browser := &http.Client{Jar: jar} // logged in, by the page that the launcher opens
	if status, _ := request(t, browser, "GET", o.Address("en", env.Course()), nil, ""); status != 200 {
		t.Fatalf("the start page: status %d", status)
	}
	home, err := url.Parse(o.URL)
	if err != nil {
		t.Fatal(err)
	}
	xsrf := ""
	for _, c := range jar.Cookies(home) {
		if c.Name == "_xsrf" {
			xsrf = c.Value
		}
	}
	upgrade := map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
	with := func(header map[string]string, name, value string) map[string]string {
		all := map[string]string{name: value}
		for k, v := range header {
			all[k] = v
		}
		return all
	}
	ask := func(client *http.Client, method, path string, header map[string]string) int {
		status, _ := request(t, client, method, o.URL+path, header, "{}")
		return status
	}
	for _, tt := range []struct {
		what string
		got  int
		want int
	}{
		{"the token", ask(stranger, "GET", "api/contents?token="+o.Token, nil), 200},
		{"no token", ask(stranger, "GET", "api/contents", nil), 403},
		{"a wrong token", ask(stranger, "GET", "api/contents?token="+strings.Repeat("A", len(o.Token)), nil), 403},
		{"an empty token", ask(stranger, "GET", "api/contents?token=", nil), 403},
		{"a part of the token", ask(stranger, "GET", "api/contents?token="+o.Token[:40], nil), 403},
		{"no token for a kernel", ask(stranger, "POST", "api/kernels", nil), 403},
		{"no token for a terminal", ask(stranger, "POST", "api/terminals", nil), 403},
		{"no token for the pages", ask(stranger, "GET", "lab", nil), 302},
		{"no token for an event stream", ask(stranger, "GET", "api/events/subscribe", upgrade), 403},
		{"another host's name", ask(stranger, "GET", "api/contents?token="+o.Token, map[string]string{"Host": "evil.example"}), 403},
		{"another host's name with a local one in it", ask(browser, "GET", "api/contents", map[string]string{"Host": "localhost.evil.example"}), 403},
		{"the browser", ask(browser, "GET", "api/contents", nil), 200},
		{"the browser, with its own pages' secret", ask(browser, "POST", "api/sessions", map[string]string{"X-XSRFToken": xsrf}), 400},
		{"the browser, led by another page", ask(browser, "POST", "api/kernels", map[string]string{"Origin": "http://evil.example"}), 404}, // so Jupyter refuses it
		{"the browser, led by another page, reading", ask(browser, "GET", "api/contents", map[string]string{"Origin": "http://evil.example", "Referer": "http://evil.example/"}), 404},
		{"another page's event stream", ask(browser, "GET", "api/events/subscribe", with(upgrade, "Origin", "http://evil.example")), 403},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: status %d, want %d", tt.what, tt.got, tt.want)
		}
	}
}

// Failures are logged without the token; nobody else can read the log, or enter
// the folder with the token and the keys.
func keepsItsSecrets(t *testing.T, env *setup.Environment, o *opened) {
	t.Helper()
	client := &http.Client{}
	for _, path := range []string{"api/contents/nope", "api/contents/%ff", "files/nope", "lab/tree/nope", "login?next=%2Flab%3Ftoken%3D" + o.Token, "api/kernels/nope"} {
		separator := "?"
		if strings.Contains(path, "?") {
			separator = "&"
		}
		request(t, client, "GET", o.URL+path+separator+"token="+o.Token, map[string]string{"Referer": o.URL + "?token=" + o.Token}, "")
		request(t, client, "PUT", o.URL+path+separator+"token="+o.Token, nil, "{bad")
	}
	log := disktest.Read(t, env.Path("jupyter.log"))
	if strings.Contains(log, o.Token) {
		for line := range strings.Lines(log) {
			if strings.Contains(line, o.Token) {
				t.Errorf("the log has the token: %s", strings.ReplaceAll(line, o.Token, "TOKEN"))
			}
		}
	}
	if !strings.Contains(log, "400 GET /api/contents/%ff?token=[secret] (127.0.0.1): ") {
		t.Errorf("the log does not say what failed:\n%s", log)
	}
	for path, want := range map[string]fs.FileMode{env.Path("jupyter.log"): 0o600, env.Path("jupyter"): 0o700, o.Folder: 0o700, env.Path("jupyter", "cookie_secret"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %o, want %o", path, info.Mode().Perm(), want)
		}
	}
	if args, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", o.PID)); err == nil && strings.Contains(string(args), o.Token) {
		t.Error("the token is an argument, which everybody sees")
	}
}

// startedKernel starts a kernel through the server, and returns the id of its
// process and its first socket.
func startedKernel(t *testing.T, o *opened) (pid int, socket string) {
	t.Helper()
	status, answer := request(t, &http.Client{}, "POST", o.URL+"api/kernels?token="+o.Token, nil, "{}")
	var k struct{ ID string }
	if err := json.Unmarshal([]byte(answer), &k); err != nil || status != 201 {
		t.Fatalf("no kernel: status %d: %s", status, answer)
	}
	data := disktest.Read(t, filepath.Join(o.Folder, "kernel-"+k.ID+".json"))
	var c struct{ Transport, IP string }
	if err := json.Unmarshal([]byte(data), &c); err != nil {
		t.Fatal(err)
	}
	if c.Transport != "ipc" || filepath.Dir(c.IP) != o.Folder {
		t.Errorf("the kernel is talked to by %s at %s", c.Transport, c.IP)
	}
	setuptest.WaitUntil(t, "the kernel listens", func() bool { return state.Exists(c.IP + "-1") })
	for _, p := range setuptest.FindProcesses(t, "cmdline", k.ID) {
		if exe, _ := os.Readlink(fmt.Sprintf("/proc/%d/exe", p)); filepath.Base(exe) == "gonb" {
			return p, c.IP + "-1"
		}
	}
	t.Skip("needs /proc")
	return 0, ""
}

// No other user of the machine can talk to a kernel, or listen to it: it listens
// on no port.
func kernelsListenOnNoPort(t *testing.T, o *opened) {
	t.Helper()
	pid, socket := startedKernel(t, o)
	// The protocol, address and port of each socket, by its inode.
	ports := map[string]string{}
	for _, file := range []string{"tcp", "tcp6", "udp", "udp6"} {
		table, err := os.ReadFile("/proc/net/" + file)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(table)) {
			if f := strings.Fields(line); len(f) > 9 {
				ports["socket:["+f[9]+"]"] = file + " " + f[1]
			}
		}
	}
	for _, p := range append(setuptest.KernelProcesses(t, setuptest.FolderOf(t, pid)), pid) {
		fds, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", p))
		for _, fd := range fds {
			target, _ := os.Readlink(fd)
			if port, ok := ports[target]; ok {
				t.Errorf("a process of the kernel's has %s", port)
			}
		}
	}
	fds, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", o.PID))
	for _, fd := range fds {
		target, _ := os.Readlink(fd)
		if port, ok := ports[target]; ok && !strings.HasPrefix(port, "tcp 0100007F:") {
			t.Errorf("the server has %s, which is not 127.0.0.1", port)
		}
	}
	if c, err := net.Dial("unix", socket); err != nil {
		t.Errorf("the learner: %v", err)
	} else {
		c.Close()
	}
	if os.Geteuid() != 0 {
		t.Skip("tries it as another user: needs root")
	}
	cmd := exec.Command("/bin/sh", "-c", `cat "$0" || ls "$1"`, filepath.Join(o.Folder, "owner"), o.Folder)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := cmd.CombinedOutput(); err == nil || strings.Count(string(out), "Permission denied") != 2 {
		t.Errorf("another user enters the folder: %v\n%s", err, out)
	}
}

// However a server ends, its token and its keys do not stay.
func TestServerLeavesNoSecrets(t *testing.T) {
	env := setuptest.Ready(t)
	for _, tt := range []struct {
		name string
		end  func(t *testing.T, o *opened, kernelPID int)
	}{
		{"Ctrl-C", func(t *testing.T, o *opened, _ int) { o.launcher.Process.Signal(os.Interrupt) }},
		{"the server is killed", func(t *testing.T, o *opened, _ int) { syscall.Kill(o.PID, syscall.SIGKILL) }},
		// The kernel's guard tidies up.
		{"the launcher and the server are killed", func(t *testing.T, o *opened, _ int) {
			o.launcher.Process.Kill()
			<-o.ended
			if !tempfolder.InUse(o.Folder) {
				t.Error("a server whose launcher was killed has lost its folder")
			}
			syscall.Kill(o.PID, syscall.SIGKILL)
		}},
		// Whatever starts next tidies up.
		{"all is killed", func(t *testing.T, o *opened, kernelPID int) {
			guards := setuptest.FindProcesses(t, "cmdline", "-guard\x00"+setuptest.FolderOf(t, kernelPID)+"\x00")
			all := append(guards, kernelPID, o.launcher.Process.Pid, o.PID)
			for _, pid := range all {
				syscall.Kill(pid, syscall.SIGKILL)
			}
			<-o.ended
			setuptest.WaitUntil(t, "all have ended", func() bool {
				return !slices.ContainsFunc(all, func(pid int) bool { return tempfolder.StartTime(pid) != "" })
			})
			if !state.Exists(o.Folder) {
				t.Error("the folder is gone, so something was still alive to clear up")
			}
			kernel.Sweep()
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := open(t, env, t.TempDir())
			pid, _ := startedKernel(t, o)
			folder := setuptest.FolderOf(t, pid)
			tt.end(t, o, pid)
			setuptest.WaitUntil(t, "the folders are gone", func() bool { return !state.Exists(o.Folder) && !state.Exists(folder) })
			if v, err := lab.Running(env.State, o.RootDir); v != nil || err != nil {
				t.Errorf("a server runs that has ended: %v, %v", v, err)
			}
			if links, _ := os.ReadDir(lab.ServersDir(env.State)); len(links) > 0 {
				t.Errorf("left %v", links)
			}
		})
	}
}

// Saving a notebook on a full disk is an error in the browser, and what was
// saved before stays.
func TestSavingOnAFullDisk(t *testing.T) {
	env := setuptest.Ready(t)
	disk := disktest.Small(t, "64m")
	o := open(t, env, disk)
	const f = "en/02_relu.ipynb"
	before := disktest.Read(t, filepath.Join(disk, f))
	save := func(text string) int {
		body := fmt.Sprintf(`{"type": "notebook", "format": "json", "content": {"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": %q}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}}`, text)
		status, _ := request(t, &http.Client{}, "PUT", o.URL+"api/contents/"+f+"?token="+o.Token, nil, body)
		return status
	}
	for _, pages := range []int{0, 1, len(before)/4096 + 2} { // none, one, and enough for a copy of it
		os.Remove(filepath.Join(disk, "filler"))
		disktest.Fill(t, filepath.Join(disk, "filler"), pages)
		if status := save(strings.Repeat("x", 3*len(before))); status != 500 {
			t.Errorf("%d pages free: status %d, want 500", pages, status)
		}
		if got := disktest.Read(t, filepath.Join(disk, f)); got != before {
			t.Errorf("%d pages free: the notebook was of %d bytes and is of %d", pages, len(before), len(got))
		}
		left, _ := filepath.Glob(filepath.Join(disk, "en", ".~*"))
		for _, file := range left {
			os.Remove(file)
		}
	}
	os.Remove(filepath.Join(disk, "filler"))
	if status := save("new"); status != 200 || !strings.Contains(disktest.Read(t, filepath.Join(disk, f)), `"new"`) {
		t.Errorf("with room again: status %d", status)
	}
}
