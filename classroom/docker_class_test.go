//go:build unix

package classroom

import (
	_ "embed"
	"encoding/base64"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// imageTag is the image that the tests of package image build.
const imageTag = "localhost/golessons:test"

// TestDockerHub repeats TestClass, with its faults and misuse, on a hub with Docker,
// or with podman in Docker's place. It runs when the tests of the class and of the
// image are both asked for; the image's come first. (It takes as long as TestClass.)
func TestDockerHub(t *testing.T) {
	if os.Getenv("GOLESSONS_TEST_IMAGE") == "" {
		t.Skip("needs the image, which GOLESSONS_TEST_IMAGE=1 go test ./image builds: set both variables")
	}
	course := install(t)
	e := findEngine(t)
	if err := exec.Command(e.name, "image", "inspect", imageTag).Run(); err != nil {
		t.Fatalf("there is no image %s: GOLESSONS_TEST_IMAGE=1 go test ./image builds it", imageTag)
	}
	var names []string
	t.Cleanup(func() { // after the class has ended
		for _, name := range names {
			exec.Command(e.name, "rm", "-f", "-v", container(name)).Run()
			exec.Command(e.name, "volume", "rm", "-f", container(name)).Run()
		}
	})
	k := classOf(t, course, "golcont")
	names, k.kind = k.Names, "docker"
	k.config = filepath.Join(course, "src", "classroom", "jupyterhub_config_docker.py")
	k.processesOf = func(learner string) []int { return e.processes(container(learner)) }
	k.env = append([]string{"GOLESSONS_IMAGE=" + imageTag}, e.network(t, "golessons-test", "172.30.77")...)
	if e.podman {
		k.env = append(k.env, "DOCKER_HOST="+e.serve(t, k.Folder))
		// Podman's service does not take these limits from containers.conf, and the
		// machine of the tests does not let a container raise them.
		config := fmt.Sprintf("exec(compile(open(%q).read(), %[1]q, 'exec'), {**globals(), '__file__': %[1]q})\n"+
			"c.DockerSpawner.extra_host_config['ulimits'] += [{'Name': 'nofile', 'Soft': 1024, 'Hard': 4096}, {'Name': 'nproc', 'Soft': 4096, 'Hard': 4096}]\n", k.config)
		k.config = filepath.Join(k.Folder, "config.py")
		if err := os.WriteFile(k.config, []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.StartHub(); err != nil {
		t.Fatal(err)
	}
	inTurn(t, k, slices.Concat([]step{{"lesson", lesson}, {"strangers", strangers}, {"container", insideContainer},
		{"network", func(c *class) { network(c, e) }}, {"collected", collected}}, faults,
		[]step{{"forgotten", func(c *class) {
			forgotten(c, func(name string) bool { return exec.Command(e.name, "volume", "inspect", container(name)).Run() == nil }, func(name string) *exec.Cmd {
				return exec.Command(e.name, "run", "--rm", "--pull=never", "--network", "none", "--name", container(name), "--entrypoint", "sleep", imageTag, "60")
			})
		}}})...)
}

// container returns DockerSpawner's name for a learner's container and volume.
func container(name string) string {
	return "golessons-" + strings.NewReplacer("-", "-2d", "_", "-5f").Replace(name)
}

//go:embed testdata/reach.py
var reach string

// network checks that a learner's container reaches the hub's own port and nothing
// else: no other service at any address of this machine, and no other learner.
func network(c *class, e engine) {
	one, two := c.Names[0], c.Names[1]
	var ports []int
	for _, address := range []string{"0.0.0.0:0", "[::]:0"} {
		l, err := net.Listen("tcp", address)
		if err != nil {
			c.Fatal(err)
		}
		defer l.Close()
		go func() {
			for {
				if conn, err := l.Accept(); err == nil {
					conn.Close()
				} else {
					return
				}
			}
		}()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	var gateway string
	for _, v := range c.env {
		if address, ok := strings.CutPrefix(v, "GOLESSONS_GATEWAY="); ok {
			gateway = address
		}
	}
	var hub int
	for line := range strings.Lines(read(c.T, c.ini)) {
		fmt.Sscanf(line, "hub_port = %d", &hub)
	}
	out, err := exec.Command(e.name, "inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", container(two)).Output()
	neighbour := strings.TrimSpace(string(out))
	if err != nil || net.ParseIP(neighbour) == nil {
		c.Fatalf("the address of %s: %v %q", two, err, out)
	}
	open, shut := []string{fmt.Sprintf("%s %d", gateway, hub)}, []string{neighbour + " 8888", "169.254.169.254 80"}
	interfaces, _ := net.Interfaces()
	for _, i := range interfaces {
		addresses, _ := i.Addrs()
		for _, a := range addresses {
			ip := a.(*net.IPNet).IP
			if ip.IsLoopback() {
				continue
			}
			for _, port := range ports {
				shut = append(shut, fmt.Sprintf("%s %d", ip, port))
			}
			if ip.String() != gateway {
				shut = append(shut, fmt.Sprintf("%s %d", ip, hub))
			}
		}
	}
	script := base64.StdEncoding.EncodeToString([]byte(reach))
	try := func(targets []string) string {
		return c.sh(one, "echo "+script+" | base64 -d | python3 - "+strings.Join(targets, " ")+"; echo all tried")
	}
	if got := try(open); !strings.Contains(got, "REACHED "+open[0]) {
		c.Errorf("the hub cannot be reached: %s", got)
	}
	got := try(shut)
	c.Logf("tried %q", shut)
	if strings.Contains(got, "REACHED") || !strings.Contains(got, "all tried") {
		c.Errorf("a learner's container reaches more than the hub:\n%s", got)
	}
}

// insideContainer checks that a learner's container can write the home folder and
// /tmp only, has no rights, and has no way out of the class's network.
func insideContainer(c *class) {
	one := c.Names[0]
	out := c.sh(one, "id -u; grep -E 'CapEff|NoNewPrivs' /proc/self/status; "+
		"for f in /etc/x /opt/golessons/x /opt/golessons/cache/x /opt/golessons/src/lessons/en/02_relu.ipynb /usr/local/go/x; do sh -c \": >>$f\" 2>/dev/null && echo WROTE $f; done; "+
		"touch ~/x /tmp/x && echo own; "+
		"awk '$2 == \"00000000\"' /proc/net/route | wc -l")
	for _, want := range []string{"1000\n", "0000000000000000\n", "NoNewPrivs:\t1\n", "own\n"} {
		if !strings.Contains(out, want) {
			c.Errorf("no %q in:\n%s", want, out)
		}
	}
	if strings.Contains(out, "WROTE") {
		c.Errorf("the container can write the course:\n%s", out)
	}
	if lines := strings.Fields(out); lines[len(lines)-1] != "0" { // default routes
		c.Errorf("the container has a way out of the class's network:\n%s", out)
	}
}

// An engine is docker or podman.
type engine struct {
	name   string
	podman bool
}

func findEngine(t *testing.T) engine {
	t.Helper()
	for _, name := range []string{"docker", "podman"} {
		if exec.Command(name, "info").Run() == nil {
			return engine{name, name == "podman"}
		}
	}
	t.Fatal("neither docker nor podman works here; on Debian as root, eval \"$(image/engine.sh)\" brings podman")
	return engine{}
}

// network makes the class's network as jupyterhub_config_docker.py describes, and
// returns the variables that name it.
func (e engine) network(t *testing.T, name, subnet string) []string {
	t.Helper()
	gateway := subnet + ".1"
	args := []string{"network", "create", "--internal", "--subnet", subnet + ".0/24", "--gateway", gateway}
	if !e.podman { // podman has no such option
		args = append(args, "-o", "com.docker.network.bridge.enable_icc=false")
	}
	if out, err := exec.Command(e.name, append(args, name)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Cleanup(func() {
		// The hub's rules go by the bridge's name, which another network may have next.
		interfaces, _ := net.Interfaces()
		for _, i := range interfaces {
			addresses, _ := i.Addrs()
			for _, a := range addresses {
				if strings.HasPrefix(a.String(), gateway+"/") {
					exec.Command("nft", "delete", "table", "inet", "golessons_"+regexp.MustCompile(`\W`).ReplaceAllString(i.Name, "_")).Run()
				}
			}
		}
		if out, err := exec.Command(e.name, "network", "rm", "-f", name).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	if e.podman {
		// Podman makes the bridge for the first container, and gives that of an
		// internal network no address. Docker does both at once.
		script := fmt.Sprintf(`%s run --rm --pull=never --no-healthcheck --network %s --entrypoint sleep %s 1 >/dev/null
bridge=$(%[1]s network inspect --format '{{.NetworkInterface}}' %[2]s)
ip addr add %[4]s/24 dev "$bridge" || ip addr show "$bridge" | grep -q %[4]s`, e.name, name, imageTag, gateway)
		if out, err := exec.Command("sh", "-ec", script).CombinedOutput(); err != nil {
			t.Fatalf("the network's gateway: %v\n%s", err, out)
		}
	}
	return []string{"GOLESSONS_NETWORK=" + name, "GOLESSONS_GATEWAY=" + gateway}
}

// serve starts podman's service, which answers as Docker does, and returns its address.
func (e engine) serve(t *testing.T, dir string) string {
	t.Helper()
	socket := filepath.Join(dir, "docker.sock")
	cmd := exec.Command(e.name, "system", "service", "--time=0", "unix://"+socket)
	cmd.Dir = dir // a container that runs out of memory leaves a file here
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	for began := time.Now(); time.Since(began) < 10*time.Second; time.Sleep(50 * time.Millisecond) {
		if _, err := os.Stat(socket); err == nil {
			return "unix://" + socket
		}
	}
	t.Fatal("podman's service does not start")
	return ""
}

// processes returns the ids, on this machine, of a container's processes.
func (e engine) processes(container string) []int {
	out, err := exec.Command(e.name, "inspect", "--format", "{{.State.Pid}}", container).Output()
	if err != nil {
		return nil
	}
	of := func(pid string) string {
		space, _ := os.Readlink("/proc/" + pid + "/ns/pid")
		return space
	}
	space := of(strings.TrimSpace(string(out)))
	if space == "" {
		return nil
	}
	var pids []int
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		var pid int
		if fmt.Sscan(filepath.Base(dir), &pid); of(filepath.Base(dir)) == space {
			pids = append(pids, pid)
		}
	}
	return pids
}
