package cli

import (
	"os"
	"path/filepath"
)

// The tests expect English, whatever the locale; a script sets its own, for the
// program golessons that this one is there.
func init() {
	if filepath.Base(os.Args[0]) != "golessons" {
		os.Setenv("LC_ALL", "C.UTF-8")
	}
}
