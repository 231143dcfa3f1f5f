package classroom

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The values for a cluster say what class.ini and the image say.
func TestClusterAgrees(t *testing.T) {
	values := read(t, "z2jh.yaml")
	key := regexp.MustCompile(`^( *)(?:- )?(?:([\w.]+):)? ?(.*)$`)
	var path []string
	got := map[string]string{}
	for line := range strings.Lines(values) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		m := key.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil || len(m[1])%2 != 0 {
			t.Fatalf("this test reads maps and lists with two spaces a level, not %q", line)
		}
		if m[2] == "" {
			got[strings.Join(path, ".")] += m[3] + "\n"
			continue
		}
		path = append(path[:min(len(m[1])/2, len(path))], m[2])
		got[strings.Join(path, ".")] = m[3]
	}

	ini := map[string]string{}
	for line := range strings.Lines(read(t, "class.ini")) {
		if k, v, ok := strings.Cut(line, " = "); ok && line[0] != '#' {
			ini[k] = strings.TrimSpace(v)
		}
	}
	minutes := func(key string) string {
		n, err := strconv.Atoi(ini[key])
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(60 * n)
	}
	dockerfile := read(t, filepath.Join("..", "Dockerfile"))
	user := regexp.MustCompile(`(?m)^USER (\d+):(\d+)$`).FindStringSubmatch(dockerfile)
	docker := regexp.MustCompile(`size=(\d+)m`).FindStringSubmatch(read(t, "jupyterhub_config_docker.py"))
	if user == nil || docker == nil {
		t.Fatal("the image's user or the size of /tmp with Docker is not where it was")
	}
	for path, want := range map[string]string{
		"singleuser.memory.limit":    ini["memory"],
		"singleuser.cpu.limit":       ini["cpus"],
		"cull.timeout":               minutes("idle_server"),
		"singleuser.uid":             user[1],
		"singleuser.fsGid":           user[2],
		"hub.config.KubeSpawner.gid": user[2],
		"singleuser.storage.extraVolumes.tmp.emptyDir.sizeLimit": docker[1] + "Mi",
		"singleuser.cmd":                         "jupyterhub-singleuser",
		"hub.config.Authenticator.allowed_users": "[]",
		"hub.config.Authenticator.admin_users":   "[]",
	} {
		if got[path] != want {
			t.Errorf("%s is %q, not %q", path, got[path], want)
		}
	}
	if args := got["hub.config.KubeSpawner.args"]; !strings.Contains(args, "cull_idle_timeout="+minutes("idle_kernel")+"\n") {
		t.Errorf("kernels without a page: %q", args)
	}
	if strings.Contains(dockerfile, "\nCMD [\"") || !strings.Contains(dockerfile, `"golessons", "image", "start"]`) {
		t.Error("the image's entry point is no longer what cmd is for")
	}
}

// The chart takes the values and no others. The chart is not part of the
// course: `helm pull jupyterhub/jupyterhub --version 4.4.0 --untar` brings it.
func TestClusterChart(t *testing.T) {
	chart := os.Getenv("GOLESSONS_TEST_CHART")
	if chart == "" {
		t.Skip("set GOLESSONS_TEST_CHART to the folder of the chart")
	}
	if !strings.Contains(read(t, filepath.Join(chart, "Chart.yaml")), "\nversion: 4.4.0\n") {
		t.Errorf("%s is not the version that z2jh.yaml names", chart)
	}
	template := func(values string) (string, error) {
		file := filepath.Join(t.TempDir(), "values.yaml")
		if err := os.WriteFile(file, []byte(values), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("helm", "template", "hub", chart, "--kube-version", "1.32.0", "-f", file).CombinedOutput()
		return string(out), err
	}
	values := read(t, "z2jh.yaml")
	if out, err := template(values); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for old, bad := range map[string]string{"guarantee: 700M": "garantee: 700M", "uid: 1000": "uid: many", "nonPrivateIPs: false": "nonPrivateIP: false"} {
		misspelt := strings.Replace(values, old, bad, 1)
		if out, err := template(misspelt); misspelt == values || err == nil || !strings.Contains(out, "schema") {
			t.Errorf("%q is taken for %q: %v", bad, old, err)
		}
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
