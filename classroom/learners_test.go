//go:build unix

package classroom

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// learners runs learners.py as a teacher does, and returns its output and its
// exit status.
func (c *class) learners(arguments ...string) (string, int) {
	c.Helper()
	arguments = append([]string{filepath.Join(c.Course, "src", "classroom", "learners.py"), c.kind}, arguments...)
	if c.config != "" {
		arguments = append(arguments, "--config", c.config)
	}
	cmd := exec.Command(python(c.Course), arguments...)
	cmd.Env = append(append(os.Environ(), "GOLESSONS_CLASS="+c.ini), c.env...)
	out, err := cmd.CombinedOutput()
	if _, ended := err.(*exec.ExitError); err != nil && !ended {
		c.Fatal(err)
	}
	if strings.Contains(string(out), "Traceback") {
		c.Errorf("learners.py %q:\n%s", arguments[1:], out)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// collected checks that a learner's work is copied for the teacher, whatever
// characters the name has and whatever else is in the learner's folder.
func collected(c *class) {
	for _, name := range c.Names[1:3] { // names with _ and -
		out := c.sh(name, strings.Join([]string{
			"cd ~/golessons-notebooks", "mkdir -p mine/$(printf 'a/%.0s' $(seq 30))", "echo 'work of " + name + "' >mine/own.ipynb", "echo deep >mine/$(printf 'a/%.0s' $(seq 30))deep",
			"ln -s /etc/shadow shadow.ipynb", "ln -s /etc etc", "mkfifo fifo.ipynb", "truncate -s 40M large.bin", "touch \"$(printf '\\033[2Jname').txt\"", "chmod 4777 mine/own.ipynb", "echo done"}, "; "))
		if !strings.Contains(out, "done") {
			c.Fatalf("%s: %s", name, out)
		}
		work := filepath.Join(c.TempDir(), "work")
		out, status := c.learners("collect", work, name, "--most", "30")
		if status != 0 || !strings.Contains(out, name+": ") || strings.Contains(out, "\033") {
			c.Fatalf("%s: %d %q", name, status, out)
		}
		own := filepath.Join(work, name, "mine", "own.ipynb")
		if got := read(c.T, own); got != "work of "+name+"\n" {
			c.Errorf("%s: %q", own, got)
		}
		if _, err := os.Stat(filepath.Join(work, name, lesson02)); err != nil {
			c.Error(err)
		}
		// The copy has only files and folders, which only the teacher can read.
		filepath.WalkDir(work, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				c.Error(err)
				return nil
			}
			info, err := d.Info()
			if err != nil {
				c.Error(err)
			} else if mode := info.Mode(); !mode.IsRegular() && !mode.IsDir() || mode&^fs.ModeDir&^0o700 != 0 {
				c.Errorf("%s: %s", path, mode)
			}
			return nil
		})
		for _, left := range []string{"shadow.ipynb", "etc", "fifo.ipynb", "large.bin", "deep"} {
			if _, err := os.Lstat(filepath.Join(work, name, left)); err == nil || left != "deep" && !strings.Contains(out, "left out: '"+left+"'") {
				c.Errorf("%s was not left out with a word: %s", left, out)
			}
		}
		// The second time nothing is overwritten.
		if err := os.WriteFile(own, []byte("marked"), 0o600); err != nil {
			c.Fatal(err)
		}
		out, status = c.learners("collect", work, name)
		if got := read(c.T, own); status != 1 || !strings.Contains(out, "is there already; name another folder") || got != "marked" {
			c.Errorf("again: %d %s %q", status, out, got)
		}
	}
	// Collect from all learners, and from names that nobody has.
	work := filepath.Join(c.TempDir(), "all")
	if out, status := c.learners("collect", work); status != 0 {
		c.Errorf("all: %d %s", status, out)
	}
	for _, name := range c.Names {
		if _, err := os.Stat(filepath.Join(work, name, lesson02)); err != nil {
			c.Error(err)
		}
	}
	for _, nobody := range []string{"golnobody", "gol_no-body", "花子", "../x", "root", ""} {
		none := filepath.Join(c.TempDir(), "none")
		out, status := c.learners("collect", none, nobody)
		if files, _ := filepath.Glob(none + "/*"); status != 1 || len(files) > 0 || len(strings.Split(strings.TrimSpace(out), "\n")) != 1 {
			c.Errorf("collect of %q: %d %q, %q", nobody, status, out, files)
		}
		if out, status := c.learners("forget", nobody); status == 0 {
			c.Errorf("forget %q: %s", nobody, out)
		}
	}
}

