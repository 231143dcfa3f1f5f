package classroom

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The values for a cluster agree with class.ini and the image.
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
		t.Error("the image's entry point has changed; cmd may no longer fit")
	}
}

// The pods made from the values keep to the pod security standard "restricted".
// testdata/cluster.py made them, with the chart, helm and KubeSpawner.
func TestClusterRestricted(t *testing.T) {
	var values strings.Builder // without comments
	for line := range strings.Lines(read(t, "z2jh.yaml")) {
		if trimmed := strings.TrimSpace(line); trimmed != "" && trimmed[0] != '#' {
			values.WriteString(line)
		}
	}
	made := sha256.Sum256([]byte(values.String()))
	type m = map[string]any
	for _, file := range []string{"pod.json", "others.json", "pvc.json"} {
		var list struct {
			MadeOf string `json:"made_of"`
			Items  []m
		}
		if err := json.Unmarshal([]byte(read(t, filepath.Join("testdata", "cluster", file))), &list); err != nil {
			t.Fatal(err)
		}
		if list.MadeOf != hex.EncodeToString(made[:]) {
			t.Errorf("%s was made of another z2jh.yaml: run testdata/cluster.py", file)
		}
		if len(list.Items) == 0 {
			t.Errorf("%s is empty", file)
		}
		if file == "pvc.json" {
			continue
		}
		for _, item := range list.Items {
			name := item["metadata"].(m)["name"]
			for _, fault := range unrestricted(item["spec"].(m)) {
				t.Errorf("%v: %s", name, fault)
			}
		}
	}
}

// unrestricted returns a pod's violations of the standard, control by control in
// the order of https://kubernetes.io/docs/concepts/security/pod-security-standards/
// (without those for Windows).
func unrestricted(spec map[string]any) (faults []string) {
	type m = map[string]any
	at := func(v any, path ...string) any {
		for _, key := range path {
			in, _ := v.(m)
			v = in[key]
		}
		return v
	}
	no := func(ok bool, format string, a ...any) {
		if !ok {
			faults = append(faults, fmt.Sprintf(format, a...))
		}
	}
	for _, host := range []string{"hostNetwork", "hostPID", "hostIPC"} {
		no(spec[host] == nil || spec[host] == false, "%s", host)
	}
	volumes, _ := spec["volumes"].([]any)
	for _, v := range volumes {
		for kind := range v.(m) {
			no(slices.Contains([]string{"name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}, kind), "a volume of kind %s", kind)
		}
	}
	no(at(spec, "securityContext", "sysctls") == nil, "sysctls")
	pod := spec["securityContext"]
	var containers []any
	for _, kind := range []string{"initContainers", "containers", "ephemeralContainers"} {
		more, _ := spec[kind].([]any)
		containers = append(containers, more...)
	}
	for _, c := range containers {
		name, own := at(c, "name"), at(c, "securityContext")
		either := func(path ...string) any {
			if v := at(own, path...); v != nil {
				return v
			}
			return at(pod, path...)
		}
		no(at(own, "privileged") == nil || at(own, "privileged") == false, "%s is privileged", name)
		no(at(own, "allowPrivilegeEscalation") == false, "%s may gain privileges", name)
		no(either("runAsNonRoot") == true, "%s may run as root", name)
		no(either("runAsUser") != 0.0, "%s runs as root", name)
		seccomp := either("seccompProfile", "type")
		no(seccomp == "RuntimeDefault" || seccomp == "Localhost", "%s has the seccomp profile %v", name, seccomp)
		drop, _ := at(own, "capabilities", "drop").([]any)
		no(slices.Contains(drop, any("ALL")), "%s keeps capabilities", name)
		add, _ := at(own, "capabilities", "add").([]any)
		for _, capability := range add {
			no(capability == "NET_BIND_SERVICE", "%s gets %s", name, capability)
		}
		no(at(own, "procMount") == nil || at(own, "procMount") == "Default", "%s has another /proc", name)
		for _, options := range []any{either("appArmorProfile", "type"), either("seLinuxOptions")} {
			no(options == nil || options == "RuntimeDefault" || options == "Localhost", "%s: %v", name, options)
		}
		ports, _ := at(c, "ports").([]any)
		for _, port := range ports {
			no(at(port, "hostPort") == nil || at(port, "hostPort") == 0.0, "%s has a port of the node", name)
		}
	}
	no(len(containers) > 0, "no container")
	return faults
}

// The chart accepts the values, and refuses misspelt ones. The chart is not part of
// the course: `helm pull jupyterhub/jupyterhub --version 4.4.0 --untar` brings it.
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
			t.Errorf("%q is accepted in place of %q: %v", bad, old, err)
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
