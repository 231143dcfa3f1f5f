package image

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// testVariable names the environment variable that asks for the tests which
// build the image and run it. They need docker or podman, and then fail
// without one.
const testVariable = "GOLESSONS_TEST_IMAGE"

const tag = "localhost/golessons:test"

//go:embed testdata/get.py
var getScript string

//go:embed testdata/hub.py
var hubScript string

// limited has the flags for a container of one learner, without a network.
var limited = []string{"--network", "none", "--memory", "2g", "--memory-swap", "2g"}

const mlxCell = "import \"golessons/mlx\"\n%%%%\nfmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-1, %d)))"

func TestBuild(t *testing.T) {
	began := time.Now()
	build(t)
	t.Logf("built in %.0f s (less where layers were there)", time.Since(began).Seconds())
	out := engine(t, "history", "--format", "{{.Size}}\t{{.CreatedBy}}", tag)
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "0") {
			t.Log(strings.TrimSpace(line))
		}
	}
	size, err := strconv.ParseFloat(strings.TrimSpace(engine(t, "image", "inspect", "--format", "{{.Size}}", tag)), 64)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%.0f MB in all", size/1e6)
	if size > 700e6 {
		t.Errorf("the image has %.0f MB, more than it ever needed", size/1e6)
	}
}

// requirements.txt here and the launcher's have no package in common: two pins of
// one package would differ one day.
func TestRequirements(t *testing.T) {
	pin := regexp.MustCompile(`(?m)^([\w.-]+)==(\S+)`)
	names := func(file string) map[string]string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pins := map[string]string{}
		for _, m := range pin.FindAllStringSubmatch(string(data), -1) {
			pins[m[1]] = m[2]
		}
		return pins
	}
	learners := names("../internal/setup/requirements.txt")
	hub := names("requirements.txt")
	if hub["jupyterhub"] == "" || learners["jupyterlab"] == "" {
		t.Errorf("no jupyterhub or no jupyterlab: %v %v", hub, learners)
	}
	for name := range hub {
		if learners[name] != "" {
			t.Errorf("%s is pinned in both files", name)
		}
	}
}

// The commands in the pages publish the port on this machine only, because the token
// goes over it without TLS.
func TestPublishedPorts(t *testing.T) {
	for file, port := range map[string]string{
		"../README.md":         `docker run\b[^\n]* -p (\S+)`,
		"../docs/container.md": `docker run\b[^\n]* -p (\S+)`,
		"../Dockerfile":        `docker run\b[^\n]* -p (\S+)`,
		"../compose.yaml":      `- "([^"]*8888)"`,
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		published := regexp.MustCompile(port).FindAllStringSubmatch(string(text), -1)
		if len(published) == 0 {
			t.Errorf("%s publishes no port", file)
		}
		for _, p := range published {
			if !strings.HasPrefix(p[1], "127.0.0.1:") {
				t.Errorf("%s publishes %s", file, p[1])
			}
		}
	}
}

// The image keeps the conventions of Jupyter's images, on which other software relies.
func TestConventions(t *testing.T) {
	build(t)
	var all []struct {
		Config struct {
			User         string
			Entrypoint   []string
			ExposedPorts map[string]any
			WorkingDir   string
			Env          []string
			Healthcheck  struct{ Test []string }
		}
		HealthCheck struct{ Test []string } // podman's place for it
	}
	if err := json.Unmarshal([]byte(engine(t, "image", "inspect", tag)), &all); err != nil {
		t.Fatal(err)
	}
	c := all[0].Config
	if c.User != "1000:100" || c.WorkingDir != "/home/jovyan" {
		t.Errorf("user %s in %s", c.User, c.WorkingDir)
	}
	if !slices.Equal(c.Entrypoint[:3], []string{"tini", "-g", "--"}) {
		t.Errorf("entry point %q", c.Entrypoint)
	}
	if _, ok := c.ExposedPorts["8888/tcp"]; !ok || len(c.ExposedPorts) != 1 {
		t.Errorf("ports %v", c.ExposedPorts)
	}
	if health := slices.Concat(c.Healthcheck.Test, all[0].HealthCheck.Test); len(health) == 0 {
		t.Error("no health check")
	}
	for _, want := range []string{"NB_USER=jovyan", "NB_UID=1000", "NB_GID=100", "HOME=/home/jovyan"} {
		if !slices.Contains(c.Env, want) {
			t.Errorf("no %s in %q", want, c.Env)
		}
	}
}

