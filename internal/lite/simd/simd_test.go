package simd

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"golessons/internal/browser/browsertest"
)

func TestAssemble(t *testing.T) {
	f := newFunction("f", i32, i32)
	sum := f.local(i32)
	f.set(sum, add(local(0), number(-300)))
	f.storeByte(local(1), sum)
	got := assemble([]*function{f})
	want := "0061736d01000000" +
		"0106" + "01" + "60027f7f00" + // a type: two numbers, no result
		"020e" + "01" + "02676f" + "066d656d6f7279" + "020000" + // go memory
		"0302" + "01" + "00" +
		"0705" + "01" + "0166" + "0000" + // f is the function 0
		"0a15" + "01" + "13" + "01017f" + "2000" + "41d47d" + "6a" + "2102" + "2001" + "2002" + "3a0000" + "0b"
	if hex.EncodeToString(got) != want {
		t.Errorf("the module is\n%x, want\n%s", got, want)
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[number]string{0: "4100", 63: "413f", 64: "41c000", -64: "4140", -65: "41bf7f", 8191: "41ff3f", 8192: "4180c000", -8193: "41ffbf7f"} {
		f := newFunction("")
		f.do(v)
		if got := hex.EncodeToString(f.body); got != want {
			t.Errorf("%d is %s, want %s", v, got, want)
		}
	}
}

func TestPrepareOtherVersion(t *testing.T) {
	_, err := Prepare(t.Context(), t.TempDir(), func(ctx context.Context, args ...string) *exec.Cmd {
		return exec.CommandContext(ctx, "echo", `{"Dir": ".", "Version": "v0.2.0"}`)
	})
	if err == nil || !strings.Contains(err.Error(), "for github.com/gomlx/compute v0.1.6, not for v0.2.0") {
		t.Errorf("the error is %v", err)
	}
}

// A result is what a page says of a run of the program operations.
type result struct {
	Output string
	Calls  map[string]int // of what the program imports
}

// TestKernels computes in the browser with kernels and without: the results are the same
// to the last bit, and no kernel is left out.
func TestKernels(t *testing.T) {
	tab := browsertest.Tab(t, 5*time.Minute)
	dir := t.TempDir()
	server := serve(t, buildOperations(t, dir))
	if err := chromedp.Do(tab, chromedp.Navigate(server)); err != nil {
		t.Fatal(err)
	}
	run := func(kernels bool) result {
		script := fmt.Sprintf("import('./page.js').then(page => page.compute(%t))", kernels)
		r, err := chromedp.Run(tab, chromedp.Evaluate[result](script, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	with, without := run(true), run(false)
	for name, calls := range with.Calls {
		if calls == 0 {
			t.Errorf("%s was never called", name)
		}
	}
	for name, calls := range without.Calls {
		if name != "available" && calls > 0 {
			t.Errorf("%s was called, but there are no kernels", name)
		}
	}
	got, want := strings.Split(with.Output, "\n"), strings.Split(without.Output, "\n")
	if len(got) != len(want) || len(want) < 5000 {
		t.Fatalf("%d results with kernels, %d without; the last is %q", len(got), len(want), got[len(got)-1])
	}
	wrong := 0
	for i := range got {
		if got[i] != want[i] {
			if wrong++; wrong <= 10 {
				t.Errorf("with kernels %s, without them %s", got[i], want[i])
			}
		}
	}
	if wrong > 10 {
		t.Errorf("%d of %d results are wrong", wrong, len(got))
	}
}

// buildOperations compiles the program operations, with the calls of the kernels, and
// returns its file.
func buildOperations(t *testing.T, dir string) string {
	t.Helper()
	flag, err := Prepare(t.Context(), dir, goCommand)
	if err != nil {
		t.Fatal(err)
	}
	compile := func(args ...string) string {
		t.Helper()
		cmd := goCommand(t.Context(), append(args[:1:1], append([]string{"-trimpath", flag}, args[1:]...)...)...)
		cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %v", cmd, err)
		}
		return strings.TrimSpace(string(out))
	}
	program := filepath.Join(dir, "operations.wasm")
	compile("build", "-ldflags=-s -w", "-o", program, "./testdata/operations")
	archive := compile("list", "-export", "-f={{.Export}}", compute+"/internal/gobackend/ops")
	if content, err := os.ReadFile(archive); err != nil || bytes.Contains(content, []byte(dir)) {
		t.Errorf("the compiled package has the folder in which compute was copied (%v)", err)
	}
	return program
}

// serve serves an empty page and what is imported there, and returns its address.
func serve(t *testing.T, program string) string {
	t.Helper()
	root, err := goCommand(t.Context(), "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for path, file := range map[string]string{
		"/operations.wasm": program,
		"/page.js":         "testdata/page.js",
		"/simd.js":         "../assets/simd.js",
		"/wasm_exec.js":    filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"),
	} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) })
	}
	mux.HandleFunc("/simd.wasm", func(w http.ResponseWriter, r *http.Request) { w.Write(Module()) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<title>operations</title>") })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func goCommand(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, "go", args...)
}
