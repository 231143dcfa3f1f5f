package setup_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"golessons/internal/disktest"
	"golessons/internal/kernel"
	"golessons/internal/notebook"
	"golessons/internal/session"
	"golessons/internal/setup/setuptest"
)

const useMLX = "import \"golessons/mlx\"\n%%\nfmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-3, -0.5, 0, 1, 2.5)))"

func executes(t *testing.T, k *session.Session, code, want string) {
	t.Helper()
	a, err := k.Execute(code)
	if err != nil {
		t.Fatal(err)
	}
	if a.Status != "ok" || !strings.Contains(a.Text, want) {
		t.Errorf("%s: %s, want %q", a.Status, a.Text, want)
	}
}

// There is no proxy and no go get: a cell's imports are in the checkout and the
// caches.
func TestKernelNeedsNoNetwork(t *testing.T) {
	k, _ := setuptest.StartKernel(t, "GOPROXY=off", "HTTPS_PROXY=http://127.0.0.1:9", "HTTP_PROXY=http://127.0.0.1:9", "GOFLAGS=-mod=mod", "GOWORK=off")
	defer k.Shutdown()
	executes(t, k, useMLX, "tensor([0.0000, 0.0000, 0.0000, 1.0000, 2.5000])")
	executes(t, k, "import \"golessons/helpers\"\n%%\nhelpers.Claim(\"two is more than one\", 2 > 1)", "✓ two is more than one")
}

// The first cell of a kernel is built as fast as later ones, without go get and
// go build, because the set-up has saved what they would find out. (go build
// needs a temporary folder.)
func TestKernelFirstCell(t *testing.T) {
	k, _ := setuptest.StartKernel(t)
	defer k.Shutdown()
	executes(t, k, "%env GOTMPDIR=/nowhere", "")
	executes(t, k, useMLX, "2.5")
	const unknown = "import \"text/tabwriter\"\n%%\nfmt.Println(tabwriter.Escape)"
	if a, err := k.Execute(unknown); err != nil || a.Status == "ok" {
		t.Errorf("a package that the set-up does not know was built without go: %+v, %v", a, err)
	}
	executes(t, k, "%env GOTMPDIR=", "")
	executes(t, k, unknown, "")
}

// Cells stay fast when an environment variable asks for another kind of code:
// only the first needs go build.
func TestKernelLearnsExperiments(t *testing.T) {
	k, _ := setuptest.StartKernel(t)
	defer k.Shutdown()
	for _, variable := range []string{"GOEXPERIMENT=simd", "GOAMD64=v2"} {
		executes(t, k, "%env "+variable, "")
		executes(t, k, "%%\nfmt.Println(\"one\")", "one")
		executes(t, k, "%env GOTMPDIR=/nowhere", "")
		executes(t, k, "%%\nfmt.Println(\"two\")", "two")
		executes(t, k, "%env GOTMPDIR=", "")
	}
}

// The flags that %goflags gives to go build hold until they are taken back,
// whether or not go's output looks like what rebuild learns from.
func TestKernelForgetsFlags(t *testing.T) {
	k, _ := setuptest.StartKernel(t)
	defer k.Shutdown()
	executes(t, k, "var v string", "")
	executes(t, k, "%goflags -work -ldflags=-X=main.v=set\n%%\nfmt.Printf(\"v is %q\", v)", `v is "set"`)
	executes(t, k, "%goflags \"\"", "")
	executes(t, k, "%%\nfmt.Printf(\"v is %q\", v)", `v is ""`)
}

