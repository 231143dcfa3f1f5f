package displaytest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Program returns the program that go links from a package, such as a cell's in
// "./testdata/cell". Under -short it skips the test, because it calls the compiler.
func Program(t *testing.T, pkg string) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("builds a program")
	}
	program := filepath.Join(t.TempDir(), "cell")
	if out, err := exec.Command("go", "build", "-o", program, pkg).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	linked, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	return linked
}
