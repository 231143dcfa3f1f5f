//go:build linux

package classroom

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// standIns take the places of the programs that install.sh calls and that would
// take minutes, and of the checkout's launcher, which go build makes.
var standIns = map[string]string{
	"go": `case $1 in
version) echo go ;;
env) echo "${GOPROXY:-proxy}" ;;
build) mkdir -p "$(dirname "$5")" && cp "$(dirname "$0")/golessons" "$5" ;;
esac`,
	"golessons": `case $* in
setup)
	mkdir -p "$GOLESSONS_STATE/venv/bin" "$GOMODCACHE/cache/download"
	echo "$GOPROXY" >"$GOLESSONS_STATE/goproxy"
	for p in python jupyterhub; do
		echo '#!/bin/sh' >"$GOLESSONS_STATE/venv/bin/$p"
		chmod 755 "$GOLESSONS_STATE/venv/bin/$p"
	done ;;
esac`,
	"python3": `echo Python`,
	"runuser": `shift 3; exec "$@"`, // -u nobody --
}

// An update removes the version before, unless somebody uses it, and takes from it
// what it has downloaded. All languages of the lessons are installed. (TestUpdate
// does the same with the real course and real learners.)
func TestInstallKeepsVersionsInUse(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can install the course")
	}
	bin, checkout, course := t.TempDir(), t.TempDir(), t.TempDir()
	put := func(mode os.FileMode, content string, elem ...string) {
		t.Helper()
		name := filepath.Join(elem...)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	for name, script := range standIns {
		put(0o755, "#!/bin/sh\n"+script+"\n", bin, name)
	}
	lessons := []string{"lessons/en/01_x.ipynb", "lessons/ja/01_x.ipynb", "lessons/xx/01_x.ipynb"}
	for _, file := range append(lessons, "go.mod", "go.sum", "main.go", "internal/x.go", "helpers/x.go", "mlx/x.go", "classroom/requirements.txt", "lessons/solutions/01_x/x.go") {
		put(0o644, file, checkout, file)
	}
	put(0o644, read(t, "install.sh"), checkout, "classroom", "install.sh")

	version := 0
	install := func() string { // a new version
		t.Helper()
		version++
		put(0o644, fmt.Sprint(version), checkout, lessons[0])
		cmd := exec.Command("sh", filepath.Join(checkout, "classroom", "install.sh"), course)
		cmd.Env = []string{"PATH=" + bin + ":" + os.Getenv("PATH"), "HOME=" + bin}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		to, err := filepath.EvalSymlinks(filepath.Join(course, "current"))
		if err != nil {
			t.Fatal(err)
		}
		return to
	}
	holds := func(when string, want ...string) {
		t.Helper()
		got, err := filepath.Glob(filepath.Join(course, "versions", "*"))
		slices.Sort(want)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q (%v), want %q", when, got, err, want)
		}
	}

	first := install()
	holds("after the first installation", first)
	for _, file := range lessons {
		if _, err := os.Stat(filepath.Join(first, "src", file)); err != nil {
			t.Error(err)
		}
	}

	second := install()
	holds("after an update of a version that nobody uses", second)
	if got, want := read(t, filepath.Join(second, "state", "goproxy")), "file://"+first+"/go/pkg/mod/cache/download,"; !strings.HasPrefix(got, want) {
		t.Errorf("downloads are from %q, not from %q", got, want)
	}

	server := exec.Command("sleep", "60")
	server.Env = []string{"GOLESSONS_STATE=" + second + "/state"}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	end := func() { server.Process.Kill(); server.Wait() }
	defer end()
	third := install()
	holds("after an update while a server runs", second, third)
	end()
	holds("after the next one", install())
}
