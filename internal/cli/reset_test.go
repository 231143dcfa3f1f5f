package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/helpers/progress"
	"golessons/internal/course"
	"golessons/internal/course/coursetest"
	"golessons/internal/disktest"
	"golessons/internal/state"
)

// If one entry of the learner's folder is of the wrong kind, a start and a
// reset leave it as it is, say so, and do everything else.
func TestOddEntries(t *testing.T) {
	const lessonFile, other, japanese = "en/02_relu.ipynb", "en/03_overfitting.ipynb", "ja/02_relu.ipynb"
	for _, at := range []struct {
		path    string
		changed bool              // the learner's lessons are not as they were shipped
		fine    []string          // kinds that are what is expected there
		lost    []string          // which lessons are not brought up to date
		reset   bool              // whether the first lesson can be brought back
		says    map[string]string // at the start, by kind; "" is any other
	}{
		{path: lessonFile, fine: []string{"a file"}, lost: []string{lessonFile},
			says: map[string]string{"": "en/02_relu.ipynb: ", "a named pipe": "02_relu.ipynb is a named pipe, not a file; it is left as it is"}},
		{path: "en", fine: []string{"a folder"}, lost: []string{lessonFile, other},
			says: map[string]string{"": "the lessons there are left as they are", "a link to a folder": "en is a link, not a folder (no link is followed in there)"}},
		{path: progress.File, fine: []string{"a file"}, reset: true,
			says: map[string]string{"": "the start page in en/ counts no exercises"}},
		{path: course.MemoryFile, fine: []string{"a file"}, changed: true, lost: []string{lessonFile, other, japanese}, reset: true,
			says: map[string]string{"": "lessons that are there are not brought up to date"}},
		{path: "backup", fine: []string{"a folder"}, changed: true, lost: []string{lessonFile, other, japanese},
			says: map[string]string{"": "en/03_overfitting.ipynb: ", "a file": "backup is a file, not a folder; it is left as it is"}},
		{path: "en/index.md", fine: []string{"a file"}, reset: true,
			says: map[string]string{"": "en/index.md: "}},
	} {
		for kind, make := range disktest.OddThings {
			if slices.Contains(at.fine, kind) {
				continue
			}
			t.Run(at.path+" is "+kind, func(t *testing.T) {
				checkout := t.TempDir()
				c := course.In(checkout)
				dir := disktest.ShortDir(t)
				ship := func(version string) {
					for _, f := range []string{lessonFile, other, japanese} {
						disktest.Write(t, filepath.Join(c.Dir, f), coursetest.Lesson(version, ""))
					}
					disktest.Write(t, filepath.Join(c.Dir, "en", course.StartPage), "# Course\n"+course.HereMark+"\n")
				}
				ship("v1")
				if at.changed { // v2 will replace v1, for which there must be a backup
					if err := c.Copy(dir, &bytes.Buffer{}); err != nil {
						t.Fatal(err)
					}
				}
				ship("v2")
				path := filepath.Join(dir, at.path)
				os.RemoveAll(path)
				os.MkdirAll(filepath.Dir(path), 0o755)
				make(t, path)
				before, err := os.Lstat(path)
				if err != nil {
					t.Fatal(err)
				}
				var said bytes.Buffer
				disktest.Within(t, "the start", func() { err = c.Copy(dir, &said) })
				if err != nil {
					t.Errorf("the start ended with %v", err)
				}
				want := at.says[""]
				if special, ok := at.says[kind]; ok {
					want = special
				}
				if !strings.Contains(said.String(), want) {
					t.Errorf("said %q, want %q", said.String(), want)
				}
				for _, f := range []string{lessonFile, other, japanese} {
					data, _ := state.ReadFile(filepath.Join(dir, f))
					if got, want := string(data) == coursetest.Lesson("v2", ""), !slices.Contains(at.lost, f); got != want {
						t.Errorf("%s is up to date: %v, want %v\n%s", f, got, want, said.String())
					}
				}

				t.Setenv(state.CheckoutVariable, checkout)
				disktest.Write(t, filepath.Join(checkout, "go.mod"), "module golessons\n")
				if at.changed {
					disktest.Write(t, filepath.Join(dir, lessonFile), "mine")
				}
				var out, errOut bytes.Buffer
				code := 0
				disktest.Within(t, "reset", func() { code = Main([]string{"reset", "-dir", dir, lessonFile, "ja/02"}, &out, &errOut) })
				if (code == 0) != at.reset {
					t.Errorf("reset: status %d\n%s%s", code, out.String(), errOut.String())
				}
				if !at.reset && (!strings.Contains(errOut.String(), "en/02_relu.ipynb is not brought back: ") || strings.Contains(out.String(), "en/02_relu.ipynb")) {
					t.Errorf("reset said\n%s%s", out.String(), errOut.String())
				}
				if !strings.Contains(out.String(), "ja/02_relu.ipynb is") && at.path != "backup" {
					t.Errorf("another lesson was not brought back:\n%s%s", out.String(), errOut.String())
				}
				if after, err := os.Lstat(path); err != nil || !os.SameFile(before, after) {
					t.Errorf("%s was replaced", at.path)
				}
			})
		}
	}
}