// A container with 2 GB and no network runs from its start over a whole lesson and a
// cell that asks for too much memory to its stop while a cell runs. (It takes about a
// minute, most of it for lesson 02 and the doctor.)
func TestOffline(t *testing.T) {
	c := run(t, limited...)
	t.Logf("healthy %.1f s after its start", c.healthy(t).Seconds())

	out := c.sh(t, "id -u; id -g; id -un; tr '\\0' ' ' </proc/1/cmdline; echo; ls /sys/class/net; find /proc -maxdepth 1 -name '[0-9]*' -user root | wc -l")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 6 || lines[0] != "1000" || lines[1] != "100" || lines[2] != "jovyan" || !strings.HasPrefix(lines[3], "tini -g -- ") || lines[4] != "lo" || lines[5] != "0" {
		t.Errorf("user, process 1, networks, processes of root:\n%s", out)
	}
	if free := c.sh(t, "touch /opt/golessons/x /usr/local/go/x /etc/x 2>&1; find / -xdev -type f -writable ! -path '/home/*' ! -path '/tmp/*' 2>/dev/null"); strings.Contains(free, "\n/") {
		t.Errorf("jovyan can write files of the image:\n%s", free)
	}

	token, page := c.url(t)
	if page != "/lab/tree/en/index.md" {
		t.Errorf("the server opens %s", page)
	}
	if got := c.get(t, "http://127.0.0.1:8888/api/contents", ""); !strings.HasPrefix(got, "403") {
		t.Errorf("without a token: %s", got)
	}
	if got := c.get(t, "http://127.0.0.1:8888/api/contents/en", token); !strings.HasPrefix(got, "200") || !strings.Contains(got, "02_relu.ipynb") {
		t.Errorf("with the token: %s", got)
	}
	if got := c.get(t, "http://127.0.0.1:8888/api/kernelspecs", token); !strings.Contains(got, `"golessons"`) || strings.Contains(got, "python3") {
		t.Errorf("kernels: %s", got)
	}
	if got := c.sh(t, "cd ~/golessons-notebooks && python -c 'import nbformat, sys; from nbformat.sign import NotebookNotary; print(NotebookNotary().check_signature(nbformat.read(\"en/02_relu.ipynb\", 4)))'"); !strings.Contains(got, "True") {
		t.Errorf("lesson 02 is not trusted: %s", got)
	}
	c.sh(t, `printf '2026-10-01T09:00:00Z\tja/02_relu\tmyReLU\tpassed\n' > ~/golessons-notebooks/progress.tsv`)
	if got := c.get(t, "http://127.0.0.1:8888/api/contents/en/index.md", token); !strings.Contains(got, "exercises solved") {
		t.Errorf("the start page does not count what is solved: %s", got)
	}
	c.sh(t, "rm ~/golessons-notebooks/progress.tsv")

	t.Log("memory with JupyterLab alone: " + c.memory(t))
	k := c.kernel(t)
	first, warm := k.cells(t, mlxCell)
	t.Logf("first cell %.2f s, a warm one %.2f s", first.Seconds(), warm.Seconds())
	for range 2 { // another container, in case the first was disturbed
		if first <= warm*3/2 {
			break
		}
		other := run(t, limited...)
		other.healthy(t)
		first, warm = other.kernel(t).cells(t, mlxCell)
		t.Logf("once more: first cell %.2f s, a warm one %.2f s", first.Seconds(), warm.Seconds())
		other.remove()
	}
	if first > warm*3/2 {
		t.Errorf("the first cell took %.2f s, a warm one %.2f s", first.Seconds(), warm.Seconds())
	}
	if a, err := k.Complete("import \"golessons/mlx\"\n%%\nmlx.ReL"); err != nil || !slices.ContainsFunc(a.Matches, func(m string) bool { return strings.Contains(m, "ReLU") }) {
		t.Errorf("completion: %v, %v", a, err)
	}
	t.Log("memory with one notebook open, after cells and a completion: " + c.memory(t))

	began := time.Now()
	out = c.sh(t, "golessons run ~/golessons-notebooks/en/02_relu.ipynb 2>&1; golessons doctor 2>&1")
	if !strings.Contains(out, "02_relu.ipynb ✓") || strings.Contains(out, "✗") {
		t.Errorf("lesson 02:\n%s", out)
	}
	t.Logf("lesson 02 and the doctor took %.0f s; memory at most: %s", time.Since(began).Seconds(), c.peak(t))

	// A cell that runs out of memory ends, and the rest goes on.
	a, err := k.Execute("%%\nvar kept [][]byte\nfor {\n\tb := make([]byte, 64<<20)\n\tfor i := range b {\n\t\tb[i] = byte(i)\n\t}\n\tkept = append(kept, b)\n\tif len(kept) > 100 {\n\t\tfmt.Println(\"not limited\")\n\t\tbreak\n\t}\n}")
	if err != nil || a.Status == "ok" {
		t.Errorf("a cell that asked for too much memory: %+v, %v", a, err)
	}
	if a, err := k.Execute("%%\nfmt.Println(\"still here\")"); err != nil || !strings.Contains(a.Text, "still here") {
		t.Errorf("the cell after it: %+v, %v", a, err)
	}
	if got := c.get(t, "http://127.0.0.1:8888/api/contents/en", token); !strings.HasPrefix(got, "200") {
		t.Errorf("the server after it: %s", got)
	}

	// The stop, while a cell runs.
	go k.Execute("%%\nfor {\n}")
	time.Sleep(2 * time.Second)
	c.stop(t)
}

