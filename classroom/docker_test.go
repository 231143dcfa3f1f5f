//go:build unix

package classroom

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What the configuration for Docker asks of JupyterHub and of Docker: every
// setting is one that they have, nobody gets in who is not named, and a
// container has its limits. (The image's own test runs it as a hub does.)
func TestDocker(t *testing.T) {
	course := install(t)
	dir := t.TempDir()
	config := func(ini string) (out []byte, err error) {
		file := filepath.Join(dir, "class.ini")
		if err := os.WriteFile(file, []byte(ini+"[hub]\nfolder = "+dir+"/hub\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(filepath.Join(course, "state", "venv", "bin", "python"), "testdata/config.py",
			filepath.Join(course, "src", "classroom", "jupyterhub_config_docker.py"), "hanako")
		cmd.Env = append(os.Environ(), "GOLESSONS_CLASS="+file, "PYTHONDONTWRITEBYTECODE=1")
		cmd.Stderr = os.Stderr
		return cmd.Output()
	}
	out, err := config("[learners]\nhanako = password-of-hanako\n[limits]\nmemory = 1500M\nprocesses = 300\ncpus = 1.5\n")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Unknown, Allowed, Refused []string
		Container                 struct {
			Name, Image string
			Command     []string
			HostConfig  struct {
				Memory, MemorySwap, PidsLimit, CpuQuota, CpuPeriod int64
				ReadonlyRootfs                                     bool
				NetworkMode                                        string
				CapDrop, SecurityOpt, Binds                        []string
			} `json:"host_config"`
		}
	}
	if err := json.Unmarshal(out[strings.Index(string(out), "{"):], &got); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if len(got.Unknown) > 0 {
		t.Errorf("no such settings: %q", got.Unknown)
	}
	if !slices.Equal(got.Allowed, []string{"hanako"}) || !slices.Equal(got.Refused, []string{"hanako", "stranger", "hanako"}) {
		t.Errorf("allowed %q, refused %q", got.Allowed, got.Refused)
	}
	c, h := got.Container, got.Container.HostConfig
	if c.Name != "golessons-hanako" || c.Image != "golessons" || len(c.Command) < 2 || c.Command[0] != "jupyterhub-singleuser" {
		t.Errorf("container %s of %s runs %q", c.Name, c.Image, c.Command)
	}
	if h.Memory != 1500<<20 || h.MemorySwap != h.Memory || h.PidsLimit != 300 || h.CpuQuota*2 != h.CpuPeriod*3 {
		t.Errorf("limits: %+v", h)
	}
	if !h.ReadonlyRootfs || h.NetworkMode != "golessons" || !slices.Equal(h.CapDrop, []string{"ALL"}) ||
		!slices.Equal(h.SecurityOpt, []string{"no-new-privileges"}) || !slices.Equal(h.Binds, []string{"golessons-hanako:/home/jovyan:rw"}) {
		t.Errorf("what the container may: %+v", h)
	}
	for what, ini := range map[string]string{
		"a short password":       "[learners]\nhanako = short\n",
		"a name that is no name": "[learners]\n../root = password-of-root\n",
		"a limit that is none":   "[learners]\nhanako = password-of-hanako\n[limits]\nmemory = much\n",
	} {
		if out, err := config(ini); err == nil {
			t.Errorf("%s is taken: %s", what, out)
		}
	}
}
