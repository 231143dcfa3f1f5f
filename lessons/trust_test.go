package lessons

import (
	"bytes"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A learner's copies have no outputs, and Jupyter trusts them before they have run.
func TestCopiesAreClearedAndTrusted(t *testing.T) {
	env := environment(t)
	dir := t.TempDir()
	if err := env.Course().Copy(dir, io.Discard); err != nil {
		t.Fatal(err)
	}
	check := exec.Command(env.Python(), "-c", `
import sys, nbformat
from nbformat.sign import NotebookNotary
notary = NotebookNotary()
for name in sys.argv[1:]:
    notebook = nbformat.read(name, 4)
    if not notary.check_signature(notebook):
        print(name, "is not trusted")
    for cell in notebook.cells:
        if cell.get("outputs") or cell.get("execution_count"):
            print(name, cell.id, "has run")
`)
	copies, err := filepath.Glob(filepath.Join(dir, "*", "*.ipynb"))
	if err != nil || len(copies) == 0 {
		t.Fatalf("no copies: %v", err)
	}
	check.Args = append(check.Args, copies...)
	check.Env = env.JupyterEnv()
	said, err := check.CombinedOutput()
	if err != nil || len(bytes.TrimSpace(said)) > 0 {
		t.Errorf("%v\n%s", err, strings.TrimSpace(string(said)))
	}
}