// Lessons run where only the home folder and /tmp can be written, and where no
// program in /tmp can be run, as with `--tmpfs /tmp`.
func TestReadOnly(t *testing.T) {
	volume := volume(t)
	flags := append([]string{"--read-only", "--tmpfs", "/tmp:rw,noexec,nosuid,size=256m", "-v", volume + ":/home/jovyan"}, limited...)
	if isPodman() {
		flags = append(flags, "--read-only-tmpfs=false")
	}
	c := run(t, flags...)
	c.healthy(t)
	if got := c.sh(t, "touch /opt/golessons/cache/x /var/tmp/x 2>&1; echo; printf '#!/bin/sh\n' >/tmp/x; chmod +x /tmp/x; /tmp/x 2>&1"); strings.Count(got, "Read-only file system") != 2 || !strings.Contains(got, "Permission denied") {
		t.Fatalf("the container is not as this test wants it: %s", got)
	}
	k := c.kernel(t)
	first, warm := k.cells(t, mlxCell)
	t.Logf("first cell %.2f s, a warm one %.2f s", first.Seconds(), warm.Seconds())
	if first > 3*warm {
		t.Errorf("the first cell took %.2f s, a warm one %.2f s", first.Seconds(), warm.Seconds())
	}
	if out := c.sh(t, "golessons run ~/golessons-notebooks/en/02_relu.ipynb 2>&1"); !strings.Contains(out, "✓") {
		t.Errorf("lesson 02:\n%s", out)
	}
	c.stop(t)
	// The next start removes the folder that the last one made for its kernels in
	// the home folder.
	c = run(t, flags...)
	c.healthy(t)
	if left := strings.Fields(c.sh(t, "ls ~/.cache/golessons")); len(left) != 1 {
		t.Errorf("folders for kernels: %q", left)
	}
}

