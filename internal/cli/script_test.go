package cli

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The commands as a person types them, in testdata/script. What fails there
// fails before anything is built or downloaded.
func TestScripts(t *testing.T) {
	goPath, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { taken.Close() })
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			// glob-cmp PATTERN FILE: one file has the name, and FILE's content.
			"glob-cmp": func(ts *testscript.TestScript, neg bool, args []string) {
				found, err := filepath.Glob(ts.MkAbs(args[0]))
				if err != nil || len(found) != 1 {
					ts.Fatalf("%s: found %q, want one file", args[0], found)
				}
				if got, want := ts.ReadFile(found[0]), ts.ReadFile(args[1]); got != want {
					ts.Fatalf("%s is not %s: %s", found[0], args[1], got)
				}
			},
		},
		Setup: func(env *testscript.Env) error {
			// PATH has nothing but go and the programs that a script puts into
			// bin.
			bin := filepath.Join(env.WorkDir, "bin")
			if err := os.MkdirAll(bin, 0o755); err != nil {
				return err
			}
			if err := os.Symlink(goPath, filepath.Join(bin, "go")); err != nil {
				return err
			}
			golessons, _, _ := strings.Cut(env.Getenv("PATH"), string(os.PathListSeparator))
			env.Setenv("PATH", golessons+string(os.PathListSeparator)+bin)
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("LANG", "C.UTF-8")
			env.Setenv("GOCACHE", goEnv(t, "GOCACHE"))
			env.Setenv("GOMODCACHE", goEnv(t, "GOMODCACHE"))
			env.Setenv("TAKEN", strconv.Itoa(taken.Addr().(*net.TCPAddr).Port))
			return nil
		},
	})
}

func goEnv(t testing.TB, name string) string {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out[:len(out)-1])
}

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"golessons": func() { os.Exit(Main(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}
