package lite

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"golessons/internal/browser/browsertest"
)

// openPage opens an empty page of a server that has our JavaScript, wasm_exec.js
// and the files of dir.
func openPage(t *testing.T, dir string) context.Context {
	t.Helper()
	tab := browsertest.Tab(t, 2*time.Minute)
	g, err := builder(t).findGo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	folders := []string{"assets", "testdata", filepath.Join(g.Root, "lib", "wasm"), dir}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, folder := range folders {
			if file := filepath.Join(folder, filepath.Base(r.URL.Path)); r.URL.Path != "/" {
				if _, err := os.Stat(file); err == nil {
					http.ServeFile(w, r, file)
					return
				}
			}
		}
		if r.URL.Path != "/" {
			http.NotFound(w, r)
		}
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<!DOCTYPE html><link rel=icon href=data:,>"))
	}))
	t.Cleanup(server.Close)
	if err := chromedp.Do(tab, chromedp.Navigate(server.URL)); err != nil {
		t.Fatal(err)
	}
	return tab
}

// evaluate returns what a promise in the page comes to.
func evaluate[T any](t *testing.T, page context.Context, script string) T {
	t.Helper()
	got, err := chromedp.Run(page, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestFilesInBrowser runs testdata/fs_test.js, which takes a browser a second.
func TestFilesInBrowser(t *testing.T) {
	page := openPage(t, "")
	results := evaluate[map[string]string](t, page, `import('./fs_test.js').then(tests => tests.run())`)
	if len(results) < 10 {
		t.Errorf("%d tests were run", len(results))
	}
	for name, wrong := range results {
		if wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
	}
}

// TestFilesOfGoProgram runs a program that uses files as one of the system and as
// one of the browser. Both must print the same.
func TestFilesOfGoProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles programs")
	}
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, "native"), "./testdata/files")
	if _, err := output(build); err != nil {
		t.Fatal(err)
	}
	native := exec.CommandContext(t.Context(), filepath.Join(dir, "native"))
	native.Env = append(os.Environ(), "TMPDIR="+dir)
	want, err := native.CombinedOutput()
	if err != nil || bytes.Count(want, []byte("\n")) < 60 {
		t.Fatal(err, string(want))
	}
	if _, err := output(wasm(exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dir, "files.wasm"), "./testdata/files"))); err != nil {
		t.Fatal(err)
	}
	page := openPage(t, dir)
	got := evaluate[string](t, page, `(async () => {
		const { MemoryFS, View } = await import('./fs.js'), { run } = await import('./go.js');
		let said = '';
		const sink = { write(bytes) { said += new TextDecoder().decode(bytes); } };
		const module = await WebAssembly.compileStreaming(fetch('./files.wasm'));
		const code = await run(module, ['files'], { view: new View(new MemoryFS(), { stdout: sink, stderr: sink }), env: { TMPDIR: '/tmp' } });
		return code ? said + 'exit code ' + code : said;
	})()`)
	if got != string(want) {
		gotLines, wantLines := bytes.Split([]byte(got), []byte("\n")), bytes.Split(want, []byte("\n"))
		for i := range max(len(gotLines), len(wantLines)) {
			if i >= len(gotLines) || i >= len(wantLines) || !bytes.Equal(gotLines[i], wantLines[i]) {
				t.Errorf("in the browser line %d and later are\n%s\nand elsewhere\n%s", i+1, bytes.Join(gotLines[min(i, len(gotLines)):], []byte("\n")), bytes.Join(wantLines[min(i, len(wantLines)):], []byte("\n")))
				break
			}
		}
	}
}