// Remember keeps a value as long as the code that computes it is the same.
// Values that the code does not show have to be in the key.
func TestKernelRemembers(t *testing.T) {
	k, _ := setuptest.StartKernel(t, "GOLESSONS_LANG=en")
	defer k.Shutdown()
	const use = "import \"golessons/helpers\"\n%%\n"
	loop := func(key string) string {
		return use + "for i := range 2 {\n\tfmt.Println(helpers.Remember(" + key + ", func() int { return 10 * i }))\n}"
	}
	const train = "fmt.Println(helpers.Remember(\"train\", train))"
	for _, step := range []struct{ code, want string }{
		{loop(`"same"`), "Remember(\"same\"): computed; the function uses i, which may be another value each time. Put it into the key, and each is kept: fmt.Sprint(\"same \", i)\n0\n" +
			"Remember(\"same\"): computed; the function uses i, which may be another value each time. Put it into the key, and each is kept: fmt.Sprint(\"same \", i)\n10\n"},
		{loop(`fmt.Sprint("same ", i)`), "Remember(\"same 0\"): computed for the first time.\n0\nRemember(\"same 1\"): computed for the first time.\n10\n"},
		{loop(`fmt.Sprint("same ", i)`), "Remember(\"same 0\"): kept from before.\n0\nRemember(\"same 1\"): kept from before.\n10\n"},
		{use + "fmt.Println(helpers.Remember(\"n\", func() int {\n\tn := 4\n\treturn n\n}))", "for the first time.\n4\n"},
		{use + "var n int\nfmt.Println(helpers.Remember(\"n\", func() int {\n\tn := 4\n\treturn n\n}), n)", "kept from before.\n4 0\n"},
		{"var rate = 1\n\ntype net struct{ w int }\n\nfunc (n *net) step() { n.w += rate }\n\nfunc train() int {\n\tvar n net\n\tn.step()\n\treturn n.w\n}\n\n%%\n" + train, "for the first time.\n1\n"},
		{"var other = 2\n\nfunc (n *net) more() {}\n\n%%\n" + train, "kept from before.\n1\n"},
		{"var rate = 2\n%%\n" + train, "computed again; its code changed.\n2\n"},
		{"func (n *net) step() { n.w += 2 * rate }\n%%\n" + train, "computed again; its code changed.\n4\n"},
		{"%%\nrate = 5\n" + train, "computed; the function uses rate"},
		{"%%\n" + train, "kept from before.\n4\n"},
		{"func (n net) value() int { return n.w }\n%%\nfmt.Println(helpers.Remember(\"method\", net{3}.value))", "for the first time.\n3\n"},
		{"%%\nfmt.Println(helpers.Remember(\"method\", net{4}.value))", "its code changed.\n4\n"},
	} {
		executes(t, k, step.code, step.want)
	}
}

// A cell that only declares is compiled and not run: mistakes in it are found,
// and later cells can use what it declares. A cell that may do something is run.
func TestKernelOnlyCompilesDeclarations(t *testing.T) {
	k, tmp := setuptest.StartKernel(t)
	defer k.Shutdown()
	executes(t, k, "%%\nfmt.Println(\"first\")", "first")
	programs, _ := filepath.Glob(filepath.Join(tmp, "golessons-*", "gonb_*", "gonb_*"))
	if len(programs) != 1 {
		t.Fatalf("the programs are %q", programs)
	}
	built := func() time.Time {
		t.Helper()
		info, err := os.Stat(programs[0])
		if err != nil {
			t.Fatal(err)
		}
		return info.ModTime()
	}
	before := built()
	executes(t, k, "import \"golessons/mlx\"\n\ntype layer = *mlx.Module\n\nconst two = 2\n\nfunc twice(x int) int { return two * x }", "")
	a, err := k.Execute("func broken() int {\n\treturn missing\n}")
	if err != nil {
		t.Fatal(err)
	}
	if a.Status != "error" {
		t.Errorf("%s: %s, want an error about the name that is missing", a.Status, a.Text)
	}
	if !built().Equal(before) {
		t.Error("a program was built for a cell that only declares")
	}
	executes(t, k, "%%\nfmt.Println(twice(21))", "42")
	executes(t, k, "var made = func() int { fmt.Println(\"made\"); return 1 }()", "made")
	executes(t, k, "func init_x() { fmt.Println(\"init\") }", "init")
	executes(t, k, "func main() { fmt.Println(\"my own main\") }", "my own main")
}

