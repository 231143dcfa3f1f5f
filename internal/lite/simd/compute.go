package simd

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// compute is the module that gets the calls of the kernels, and its version: the loops in
// whose place they stand may be others in another one.
const (
	compute = "github.com/gomlx/compute"
	version = "v0.1.6"
)

// added are the files that compute gets, and where in it.
var added = map[string]string{
	"_compute/matmul.go": "internal/gobackend/dot/matmul/golessons_simd.go",
	"_compute/ops.go":    "internal/gobackend/ops/golessons_simd.go",
}

//go:embed _compute/*.go
var sources embed.FS

// Prepare writes a copy of compute that calls the kernels into the folder dir, and a
// go.mod with which the go command takes it in the place of compute. It returns the flag
// for that, -modfile; programs that are compiled with it need Module. The function
// runs the go command in the checkout.
func Prepare(ctx context.Context, dir string, goCommand func(ctx context.Context, args ...string) *exec.Cmd) (flag string, err error) {
	out, err := goCommand(ctx, "list", "-m", "-json=Dir,Version", compute).Output()
	if err != nil {
		return "", fmt.Errorf("%s cannot be found: %w", compute, err)
	}
	var found struct{ Dir, Version string }
	if err := json.Unmarshal(out, &found); err != nil {
		return "", err
	}
	if found.Version != version {
		return "", fmt.Errorf("the kernels for the browser are for %s %s, not for %s: look whether its loops add up in other orders, change the version in internal/lite/simd, and run its tests", compute, version, found.Version)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", err
	}
	copied := filepath.Join(dir, "compute")
	if err := os.RemoveAll(copied); err != nil { // another version of these files may be in it
		return "", err
	}
	if err := os.CopyFS(copied, os.DirFS(found.Dir)); err != nil {
		return "", err
	}
	for name, at := range added {
		source, err := sources.ReadFile(name)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(copied, filepath.FromSlash(at)), source, 0o666); err != nil {
			return "", err
		}
	}
	out, err = goCommand(ctx, "env", "GOMOD").Output()
	if err != nil {
		return "", err
	}
	checkout := filepath.Dir(string(bytes.TrimSpace(out)))
	mod, err := os.ReadFile(filepath.Join(checkout, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := os.ReadFile(filepath.Join(checkout, "go.sum"))
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "simd.mod")
	mod = fmt.Appendf(mod, "\nreplace %s => %q\n", compute, copied)
	if err := os.WriteFile(file, mod, 0o666); err != nil {
		return "", err
	}
	return "-modfile=" + file, os.WriteFile(filepath.Join(dir, "simd.sum"), sum, 0o666)
}
