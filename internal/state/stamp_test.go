package state

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/disktest"
)

func TestStamp(t *testing.T) {
	s := &State{Dir: t.TempDir()}
	a, b := filepath.Join(s.Dir, "venv", "a"), filepath.Join(s.Dir, "venv", "テ スト", "b")
	disktest.Write(t, a, "12345")
	disktest.Write(t, b, "1")
	if s.Stamped("venv", "key", s.Dir) {
		t.Error("done before it was stamped")
	}
	if err := s.Stamp("venv", "key", s.Dir, "venv"); err != nil {
		t.Fatal(err)
	}
	if !s.Stamped("venv", "key", s.Dir) {
		t.Error("not done after it was stamped")
	}
	if s.Stamped("venv", "another key", s.Dir) {
		t.Error("done for another key")
	}
	disktest.Write(t, a, "123")
	if s.Stamped("venv", "key", s.Dir) {
		t.Error("done with a file cut short")
	}
	disktest.Write(t, a, "12345")
	disktest.Write(t, filepath.Join(s.Dir, "stamps", "venv"), "key\nrubbish\n")
	if s.Stamped("venv", "key", s.Dir) {
		t.Error("done by a damaged stamp")
	}
}

// On a full disk writing is an error that says so, and no step is taken to be
// done.
func TestFullDiskAtSetUp(t *testing.T) {
	disk := disktest.Small(t, "64k")
	s := &State{Dir: disk}
	disktest.Write(t, s.Path("settings.json"), "1")
	disktest.Fill(t, s.Path("filler"), 0)
	for what, err := range map[string]error{
		"a stamp":  s.Stamp("venv", "key", s.Dir, "filler"),
		"settings": WriteJSON(s.Path("settings.json"), 2),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), "cannot write to "+disk) || !strings.Contains(err.Error(), "no space left on device") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if s.Stamped("venv", "key", s.Dir) {
		t.Error("the step is taken to be done")
	}
	if got := disktest.Read(t, s.Path("settings.json")); got != "1" {
		t.Errorf("the settings are %q", got)
	}
}

// Whatever else stands in the place of a file in the state folder is replaced,
// and nobody waits for it.
func TestOddState(t *testing.T) {
	for kind, make := range disktest.OddThings {
		if kind == "a folder" || kind == "a file" || strings.Contains(kind, "cannot be") {
			continue // a sentence says it
		}
		t.Run(kind, func(t *testing.T) {
			s := &State{Dir: disktest.ShortDir(t)}
			os.MkdirAll(s.Path("stamps"), 0o755)
			for _, name := range []string{"lock-setting-up", "stamps/venv", "x.json"} {
				make(t, s.Path(name))
			}
			disktest.Within(t, "the state", func() {
				f, err := s.Lock(t.Context(), &bytes.Buffer{}, "setting up", "")
				if err != nil {
					t.Error(err)
				} else {
					f.Close()
				}
				if s.Stamped("venv", "key", s.Dir) {
					t.Error("stamped")
				}
				if err := s.Stamp("venv", "key", s.Dir); err != nil || !s.Stamped("venv", "key", s.Dir) {
					t.Errorf("not stamped anew: %v", err)
				}
				if err := WriteJSON(s.Path("x.json"), 1); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
