// Package gotool answers for the go command in the kernel that runs in a browser:
// it builds a cell's program with Go's compiler and linker, which the page's
// worker runs, from packages that were compiled before. It knows the few commands
// that GoNB calls, and says what is wrong with a program in go's words, from which
// package explain makes its sentences.
package gotool

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golessons/internal/lite/kernel/page"
)

// Run runs a go command in a folder, and returns what it says.
func Run(dir string, args []string) (output []byte, code int) {
	command, rest := "", args
	if len(args) > 0 {
		command, rest = args[0], args[1:]
	}
	var err error
	switch {
	case command == "mod" && len(rest) == 2 && rest[0] == "init":
		err = os.WriteFile(filepath.Join(dir, "go.mod"), fmt.Appendf(nil, "module %s\n\ngo %s\n", rest[1], language(runtime.Version())), 0o666)
	case command == "get":
		err = get(dir, slices.Contains(rest, "-t"))
	case command == "build", command == "list", command == "test":
		var b build
		if b, err = parse(dir, command, rest); err == nil {
			err = b.run()
		}
	default:
		err = fmt.Errorf("go %s: not in a browser", strings.Join(args, " "))
	}
	if err != nil {
		return []byte(strings.TrimSuffix(err.Error(), "\n") + "\n"), 1
	}
	return nil, 0
}

// get finds the imports of Go's own packages that there are none of, which go get
// finds before go build does. The others are left to go build.
func get(dir string, test bool) error {
	s, err := (&build{dir: dir, test: test}).read()
	if err != nil {
		return nil // which build will say
	}
	_, unknown, err := page.Current.Need(s.imports)
	var said strings.Builder
	for _, path := range unknown {
		if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") && path != "C" {
			fmt.Fprintf(&said, "go: %s imports\n\t%s: package %[2]s is not in std\n", filepath.Base(dir), path)
		}
	}
	if said.Len() > 0 {
		err = errors.New(said.String())
	}
	return err
}

// language returns the version of Go that go mod init writes for a version of
// the go command.
func language(version string) string {
	var major, minor int
	if n, _ := fmt.Sscanf(version, "go%d.%d", &major, &minor); n < 2 {
		return "1.26"
	}
	return fmt.Sprintf("%d.%d", major, minor)
}