// The build cache stays: Go throws away entries that have not been used for five
// days, and an image is older.
func TestCacheStays(t *testing.T) {
	c := run(t, limited...)
	c.healthy(t)
	if old := c.sh(t, "find /opt/golessons/cache /opt/golessons/state/gopls -type f ! -newermt 2036-12-31 ! -name 'jovyan*' | head -3; rm -rf /opt/golessons/cache/00 2>/dev/null; ls /opt/golessons/cache/00 | wc -l"); !regexp.MustCompile(`^[1-9]\d*\n$`).MatchString(old) {
		t.Errorf("want no files of another time, and a part that jovyan could not remove: %s", old)
	}
	c.sh(t, "echo 0 >/opt/golessons/cache/trim.txt") // a day has passed
	if out := c.sh(t, "golessons doctor 2>&1"); !strings.Contains(out, "build cache  warm") {
		t.Errorf("after Go's cleaning:\n%s", out)
	}
	// A learner can add to it, and get modules.
	out := c.sh(t, moduleScript)
	if !strings.Contains(out, "hello from a module") {
		t.Errorf("a module of the learner's: %s", out)
	}
}

// moduleScript gets a module with go get, as a cell would, from a proxy that is a
// folder.
const moduleScript = `set -e; p=/tmp/proxy/example.com/hello/@v; mkdir -p $p; cd /tmp
echo v1.0.0 >$p/list; echo '{"Version":"v1.0.0"}' >$p/v1.0.0.info; echo 'module example.com/hello' >$p/v1.0.0.mod
python - <<P
import zipfile
z = zipfile.ZipFile("$p/v1.0.0.zip", "w")
z.writestr("example.com/hello@v1.0.0/go.mod", "module example.com/hello\n")
z.writestr("example.com/hello@v1.0.0/hello.go", "package hello\nconst Text = \"hello from a module\"\n")
z.close()
P
mkdir m; cd m; go mod init m 2>&1
printf 'package main\nimport "example.com/hello"\nfunc main() { println(hello.Text) }\n' >m.go
GOPROXY=file:///tmp/proxy GONOSUMDB='*' go get example.com/hello 2>&1; GOPROXY=off go run . 2>&1`

// A command runs instead of the server, with the lessons in place.
func TestCommand(t *testing.T) {
	build(t)
	out := engine(t, "run", "--rm", "--pull=never", "--network", "none", tag, "sh", "-c", "pwd; ls en/02_relu.ipynb; jupyter kernelspec list 2>/dev/null; which gcc git curl pip || echo none; exit 0")
	for _, want := range []string{"/home/jovyan/golessons-notebooks\n", "en/02_relu.ipynb\n", "golessons ", "none\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in:\n%s", want, out)
		}
	}
	// BinderHub starts an image like this.
	c := start(t, limited, "jupyter-lab", "--ip=0.0.0.0", "--port=8888", "--NotebookApp.base_url=/user/x/", "--NotebookApp.token=secret", "--NotebookApp.trust_xheaders=True", "--NotebookApp.allow_origin=*")
	c.healthy(t)
	if got := c.get(t, "http://127.0.0.1:8888/user/x/api/contents/ja", "secret"); !strings.HasPrefix(got, "200") {
		t.Errorf("as Binder: %s", got)
	}
	if got := c.get(t, "http://127.0.0.1:8888/user/x/api/contents/ja", "wrong"); !strings.HasPrefix(got, "403") {
		t.Errorf("as Binder, with a wrong token: %s", got)
	}
}