// On a full disk nothing is lost, and the messages are true.
func TestFullDisk(t *testing.T) {
	disk := disktest.Small(t, "64k")
	checkout := t.TempDir()
	c := course.In(checkout)
	const f = "en/02_relu.ipynb"
	shipped := coursetest.Lesson(strings.Repeat("shipped ", 1000), "") // two pages
	disktest.Write(t, filepath.Join(c.Dir, f), shipped)
	disktest.Write(t, filepath.Join(checkout, "go.mod"), "module golessons\n")
	t.Setenv(state.CheckoutVariable, checkout)
	mine := filepath.Join(disk, f)
	disktest.Write(t, mine, "mine")
	for free := range 6 { // pages that are left
		os.RemoveAll(filepath.Join(disk, "backup"))
		os.Remove(filepath.Join(disk, "filler"))
		disktest.Write(t, mine, "mine")
		disktest.Fill(t, filepath.Join(disk, "filler"), free)
		var out, errOut bytes.Buffer
		code := Main([]string{"reset", "-dir", disk, f}, &out, &errOut)
		said := fmt.Sprintf("%d pages free: status %d, %s%s", free, code, out.String(), errOut.String())
		back := disktest.Read(t, mine) == shipped
		if strings.Contains(out.String(), "as it was shipped again") != back {
			t.Error(said)
		}
		if !back && disktest.Read(t, mine) != "mine" {
			t.Errorf("%s: the lesson is %q", said, disktest.Read(t, mine))
		}
		if code != 0 && !strings.HasPrefix(errOut.String(), "golessons: cannot write to "+disk+" (no space left on device)") {
			t.Error(said)
		}
		if strings.Count(errOut.String(), "\n") > 1 {
			t.Error(said)
		}
		if left, _ := filepath.Glob(filepath.Join(disk, "*", ".golessons-new-*")); len(left) > 0 {
			t.Errorf("%s: left %q", said, left)
		}
		if free == 0 && code == 0 {
			t.Errorf("%s, want that the disk is full", said)
		}
	}
	if err := c.Copy(disk, &bytes.Buffer{}); err != nil { // the last round had room
		t.Error(err)
	}
	os.Remove(filepath.Join(disk, "filler"))
	disktest.Write(t, filepath.Join(c.Dir, f), coursetest.Lesson("v2", ""))
	disktest.Fill(t, filepath.Join(disk, "filler"), 0)
	err := c.Copy(disk, &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "no space left on device") || disktest.Read(t, mine) != shipped {
		t.Errorf("a new version: %v", err)
	}
}
