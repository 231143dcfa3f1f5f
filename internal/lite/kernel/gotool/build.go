package gotool

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/lite/kernel/page"
)

// A build is a call of go build, of go list -export, which compiles only, or of
// go test -c.
type build struct {
	dir     string
	output  string // the program's file; "" for none
	test    bool
	compile []string // flags for the compiler
	link    []string // and for the linker

	interrupts int64 // when it began
}

// parse reads the arguments of go build, go list or go test.
func parse(dir, command string, args []string) (build, error) {
	b := build{dir: dir, test: command == "test", interrupts: page.Interrupts()}
	for len(args) > 0 {
		name, value, _ := strings.Cut("-"+strings.TrimLeft(args[0], "-"), "=")
		switch {
		case args[0] == "." || name == "-c" || name == "-export" || name == "-work" || name == "-v" || name == "-x":
		case args[0] == "-o" && len(args) > 1:
			b.output, args = args[1], args[1:]
		case name == "-gcflags":
			b.compile = append(b.compile, strings.Fields(strings.TrimPrefix(value, "all="))...)
		case name == "-ldflags":
			b.link = append(b.link, strings.Fields(strings.TrimPrefix(value, "all="))...)
		default:
			return b, fmt.Errorf("the flag %s is not possible in a browser", args[0])
		}
		args = args[1:]
	}
	if command == "list" {
		b.output = ""
	}
	return b, nil
}

// run builds the program. The error is what the go command would have said.
func (b *build) run() error {
	p, err := b.read()
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "build-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	imports := p.imports
	if b.test {
		imports = slices.Concat(imports, testImports)
	}
	if err := p.allowed(filepath.Base(b.dir)); err != nil {
		return err
	}
	packages, err := p.fetch(imports)
	if err != nil {
		return err
	}
	config := filepath.Join(tmp, "importcfg")
	if err := os.WriteFile(config, packageFiles(packages), 0o666); err != nil {
		return err
	}
	main := filepath.Join(tmp, "main.a")
	if b.test {
		main, err = b.compileTest(p, tmp, config)
	} else {
		err = b.compileFiles("main", main, config, p.files...)
	}
	if err != nil || b.output == "" {
		return err
	}
	return b.tool("link", slices.Concat([]string{"-o", b.output, "-importcfg", config, "-buildmode=exe", "-s", "-w"}, b.link, []string{main})...)
}

// packageFiles returns the compiled packages as the compiler and the linker read
// them.
func packageFiles(packages []string) []byte {
	var config []byte
	for _, path := range packages {
		config = fmt.Appendf(config, "packagefile %s=%s\n", path, page.Archive(path))
	}
	return config
}

// compileFiles compiles files of the folder to the package of a path.
func (b *build) compileFiles(path, object, config string, files ...string) error {
	args := []string{"-o", object, "-trimpath", filepath.Dir(object) + "=>", "-p", path, "-lang=go" + b.language(), "-complete", "-dwarf=false"}
	args = slices.Concat(args, b.compile, []string{"-nolocalimports", "-importcfg", config, "-pack"}, files)
	err := b.tool("compile", args...)
	if err != nil {
		return fmt.Errorf("# %s\n%w", filepath.Base(b.dir), err)
	}
	return nil
}

// language returns the version of Go that go.mod asks for.
func (b *build) language() string {
	mod, _ := os.ReadFile(filepath.Join(b.dir, "go.mod"))
	for line := range strings.Lines(string(mod)) {
		if version, ok := strings.CutPrefix(strings.TrimSpace(line), "go "); ok {
			parts := strings.SplitN(version, ".", 3)
			return strings.Join(parts[:min(len(parts), 2)], ".")
		}
	}
	return "1"
}

// tool runs the compiler or the linker. The error is what it says.
func (b *build) tool(name string, args ...string) error {
	if page.Interrupts() != b.interrupts {
		return errors.New("interrupted")
	}
	env := append(os.Environ(), "GOOS=js", "GOARCH=wasm", "PWD="+b.dir)
	output, code := page.Current.Run(name, args, env, b.dir)
	if code == 0 {
		return nil
	}
	if len(output) == 0 {
		output = fmt.Appendf(nil, "%s: exit status %d", name, code)
	}
	return errors.New(string(output))
}
