package launch

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestStamp(t *testing.T) {
	s := &State{Dir: t.TempDir()}
	a, b := filepath.Join(s.Dir, "venv", "a"), filepath.Join(s.Dir, "venv", "テ スト", "b")
	write(t, a, "12345")
	write(t, b, "1")
	if s.stamped("venv", "key", s.Dir) {
		t.Error("done before it was stamped")
	}
	if err := s.stamp("venv", "key", s.Dir, "venv"); err != nil {
		t.Fatal(err)
	}
	if !s.stamped("venv", "key", s.Dir) {
		t.Error("not done after it was stamped")
	}
	if s.stamped("venv", "another key", s.Dir) {
		t.Error("done for another key")
	}
	write(t, a, "123")
	if s.stamped("venv", "key", s.Dir) {
		t.Error("done with a file cut short")
	}
	write(t, a, "12345")
	write(t, filepath.Join(s.Dir, "stamps", "venv"), "key\nrubbish\n")
	if s.stamped("venv", "key", s.Dir) {
		t.Error("done by a damaged stamp")
	}
}

// A set-up on a full disk says so, and takes nothing for done.
func TestFullDiskAtSetUp(t *testing.T) {
	disk := smallDisk(t, "64k")
	s := &State{Dir: disk}
	write(t, s.path("settings.json"), "1")
	fill(t, s.path("filler"), 0)
	for what, err := range map[string]error{
		"a stamp":  s.stamp("venv", "key", s.Dir, "filler"),
		"settings": writeJSON(s.path("settings.json"), 2),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), "cannot write to "+disk) || !strings.Contains(err.Error(), "no space left on device") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if s.stamped("venv", "key", s.Dir) {
		t.Error("the step is taken to be done")
	}
	if got := content(t, s.path("settings.json")); got != "1" {
		t.Errorf("the settings are %q", got)
	}
}

// What stands in the state folder and is no file is made anew, and nobody waits
// for it.
func TestOddState(t *testing.T) {
	for kind, make := range oddThings {
		if kind == "a folder" || kind == "a file" || strings.Contains(kind, "cannot be") {
			continue // a sentence says it
		}
		t.Run(kind, func(t *testing.T) {
			s := &State{Dir: shortDir(t)}
			os.MkdirAll(s.path("stamps"), 0o755)
			for _, name := range []string{"lock-setting-up", "stamps/venv", "x.json"} {
				make(t, s.path(name))
			}
			within(t, "the state", func() {
				f, err := s.lock(t.Context(), &bytes.Buffer{}, "setting up", "")
				if err != nil {
					t.Error(err)
				} else {
					f.Close()
				}
				if s.stamped("venv", "key", s.Dir) {
					t.Error("stamped")
				}
				if err := s.stamp("venv", "key", s.Dir); err != nil || !s.stamped("venv", "key", s.Dir) {
					t.Errorf("not stamped anew: %v", err)
				}
				if err := writeJSON(s.path("x.json"), 1); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
