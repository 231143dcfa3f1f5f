//go:build unix

package classroom

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A new version is installed while two learners work. One of them tries to write
// into it all the time. (It takes minutes, because it installs the course twice.)
func TestUpdate(t *testing.T) {
	course := install(t)
	folder := filepath.Dir(course)
	version := func() string {
		to, err := filepath.EvalSymlinks(course)
		if err != nil {
			t.Fatal(err)
		}
		return to
	}
	old := version()
	k := classOf(t, course, "golupdate")
	c := &class{k, t}
	if err := k.StartHub(); err != nil {
		t.Fatal(err)
	}
	hostile, two := k.Names[0], k.Names[1]
	for _, name := range []string{hostile, two} {
		if _, err := c.Do(name, "login", "password", Password(name)); err != nil {
			t.Fatal(err)
		}
		c.begin(name)
	}
	c.sh(hostile, `setsid nohup sh -c 'while [ ! -e ~/stop ]; do find `+folder+`/ -type d -writable 2>/dev/null | while read -r d; do echo hostile >"$d/hostile" && echo "$d" >>~/reached; done; n=$((n+1)); echo $n >~/tries; done' </dev/null >/dev/null 2>&1 &`)

	next := t.TempDir()
	for _, part := range strings.Fields("go.mod go.sum main.go internal helpers mlx lessons classroom") {
		if out, err := exec.Command("cp", "-R", filepath.Join("..", part), next).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	index := filepath.Join(next, "lessons", "en", "index.md")
	if err := os.WriteFile(index, []byte(read(t, index)+"\nThe next version.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	installing := func(checkout, folder string) (string, error) {
		out, err := exec.Command("nice", "sh", filepath.Join(checkout, "classroom", "install.sh"), folder).CombinedOutput()
		return string(out), err
	}
	done, began := make(chan error, 1), time.Now()
	go func() {
		out, err := installing(next, folder)
		if err != nil {
			err = fmt.Errorf("%w\n%s", err, out)
		}
		done <- err
	}()
	var longest time.Duration
	cells := 0
	for running := true; running; {
		longest = max(longest, c.works(two))
		cells++
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			running = false
		case <-time.After(time.Second):
		}
	}
	new := version()
	t.Logf("the installation took %.0f s, in which another's %d cells took %.1f s at most", time.Since(began).Seconds(), cells, longest.Seconds())
	if new == old {
		t.Fatalf("%s has not changed", course)
	}

	// The hostile learner has not written anything into the course.
	out := c.sh(hostile, "touch ~/stop; sleep 3; cat ~/tries; cat ~/reached")
	t.Logf("%q", out)
	if strings.Contains(out, folder) {
		t.Errorf("a learner has written into the shared installation:\n%s", out)
	}
	if stray, err := exec.Command("find", folder, "(", "!", "-user", "root", "-o", "-perm", "/022", "!", "-type", "l", ")").CombinedOutput(); err != nil || len(stray) > 0 {
		t.Errorf("others own or may write: %v\n%.2000s", err, stray)
	}

	// Servers that were running keep the old version; one that starts has the new one.
	c.works(hostile)
	k.StopHub()
	if err := k.StartHub(); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Ask(hostile, "connect"); err != nil {
		t.Fatal(err)
	}
	c.works(hostile)
	c.ask(two, "stop")
	c.begin(two)
	c.works(two)
	for name, want := range map[string]string{hostile: old, two: new} {
		if got := c.sh(name, "echo $GOLESSONS_STATE"); strings.TrimSpace(got) != want+"/state" {
			t.Errorf("%s has %s, not %s", name, got, want)
		}
	}
	if out := c.sh(two, "tail -n 1 ~/golessons-notebooks/en/index.md"); !strings.Contains(out, "The next version.") {
		t.Errorf("the start page: %s", out)
	}

	// Go back to the old version, which is still there because a server uses it.
	// The new one is removed when nobody uses it.
	c.ask(two, "stop")
	k.StopHub()
	if out, err := installing("..", folder); err != nil || version() != old {
		t.Errorf("back: %v, %s\n%s", err, version(), out)
	}
	// A kernel's guard ends a moment after its server. Until then its version is in
	// use, and an installation keeps it.
	var versions []string
	for range 10 {
		if versions, _ = filepath.Glob(filepath.Join(folder, "versions", "*")); len(versions) == 1 {
			break
		}
		time.Sleep(time.Second)
		if out, err := installing("..", folder); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if len(versions) != 1 || versions[0] != old {
		t.Errorf("versions: %q", versions)
	}

	// The hub does not start if others can change the course.
	ends := func(what, sentence string) {
		t.Helper()
		before := len(read(t, k.Log))
		err := k.StartHub()
		if err == nil {
			k.StopHub()
		}
		if said := read(t, k.Log)[before:]; err == nil || !strings.Contains(said, sentence) || strings.Contains(said, "Traceback") {
			t.Errorf("%s: %v\n%s", what, err, said)
		}
	}
	foreign := filepath.Join(old, "cache", "00", "foreign")
	if err := os.WriteFile(foreign, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(foreign)
	if err := os.Chown(foreign, 65534, 65534); err != nil {
		t.Fatal(err)
	}
	ends("a file of nobody's in the cache", foreign+" belongs to nobody, mode 644: only root may write what all learners run")
	if out, err := installing("..", folder); err == nil || !strings.Contains(out, "others than root own or may write what is in") {
		t.Errorf("it was installed all the same: %v\n%s", err, out)
	}
	os.Chown(foreign, 0, 0)
	os.Chmod(foreign, 0o666)
	ends("a file that everybody may write", foreign+" belongs to root, mode 666: only root may write what all learners run")
	os.Remove(foreign)

	// Nothing is installed below somebody else's folder.
	theirs := filepath.Join(t.TempDir(), "theirs")
	if err := os.MkdirAll(theirs, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(theirs, 65534, 65534); err != nil {
		t.Fatal(err)
	}
	if out, err := installing("..", filepath.Join(theirs, "course")); err == nil || !strings.Contains(out, "others than root may write "+theirs) {
		t.Errorf("it was installed below another user's folder: %v\n%s", err, out)
	}
}
