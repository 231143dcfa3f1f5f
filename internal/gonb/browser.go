package gonb

import (
	"io/fs"
	"path/filepath"
	"strings"

	"golessons/internal/plainfile"
)

// standIns are our packages that stand in for others in the GoNB that runs in a
// browser, by the others' import paths. Each has as much of the other as GoNB
// uses, so that GoNB itself, patches included, is the same in both places.
var standIns = map[string]string{
	"os/exec":                               "internal/lite/kernel/exec",
	"os/signal":                             "internal/lite/kernel/signal",
	"text/template":                         "internal/lite/kernel/template",
	"syscall":                               "internal/lite/kernel/syscall",
	"github.com/go-zeromq/zmq4":             "internal/lite/kernel/zmq4",
	"github.com/fsnotify/fsnotify":          "internal/lite/kernel/fsnotify",
	Module + "/internal/goexec/goplsclient": "internal/lite/kernel/goplsclient",
}

// ApplyForBrowser is like [Apply], and makes the source one that can be built for
// js/wasm, with our packages in the place of those that need a system.
func ApplyForBrowser(source, checkout, dst string) error {
	if err := write(source, checkout, dst, standIns); err != nil {
		return err
	}
	return filepath.WalkDir(dst, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") {
			return err
		}
		text, err := plainfile.Read(file, plainfile.Large)
		if err != nil {
			return err
		}
		moved, folders, err := moveImports(file, text, standIns)
		if err != nil || len(folders) == 0 {
			return err
		}
		return plainfile.Write(file, moved)
	})
}