// With a hub's token the container becomes the hub's single-user server.
func TestHub(t *testing.T) {
	hub := start(t, []string{"--network", "none"}, "python", "-c", hubScript)
	env := []string{"--network", "container:" + hub.id}
	for _, v := range []string{
		"JUPYTERHUB_API_TOKEN=servers", "JUPYTERHUB_API_URL=http://127.0.0.1:8081/hub/api", "JUPYTERHUB_ACTIVITY_URL=http://127.0.0.1:8081/hub/api/users/alice/activity",
		"JUPYTERHUB_BASE_URL=/", "JUPYTERHUB_SERVICE_PREFIX=/user/alice/", "JUPYTERHUB_SERVICE_URL=http://0.0.0.0:8888/user/alice/",
		"JUPYTERHUB_USER=alice", "JUPYTERHUB_SERVER_NAME=", "JUPYTERHUB_HOST=", "JUPYTERHUB_CLIENT_ID=jupyterhub-user-alice", "JUPYTERHUB_OAUTH_CALLBACK_URL=/user/alice/oauth_callback",
		`JUPYTERHUB_OAUTH_SCOPES=["access:servers!server=alice/", "access:servers!user=alice"]`, `JUPYTERHUB_OAUTH_ACCESS_SCOPES=["access:servers!server=alice/", "access:servers!user=alice"]`,
	} {
		env = append(env, "-e", v)
	}
	for name, command := range map[string][]string{
		"as the hub's token says":   nil,                                  // DockerSpawner
		"as the hub's command says": {"jupyterhub-singleuser", "--debug"}, // KubeSpawner
	} {
		t.Run(name, func(t *testing.T) {
			c := start(t, env, command...)
			c.healthy(t)
			if got := c.get(t, "http://127.0.0.1:8888/user/alice/lab", ""); !strings.HasPrefix(got, "302") || !strings.Contains(got, "/hub/api/oauth2/authorize") {
				t.Errorf("a visitor: %s", got)
			}
			if got := c.get(t, "http://127.0.0.1:8888/user/alice/api/contents/en", "alices"); !strings.HasPrefix(got, "200") || !strings.Contains(got, "02_relu.ipynb") {
				t.Errorf("alice: %s", got)
			}
			if got := c.get(t, "http://127.0.0.1:8888/user/alice/api/contents/en", "bobs"); !strings.HasPrefix(got, "403") {
				t.Errorf("bob: %s", got)
			}
			if got := c.get(t, "http://127.0.0.1:8888/user/alice/", "alices"); !strings.Contains(got, "/user/alice/lab/tree/en/index.md") {
				t.Errorf("alice's first page: %s", got)
			}
			if got := c.get(t, "http://127.0.0.1:8888/user/alice/lab", "alices"); !strings.HasPrefix(got, "200") {
				t.Errorf("alice's JupyterLab: %s", got)
			}
			c.stop(t)
		})
	}
	if got := engine(t, "logs", hub.id); !strings.Contains(got, "POST /hub/api/users/alice/activity token servers") {
		t.Errorf("the hub heard of no activity: %s", got)
	}
}

// Two containers that start on one volume at the same time, and a third one later,
// all work, and the learner's changes stay.
func TestOneVolume(t *testing.T) {
	volume := volume(t)
	flags := append([]string{"-v", volume + ":/home/jovyan"}, limited...)
	a, b := run(t, flags...), run(t, flags...)
	a.healthy(t)
	b.healthy(t)
	for _, c := range []*container{a, b} {
		c.kernel(t).cells(t, mlxCell)
	}
	a.sh(t, "cd ~/golessons-notebooks/en && python -c 'import json; n = json.load(open(\"02_relu.ipynb\")); n[\"cells\"][0][\"source\"] = \"# mine\"; json.dump(n, open(\"02_relu.ipynb\", \"w\"))' && rm 00_start.ipynb && md5sum 02_relu.ipynb >~/before")
	a.stop(t)
	if got := b.sh(t, "golessons image health && echo yes"); got != "yes\n" {
		t.Errorf("the other container after the stop of one: %s", got)
	}
	c := run(t, flags...)
	c.healthy(t)
	if got := c.sh(t, "cd ~/golessons-notebooks/en && md5sum -c ~/before && ls 00_start.ipynb && ls -d ~/golessons-notebooks/*"); !strings.Contains(got, "02_relu.ipynb: OK") || !strings.Contains(got, "00_start.ipynb\n") || strings.Contains(got, "new") {
		t.Errorf("the learner's folder after another start:\n%s", got)
	}
}