// forgotten checks that a learner's files are deleted after the steps that the
// README lists, and not before.
func forgotten(c *class, there func(name string) bool, busy func(name string) *exec.Cmd) {
	last, other := c.Names[len(c.Names)-1], c.Names[0]
	refused := func(what, sentence string) {
		c.Helper()
		out, status := c.learners("forget", last)
		if status != 1 || !strings.Contains(out, sentence) || !there(last) {
			c.Errorf("%s: %d %s", what, status, out)
		}
	}
	if len(c.Processes(last)) == 0 {
		c.begin(last)
	}
	refused("in the file", "still stands in class.ini under [learners]; take the name out and start the hub again first")
	line := last + " = " + Password(last) + "\n"
	c.edit(line, "") // the hub ends the server of a name that is no longer in the file
	var left []int
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(200 * time.Millisecond) {
		if left = c.Processes(last); len(left) == 0 {
			break
		}
	}
	for _, pid := range left {
		line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		c.Errorf("left of %s: %q", last, line)
	}
	running := busy(last)
	if err := running.Start(); err != nil {
		c.Fatal(err)
	}
	for began := time.Now(); len(c.Processes(last)) == 0 && time.Since(began) < 20*time.Second; {
		time.Sleep(100 * time.Millisecond)
	}
	refused("while something runs", "still runs; stop")
	for _, pid := range c.Processes(last) {
		syscall.Kill(pid, syscall.SIGKILL)
	}
	running.Wait()
	if a := c.ask(c.Teacher, "login", "password", Password(c.Teacher)); a.Code != 302 {
		c.Fatalf("the teacher: %d", a.Code)
	}
	if a := c.ask(c.Teacher, "request", "method", "DELETE", "path", "/hub/api/users/"+last); a.Code != 204 {
		c.Errorf("deleting the user on the control page: %d %s", a.Code, a.Text)
	}
	if out, status := c.learners("forget", last); status != 0 || !strings.Contains(out, "deleted") || there(last) || !there(other) {
		c.Errorf("forget: %d %s", status, out)
	}
	if out, status := c.learners("forget", last); status != 1 || strings.Contains(out, "deleted") || !there(other) {
		c.Errorf("forget again: %d %s", status, out)
	}
}

// forgottenUser calls forgotten, for a hub without Docker.
func forgottenUser(c *class) {
	home := "/home/" + c.Names[len(c.Names)-1]
	forgotten(c, func(name string) bool {
		_, err := user.Lookup(name)
		_, statErr := os.Stat("/home/" + name)
		return err == nil && statErr == nil
	}, func(name string) *exec.Cmd { return exec.Command("runuser", "-u", name, "--", "sleep", "60") })
	if _, err := os.Lstat(home); err == nil {
		c.Errorf("%s is left", home)
	}
	// An account that existed before the class stays.
	const account = "golaccount"
	if out, err := exec.Command("useradd", "--create-home", account).CombinedOutput(); err != nil {
		c.Fatalf("%v\n%s", err, out)
	}
	defer exec.Command("userdel", "--remove", account).Run()
	out, status := c.learners("forget", account)
	if _, err := os.Stat("/home/" + account); err != nil || status != 1 || !strings.Contains(out, "the hub has not made this user of the machine") {
		c.Errorf("an account that is not a learner's: %v %d %s", err, status, out)
	}
}

