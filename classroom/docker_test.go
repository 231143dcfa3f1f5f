//go:build unix

package classroom

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/internal/words"
)

// The configuration for Docker has only settings that exist, lets in named learners
// only, and gives containers their limits; mistakes in class.ini are sentences.
// It runs the configuration without a hub. (It takes a minute, because Python starts
// once per mistake; the installation before it takes longer.)
func TestDocker(t *testing.T) {
	course := install(t)
	dir, modes := t.TempDir(), os.FileMode(0o600)
	config := func(ini string) (out []byte, err error) {
		file := filepath.Join(dir, "class.ini")
		if !strings.Contains(ini, "[hub]\n") {
			ini += "[hub]\n"
		}
		ini = strings.Replace(ini, "[hub]\n", "[hub]\nfolder = "+dir+"/hub\n", 1)
		if err := os.WriteFile(file, []byte(ini), modes); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, modes); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(python(course), "testdata/config.py",
			filepath.Join(course, "src", "classroom", "jupyterhub_config_docker.py"), "hanako")
		cmd.Env = append(os.Environ(), "GOLESSONS_CLASS="+file, "PYTHONDONTWRITEBYTECODE=1")
		var said strings.Builder
		cmd.Stderr = &said
		if out, err = cmd.Output(); err != nil {
			err = fmt.Errorf("%w: %s", err, said.String())
		}
		return out, err
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
				Memory, MemorySwap, PidsLimit, CPUQuota, CPUPeriod int64
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
	if h.Memory != 1500<<20 || h.MemorySwap != h.Memory || h.PidsLimit != 300 || h.CPUQuota*2 != h.CPUPeriod*3 {
		t.Errorf("limits: %+v", h)
	}
	if !h.ReadonlyRootfs || h.NetworkMode != "golessons" || !slices.Equal(h.CapDrop, []string{"ALL"}) ||
		!slices.Equal(h.SecurityOpt, []string{"no-new-privileges"}) || !slices.Equal(h.Binds, []string{"golessons-hanako:/home/jovyan:rw"}) {
		t.Errorf("the container's rights: %+v", h)
	}
	// A mistake in class.ini is a sentence, and the hub does not start.
	for _, wrong := range []struct{ what, ini, sentence string }{
		{"a short password", "[learners]\nhanako = short\n", "the password of hanako is shorter than 8 letters"},
		{"a name that is no name", "[learners]\n../root = password-of-root\n", "'../root' is no name for a learner"},
		{"a Japanese name", "[learners]\n花子 = password-of-hanako\n", "'花子' is no name for a learner; use small letters a to z, digits, - and _, a letter first"},
		{"a learner and teacher", "[learners]\nhanako = password-of-hanako\n[teachers]\nhanako = a-password-of-thirty-two-letters-or-more\n", "hanako stands in [learners] and in [teachers]"},
		{"a teacher's short password", "[learners]\nhanako = password-of-hanako\n[teachers]\nsensei = password-of-sensei\n", "the password of sensei is shorter than 32 letters"},
		{"a teacher with the class's", "[learners]\nhanako\n[teachers]\nsensei\n[class]\npassword = password-of-all\n", "the teacher sensei has no password"},
		{"a short one for all", "[learners]\nhanako\n[class]\npassword = short\n", "the class's password is shorter than 8 letters"},
		{"no passwords", "[learners]\nhanako\n", "class.ini has no passwords, so nobody could log in"},
		{"a limit that is none", "[learners]\nhanako = password-of-hanako\n[limits]\nmemory = much\n", "much is no size; write it as 2G or 512M"},
		{"a number that is none", "[learners]\nhanako = password-of-hanako\n[limits]\nprocesses = -1\n", "[limits] processes = -1 is no number above 0"},
		{"another language", "[learners]\nhanako = password-of-hanako\n[class]\nlanguage = fr\n", "the lessons are in " + strings.Join(words.Tags(), " and ")},
		{"a certificate alone", "[learners]\nhanako = password-of-hanako\n[hub]\ncertificate = /etc/passwd\n", "name a file with the certificate and one with its key"},
		{"a name twice", "[learners]\nhanako = password-of-hanako\nhanako = password-of-hanako\n", "already exists"},
		{"no file of its kind", "hanako\n", "cannot be read: File contains no section headers"},
	} {
		out, err := config(wrong.ini)
		if err == nil {
			t.Errorf("%s is taken: %s", wrong.what, out)
		} else if said := err.Error(); !strings.Contains(said, wrong.sentence) || strings.Contains(said, "Traceback") {
			t.Errorf("%s: %s", wrong.what, said)
		}
	}
	modes = 0o644
	if _, err := config("[learners]\nhanako = password-of-hanako\n"); err == nil || !strings.Contains(err.Error(), "has passwords in it and others may read it") {
		t.Errorf("a file that everybody reads: %v", err)
	}
}