// A mounted folder that another user owns works, or the container says how to start
// it.
func TestForeignFolder(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make another user's folder")
	}
	build(t)
	folder := func(uid, gid int, mode os.FileMode) string {
		dir := filepath.Join(t.TempDir(), "lessons")
		if err := errors.Join(os.Mkdir(dir, 0o755), os.Chown(dir, uid, gid), os.Chmod(dir, mode)); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	const at = ":/home/jovyan/golessons-notebooks"
	shared := folder(1234, 100, 0o775|os.ModeSetgid)
	if out := engine(t, "run", "--rm", "--pull=never", "--network", "none", "-v", shared+at, tag, "ls", "en/02_relu.ipynb"); !strings.Contains(out, "02_relu") {
		t.Errorf("shared with the group: %s", out)
	}
	foreign := folder(1234, 1234, 0o755)
	out, err := exec.Command(engineName(), "run", "--rm", "--pull=never", "--network", "none", "-v", foreign+at, tag).CombinedOutput()
	want := "cannot write the lessons to /home/jovyan/golessons-notebooks: /home/jovyan/golessons-notebooks belongs to uid 1234, and this container runs as uid 1000; start it with `--user 1234:1234 --group-add users`"
	if err == nil || !strings.Contains(string(out), want) {
		t.Errorf("another user's folder: %v\n%s", err, out)
	}
	for name, flags := range map[string][]string{
		"with the group users": {"--group-add", "users"},
		"with no group":        nil, // and so without a home folder to write
	} {
		t.Run(name, func(t *testing.T) {
			c := run(t, slices.Concat([]string{"--user", "1234:1234", "-v", foreign + at}, flags, limited)...)
			c.healthy(t)
			c.kernel(t).cells(t, mlxCell)
			if got := c.sh(t, "stat -c %u ~/golessons-notebooks/en/02_relu.ipynb"); got != "1234\n" {
				t.Errorf("lesson 02 belongs to %s", got)
			}
		})
	}
	readOnly := []string{"run", "--rm", "--pull=never", "--network", "none", "-v", shared + at + ":ro", tag}
	if out, err := exec.Command(engineName(), readOnly...).CombinedOutput(); err == nil || !strings.Contains(string(out), "read-only file system); mount a folder or a volume there that can be written") {
		t.Errorf("a read-only folder: %v\n%s", err, out)
	}
}

// The locale decides the language of the pages and of JupyterLab.
func TestJapanese(t *testing.T) {
	c := run(t, append([]string{"-e", "LANG=ja_JP.UTF-8"}, limited...)...)
	c.healthy(t)
	token, page := c.url(t)
	if page != "/lab/tree/ja/index.md" {
		t.Errorf("the server opens %s", page)
	}
	if got := c.get(t, "http://127.0.0.1:8888/lab/api/settings/@jupyterlab/translation-extension:plugin", token); !strings.Contains(got, "ja_JP") {
		t.Errorf("JupyterLab's language: %s", got)
	}
	if got := c.get(t, "http://127.0.0.1:8888/lab/api/translations/ja_JP", token); !strings.Contains(got, "ja-JP") {
		t.Errorf("the translation: %s", got)
	}
}

// The container that compose.yaml describes works. The test reads the file itself
// and starts the container with all settings but the port, because the engine may
// have no Compose.
func TestCompose(t *testing.T) {
	build(t)
	file, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(engineName(), "run", "--rm", "-i", "--pull=never", "--network", "none", "--entrypoint", "python", tag, "-c", "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))")
	cmd.Stdin = strings.NewReader(string(file))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var compose struct {
		Services map[string]struct {
			Build, Image   string
			Ports, Volumes []string
			Environment    map[string]*string
			MemLimit       string `json:"mem_limit"`
			ReadOnly       bool   `json:"read_only"`
			Tmpfs          []string
			CapDrop        []string `json:"cap_drop"`
			SecurityOpt    []string `json:"security_opt"`
		}
		Volumes map[string]any
	}
	if err := json.Unmarshal(out, &compose); err != nil {
		t.Fatal(err)
	}
	s := compose.Services["golessons"]
	if len(compose.Services) != 1 || s.Build != "." || len(s.Ports) != 1 || !strings.HasPrefix(s.Ports[0], "127.0.0.1:") || !strings.HasSuffix(s.Ports[0], ":8888") {
		t.Errorf("services %+v", compose.Services)
	}
	flags := []string{"--network", "none", "--memory", s.MemLimit, fmt.Sprintf("--read-only=%v", s.ReadOnly)}
	home := volume(t)
	for _, v := range s.Volumes {
		name, at, _ := strings.Cut(v, ":")
		if _, ok := compose.Volumes[name]; !ok {
			t.Errorf("no volume %s in %v", name, compose.Volumes)
		}
		flags = append(flags, "-v", home+":"+at)
	}
	for _, v := range s.Tmpfs {
		flags = append(flags, "--tmpfs", v)
	}
	for _, v := range s.CapDrop {
		flags = append(flags, "--cap-drop", v)
	}
	for _, v := range s.SecurityOpt {
		flags = append(flags, "--security-opt", v)
	}
	c := run(t, flags...)
	c.healthy(t)
	first, warm := c.kernel(t).cells(t, mlxCell)
	t.Logf("first cell %.2f s, a warm one %.2f s", first.Seconds(), warm.Seconds())
	if tmp := c.sh(t, "ls ~/.cache/golessons 2>&1"); !strings.Contains(tmp, "No such file") {
		t.Errorf("the kernels use the home folder for programs: %s", tmp)
	}
}