// On a cluster, annotations on volumes and pods say whose they are; the learner's
// name is not readable from theirs. testdata/cluster.py made the answers of kubectl,
// with KubeSpawner.
func TestClusterLearners(t *testing.T) {
	dir := t.TempDir()
	kubectl := `#!/bin/sh
echo "$*" >>` + dir + `/asked
case "$*" in
*"get pvc"*) cat testdata/cluster/pvc.json;;
*"get pod"*) cat testdata/cluster/pod.json;;
*"delete pvc"*) echo deleted;;
*"exec jupyter-taro-y---"*" --container notebook -- tar -c -C /home/jovyan golessons-notebooks") tar -c -C ` + dir + `/home golessons-notebooks;;
*) echo "what is $*?" >&2; exit 1;;
esac
`
	notebooks := filepath.Join(dir, "home", "golessons-notebooks")
	for name, content := range map[string]string{
		filepath.Join(dir, "bin", "kubectl"):   kubectl,
		filepath.Join(notebooks, "own.ipynb"):  "work",
		filepath.Join(notebooks, "en", "x.py"): "y",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(notebooks, "link")); err != nil {
		t.Fatal(err)
	}
	learners := func(arguments ...string) (string, int) {
		cmd := exec.Command("python3", append([]string{"learners.py", "cluster"}, arguments...)...)
		cmd.Env = append(os.Environ(), "PATH="+filepath.Join(dir, "bin")+":"+os.Getenv("PATH"), "PYTHONDONTWRITEBYTECODE=1")
		out, err := cmd.CombinedOutput()
		if _, ended := err.(*exec.ExitError); err != nil && !ended {
			t.Fatal(err)
		}
		if strings.Contains(string(out), "Traceback") {
			t.Errorf("%q: %s", arguments, out)
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
	work := filepath.Join(dir, "work")
	if out, status := learners("collect", work, "taro_y"); status != 0 || read(t, filepath.Join(work, "taro_y", "own.ipynb")) != "work" || !strings.Contains(out, "left out: 'link'") {
		t.Errorf("taro_y: %d %s", status, out)
	}
	for name, sentence := range map[string]string{
		"a-b":    "the server does not run",
		"花子":     "the server does not run",
		"taro":   "there is no volume of theirs",
		"taro-y": "there is no volume of theirs",
	} {
		if out, status := learners("collect", work, name); status != 1 || !strings.Contains(out, name+": "+sentence) {
			t.Errorf("%s: %d %s", name, status, out)
		}
	}
	if out, status := learners("forget", "taro_y"); status != 1 || !strings.Contains(out, "the server still runs") {
		t.Errorf("forget with a server: %d %s", status, out)
	}
	if out, status := learners("forget", "taro"); status != 1 || !strings.Contains(out, "there is no volume of theirs") {
		t.Errorf("forget nobody: %d %s", status, out)
	}
	if asked := read(t, filepath.Join(dir, "asked")); strings.Contains(asked, "delete") {
		t.Errorf("something was deleted:\n%s", asked)
	}
	for _, name := range []string{"a-b", "花子", "Taro.Y@example.ac.jp"} {
		if out, status := learners("forget", name); status != 0 || !strings.Contains(out, "deleted") {
			t.Errorf("forget %s: %d %s", name, status, out)
		}
	}
	asked := read(t, filepath.Join(dir, "asked"))
	for _, claim := range strings.Fields("claim-a-b claim-x---ebaec6bc claim-taro-y-example-ac-jp---38a096a5") {
		if !strings.Contains(asked, "--namespace golessons delete pvc "+claim) {
			t.Errorf("%s was not deleted:\n%s", claim, asked)
		}
	}
}

// An archive that is cut off or made up is reported for its learner, does not stop
// the others, and never counts as that learner's whole work.
func TestClusterArchives(t *testing.T) {
	dir := t.TempDir()
	kubectl := `#!/bin/sh
case "$*" in
*"get pvc"*) cat testdata/cluster/pvc.json;;
*"get pod"*) cat testdata/cluster/pod.json;;
*" exec "*) cat ` + dir + `/archive.tar;;
esac
`
	if err := os.WriteFile(filepath.Join(dir, "kubectl"), []byte(kubectl), 0o755); err != nil {
		t.Fatal(err)
	}
	// made returns an archive with a file of 5000 bytes and, for records, a small one
	// with odd headers behind it.
	made := func(records map[string]string) []byte {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		w.WriteHeader(&tar.Header{Name: "golessons-notebooks/a", Mode: 0o600, Size: 5000})
		w.Write(bytes.Repeat([]byte("a"), 5000))
		if records != nil {
			var pax string
			for key, value := range records {
				n := len(key) + len(value) + 3
				for n != len(fmt.Sprintf("%d %s=%s\n", n, key, value)) {
					n++
				}
				pax += fmt.Sprintf("%d %s=%s\n", n, key, value)
			}
			w.Flush()
			header := func(name string, kind byte, size int) {
				h := make([]byte, 512)
				copy(h, name)
				copy(h[100:], "0000600\x000000000\x000000000\x00")
				copy(h[124:], fmt.Sprintf("%011o\x00%011o\x00        ", size, 0))
				h[156] = kind
				copy(h[257:], "ustar\x0000")
				sum := 0
				for _, c := range h {
					sum += int(c)
				}
				copy(h[148:], fmt.Sprintf("%06o\x00 ", sum))
				b.Write(h)
			}
			header("x", 'x', len(pax))
			b.WriteString(pax + strings.Repeat("\x00", (512-len(pax)%512)%512))
			header("golessons-notebooks/odd", '0', 3)
			b.WriteString("odd" + strings.Repeat("\x00", 509))
		}
		w.Close()
		return b.Bytes()
	}
	whole := made(nil)
	collect := func(work string) string {
		cmd := exec.Command("python3", "learners.py", "cluster", "collect", work, "taro_y", "a-b")
		cmd.Env = append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"), "PYTHONDONTWRITEBYTECODE=1")
		out, _ := cmd.CombinedOutput()
		return string(out)
	}
	for _, work := range []string{filepath.Join(dir, "kubectl"), filepath.Join(dir, "kubectl", "work"), "/proc/nowhere"} {
		if out := collect(work); strings.Contains(out, "Traceback") || !strings.Contains(out, "taro_y: ") || !strings.Contains(out, " was not made; name another folder") {
			t.Errorf("where nothing can be made: %s", out)
		}
	}
	for what, try := range map[string]struct {
		archive []byte
		files   int // -1: refused
	}{
		"whole":                     {whole, 1},
		"cut in a file":             {whole[:2000], -1},
		"cut in a header":           {made(map[string]string{"comment": "x"})[:512+5120+100], -1},
		"without an end":            {whole[:512+5120], -1},
		"empty":                     {nil, -1},
		"a time that cannot be":     {made(map[string]string{"mtime": "1e300"}), 2},
		"a time that is no number":  {made(map[string]string{"mtime": "nan"}), 2},
		"a size that cannot be":     {made(map[string]string{"size": "-5"}), -1},
		"a name that cannot be":     {made(map[string]string{"path": "golessons-notebooks/a\x00b"}), -1},
		"holes that are no numbers": {made(map[string]string{"GNU.sparse.map": "x", "GNU.sparse.size": "3"}), -1},
		"a way out":                 {made(map[string]string{"path": "golessons-notebooks/../../out"}), 1},
	} {
		if err := os.WriteFile(filepath.Join(dir, "archive.tar"), try.archive, 0o600); err != nil {
			t.Fatal(err)
		}
		work := filepath.Join(t.TempDir(), "work")
		out := collect(work)
		if strings.Contains(out, "Traceback") || !strings.Contains(out, "a-b: the server does not run") {
			t.Errorf("%s: the next learner is not reached: %s", what, out)
		}
		files, err := os.ReadDir(filepath.Join(work, "taro_y"))
		got := len(files)
		if err != nil {
			got = -1
		}
		if got != try.files || got < 0 && !strings.Contains(out, "taro_y: what arrived is no whole archive") {
			t.Errorf("%s: %d files, want %d: %s", what, got, try.files, out)
		}
		if left, _ := filepath.Glob(filepath.Join(work, ".part-*")); left != nil {
			t.Errorf("%s: %q is left", what, left)
		}
	}
}