// GoNB without our patches returns nothing for the first completion, after 12 s.
func TestKernelCompletesAndHelps(t *testing.T) {
	k, _ := setuptest.StartKernel(t)
	defer k.Shutdown()
	for i, tt := range []struct{ code, want string }{
		{"import \"golessons/mlx\"\n%%\nf := mlx.Leaky", "LeakyReLU"},
		{"import \"golessons/helpers\"\n%%\nhelpers.Cl", "Claim"},
		{"%%\nfmt.Printl", "Println"},
		{"%%\n// 😀, two units of UTF-16\ns := \"日本😀語\"; fmt.Printl", "Println"},
		{"import \"golessons/mlx\"\n\nvar m = mlx.Leaky", "LeakyReLU"}, // right at the end of a declaration
	} {
		a, err := k.Complete(tt.code)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(a.Matches, " "), tt.want) {
			t.Errorf("%q completes to %q, want %s", tt.code, a.Matches, tt.want)
		}
		if i == 0 && a.Took > 3*time.Second {
			t.Errorf("the first completion took %v, want at most 3 s", a.Took)
		}
		if at := slices.Index(a.Matches, tt.want); at >= 0 && (len(a.Kinds) != len(a.Matches) || a.Kinds[at] != "function") {
			t.Errorf("%q completes to %q, which are %q", tt.code, a.Matches, a.Kinds)
		}
	}
	code := "import \"golessons/mlx\"\n%%\nf := mlx.ReLU()\nfmt.Println(f)"
	a, err := k.Inspect(code, strings.Index(code, "ReLU")+2)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Text, "func mlx.ReLU") || !strings.Contains(a.Text, "max(0, x)") {
		t.Errorf("help on ReLU is %q", a.Text)
	}
	code = "%%\nwho := \"🧑‍⚕️\"; fmt.Println(who)"
	if a, err = k.Inspect(code, utf8.RuneCountInString(code[:strings.Index(code, "Println")+2])); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Text, "func fmt.Println") {
		t.Errorf("help behind a character beyond the basic plane is %q", a.Text)
	}
	// After completion and help a kernel is as large as it gets.
	executes(t, k, useMLX, "tensor")
	if mb := memory(t, k.PID); mb > 350 {
		t.Errorf("the kernel with its gopls takes %d MB, want at most 350", mb)
	} else {
		t.Logf("the kernel with its gopls takes %d MB", mb)
	}
}

// memory returns the most that the kernel's processes have held, in MB.
func memory(t *testing.T, pid int) int {
	t.Helper()
	kb := 0
	for _, p := range append(setuptest.KernelProcesses(t, setuptest.FolderOf(t, pid)), pid) {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(status)) {
			if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				n, err := strconv.Atoi(strings.Fields(rest)[0])
				if err != nil {
					t.Fatal(err)
				}
				kb += n
			}
		}
	}
	if kb == 0 {
		t.Fatal("found no process of the kernel's")
	}
	return kb / 1024
}

func TestKernelInterrupt(t *testing.T) {
	k, _ := setuptest.StartKernel(t)
	defer k.Shutdown()
	for name, code := range map[string]string{
		"a busy loop": "%%\nfmt.Println(\"running\")\nfor {\n}",
		"a sleep":     "%%\nfmt.Println(\"running\")\ntime.Sleep(time.Hour)",
	} {
		a, err := k.ExecuteInterrupted(code)
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != "error" || a.AfterInterrupt == 0 || a.AfterInterrupt > time.Second {
			t.Errorf("%s: %s, %v after the interrupt, want an error within 1 s: %s", name, a.Status, a.AfterInterrupt, a.Text)
		}
		executes(t, k, useMLX, "tensor")
	}
}

func TestTwoKernelsAtOnce(t *testing.T) {
	a, _ := setuptest.StartKernel(t)
	defer a.Shutdown()
	b, _ := setuptest.StartKernel(t)
	defer b.Shutdown()
	executes(t, a, "var who = \"first\"", "")
	executes(t, b, "var who = \"second\"", "")
	var wg sync.WaitGroup
	for name, k := range map[string]*session.Session{"first": a, "second": b} {
		wg.Go(func() {
			executes(t, k, "%%\nfmt.Println(who)", name)
			executes(t, k, useMLX, "tensor")
		})
	}
	wg.Wait()
}

