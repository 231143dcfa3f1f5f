// Package pagetest is a page's worker for tests: it runs Go's own tools, and gives
// out packages that go has compiled for js/wasm.
package pagetest

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/internal/lite/kernel/page"
)

// A Worker is a page.Worker.
type Worker struct {
	Sent    []string                                    // the messages
	Program func(argv []string, on page.Events)         // what every program does
	OnKill  func(on page.Events)                        // what becomes of it when it is killed
	Tool    func(name string) (output string, code int) // if it is set, what is done in the place of a tool
	known   map[string]archive
	tests   testing.TB
}

type archive struct {
	ImportPath, Export string
	Imports            []string
	ImportMap          map[string]string
}

// New makes a worker that has the packages, and all that they import, and makes it
// the current one for a test.
func New(t testing.TB, packages ...string) *Worker {
	t.Helper()
	w := &Worker{known: map[string]archive{}, tests: t}
	before, folder := page.Current, page.Folder
	page.Current, page.Folder = w, t.TempDir()
	t.Cleanup(func() { page.Current, page.Folder = before, folder })
	if len(packages) == 0 {
		return w
	}
	cmd := exec.Command("go", append([]string{"list", "-export", "-deps", "-trimpath", "-json=ImportPath,Export,Imports,ImportMap"}, packages...)...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var a archive
		if err := d.Decode(&a); err == io.EOF {
			return w
		} else if err != nil {
			t.Fatal(err)
		}
		w.known[a.ImportPath] = a
	}
}

// Run runs one of Go's tools on this computer.
func (w *Worker) Run(tool string, args, env []string, dir string) ([]byte, int) {
	if w.Tool != nil {
		output, code := w.Tool(tool)
		return []byte(output), code
	}
	cmd := exec.Command("go", append([]string{"tool", tool}, args...)...)
	cmd.Env, cmd.Dir = append(env, "GOFLAGS="), dir
	output, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return output, exit.ExitCode()
	} else if err != nil {
		w.tests.Error(err)
	}
	return output, 0
}

// Need is that of a page.
func (w *Worker) Need(importPaths []string) (present, unknown []string, err error) {
	for left := slices.Clone(importPaths); len(left) > 0; left = left[1:] {
		path := left[0]
		a, ok := w.known[path]
		switch {
		case slices.Contains(present, path) || path == "unsafe":
		case !ok:
			unknown = append(unknown, path)
		default:
			present = append(present, path)
			for _, imported := range a.Imports {
				if mapped, ok := a.ImportMap[imported]; ok {
					imported = mapped
				}
				left = append(left, imported)
			}
			err = errors.Join(err, w.Archive(path))
		}
	}
	slices.Sort(present)
	return present, unknown, err
}

// Archive is that of a page.
func (w *Worker) Archive(importPath string) error {
	a, ok := w.known[importPath]
	if !ok {
		return fs.ErrNotExist
	}
	data, err := os.ReadFile(a.Export)
	if err != nil {
		return err
	}
	file := page.Archive(importPath)
	return errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, data, 0o666))
}

// Docs has none.
func (*Worker) Docs(string) ([]byte, error) { return nil, nil }

// Start calls Program.
func (w *Worker) Start(_ string, argv, _ []string, _ string, on page.Events) page.Process {
	go w.Program(argv, on)
	return process{w, on}
}

type process struct {
	w  *Worker
	on page.Events
}

func (p process) Kill() { p.w.OnKill(p.on) }

// Send keeps the message.
func (w *Worker) Send(message []byte) { w.Sent = append(w.Sent, string(message)) }

// Mkfifo makes a file.
func (*Worker) Mkfifo(path string) error { return os.WriteFile(path, nil, 0o600) }