// The devcontainer works as VS Code starts one: with another entry point and the
// checkout mounted, and then the file's command.
func TestDevcontainer(t *testing.T) {
	build(t)
	file, err := os.ReadFile("../.devcontainer/devcontainer.json")
	if err != nil {
		t.Fatal(err)
	}
	var dev struct {
		Build            struct{ Dockerfile, Context string }
		RemoteUser       string
		PostStartCommand string
		Customizations   struct {
			VSCode struct {
				Settings map[string]any
			}
		}
	}
	if err := json.Unmarshal(regexp.MustCompile(`(?m)^\s*//.*$`).ReplaceAll(file, nil), &dev); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{dev.Build.Dockerfile, dev.Build.Context} {
		if _, err := os.Stat(filepath.Join("../.devcontainer", f)); err != nil {
			t.Error(err)
		}
	}
	workspace := filepath.Join(t.TempDir(), "golessons")
	if err := os.Mkdir(workspace, 0o777); err != nil {
		t.Fatal(err)
	}
	os.Chmod(workspace, 0o777)
	c := start(t, slices.Concat(limited, []string{"--entrypoint", "/bin/sh", "-v", workspace + ":/workspaces/golessons", "--user", dev.RemoteUser}), "-c", "while sleep 1000 & wait $!; do :; done")
	command := strings.ReplaceAll(dev.PostStartCommand, "${containerWorkspaceFolder}", "/workspaces/golessons")
	if out, err := exec.Command(engineName(), "exec", "-w", "/workspaces/golessons", c.id, "/bin/sh", "-c", command).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	if _, err := os.Stat(filepath.Join(workspace, "notebooks", "en", "02_relu.ipynb")); err != nil {
		t.Error(err)
	}
	python := fmt.Sprint(dev.Customizations.VSCode.Settings["python.defaultInterpreterPath"])
	if out := c.sh(t, python+" -m jupyter_client.kernelspecapp list"); !strings.Contains(out, "golessons") {
		t.Errorf("kernels:\n%s", out)
	}
	c.kernel(t).cells(t, mlxCell)
}

// After a change in a lesson the image is built in seconds.
func TestChangedLesson(t *testing.T) {
	build(t)
	dir := filepath.Join(t.TempDir(), "golessons")
	if out, err := exec.Command("cp", "-a", "..", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	began := time.Now()
	buildIn(t, dir, tag+"-same")
	same := time.Since(began)
	file := filepath.Join(dir, "lessons", "en", "02_relu.ipynb")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(data), `"# `, `"# Changed: `, 1)
	if changed == string(data) {
		t.Fatal("lesson 02 has no title")
	}
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	began = time.Now()
	buildIn(t, dir, tag+"-changed")
	took := time.Since(began)
	t.Logf("a build without a change took %.1f s, one with a changed lesson %.1f s", same.Seconds(), took.Seconds())
	defer exec.Command(engineName(), "rmi", tag+"-same", tag+"-changed").Run()
	if took > 60*time.Second {
		t.Errorf("a changed lesson took %.0f s", took.Seconds())
	}
	if out := engine(t, "run", "--rm", "--pull=never", "--network", "none", tag+"-changed", "grep", "-c", "Changed: ", "en/02_relu.ipynb"); strings.TrimSpace(out) != "1" {
		t.Errorf("the changed lesson is not in the image: %s", out)
	}
}