// Whatever ends a kernel, nothing of it is left: no process, no folder.
func TestKernelLeavesNothing(t *testing.T) {
	const busy = "%%\nfor {\n}"
	guardOf := func(t *testing.T, pid int) int {
		t.Helper()
		guards := setuptest.FindProcesses(t, "cmdline", "-guard\x00"+setuptest.FolderOf(t, pid)+"\x00")
		if len(guards) != 1 {
			t.Fatalf("%d guards, want 1", len(guards))
		}
		return guards[0]
	}
	for _, tt := range []struct {
		name string
		end  func(t *testing.T, k *session.Session)
	}{
		{"orderly shutdown", func(t *testing.T, k *session.Session) { k.Shutdown() }},
		{"forced restart", func(t *testing.T, k *session.Session) { k.Kill() }},
		{"out of memory", func(t *testing.T, k *session.Session) {
			syscall.Kill(k.PID, syscall.SIGKILL)
			k.Kill()
		}},
		{"crash", func(t *testing.T, k *session.Session) {
			syscall.Kill(k.PID, syscall.SIGABRT)
			k.Kill()
		}},
		{"hang-up", func(t *testing.T, k *session.Session) {
			syscall.Kill(k.PID, syscall.SIGHUP)
			time.Sleep(time.Second)
			k.Kill()
		}},
		{"Jupyter is killed", func(t *testing.T, k *session.Session) { k.KillJupyter() }},
		{"in the middle of a cell", func(t *testing.T, k *session.Session) {
			go k.Execute(busy)
			folder := setuptest.FolderOf(t, k.PID)
			setuptest.WaitUntil(t, "the cell runs", func() bool {
				return len(setuptest.FindProcesses(t, "cmdline", folder+"/gonb_")) > 1 // gopls is one
			})
			syscall.Kill(k.PID, syscall.SIGKILL)
		}},
		{"guard first, then the kernel", func(t *testing.T, k *session.Session) {
			syscall.Kill(guardOf(t, k.PID), syscall.SIGKILL)
			k.Kill()
			kernel.Sweep() // the next kernel's guard does it, and the launcher
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k, tmp := setuptest.StartKernel(t)
			t.Setenv("TMPDIR", tmp) // where Sweep looks
			executes(t, k, useMLX, "tensor")
			folder := setuptest.FolderOf(t, k.PID)
			if len(setuptest.KernelProcesses(t, folder)) < 2 {
				t.Fatal("found no gopls beside the kernel")
			}
			tt.end(t, k)
			setuptest.WaitUntil(t, "nothing is left", func() bool {
				left, _ := filepath.Glob(tmp + "/*")
				left = slices.DeleteFunc(left, func(f string) bool { return strings.HasSuffix(f, ".json") }) // Jupyter's own
				return len(setuptest.KernelProcesses(t, folder)) == 0 && len(left) == 0
			})
		})
	}
}

// When a kernel ends at its start, the error says so; it is not the last line of
// nbclient's report.
func TestRunSaysThatTheKernelDied(t *testing.T) {
	e := setuptest.Ready(t)
	kernels := t.TempDir()
	spec := filepath.Join(kernels, "kernels", "dies", "kernel.json")
	if err := os.MkdirAll(filepath.Dir(spec), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(spec, []byte(`{"argv": ["false", "{connection_file}"], "display_name": "dies", "language": "go"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	x := e.Executor()
	x.Kernel, x.Env = "dies", append(x.Env, "JUPYTER_PATH="+kernels)
	_, err := x.Execute(t.Context(), &notebook.Notebook{Format: 4, Minor: 5, Metadata: map[string]any{}, Cells: []*notebook.Cell{{ID: "one", Type: "code", Source: "%%", Metadata: map[string]any{}}}}, t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "Kernel died") {
		t.Errorf("%v, want that the kernel died", err)
	}
}

// When the snapshot that the set-up has saved for first cells no longer holds,
// it is saved anew.
func TestSavedForFirstCellsHolds(t *testing.T) {
	e := setuptest.Ready(t)
	g, err := e.FindGo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !e.IsSetUp(g) {
		t.Fatal("it does not hold right after the set-up")
	}
	file := e.Path("rebuild.json")
	saved, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer os.WriteFile(file, saved, 0o644)
	if err := os.WriteFile(file, []byte(strings.Replace(string(saved), `"State":"`, `"State":"other`, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if e.IsSetUp(g) {
		t.Error("a snapshot of other packages is taken to hold")
	}
}

// A run without a browser leaves neither the key nor the sockets of its kernel.
func TestRunLeavesNoSecrets(t *testing.T) {
	e := setuptest.Ready(t)
	tmp, dir := disktest.ShortDir(t), t.TempDir()
	t.Setenv("TMPDIR", tmp)
	one := &notebook.Notebook{Format: 4, Minor: 5, Cells: []*notebook.Cell{{ID: "cell", Type: "code", Source: "%%\nfmt.Println(1)"}}}
	if _, err := e.Executor().Execute(t.Context(), one, dir); err != nil {
		t.Fatal(err)
	}
	setuptest.WaitUntil(t, "nothing is left", func() bool {
		left, _ := filepath.Glob(filepath.Join(tmp, "*"))
		return len(left) == 0
	})
}
