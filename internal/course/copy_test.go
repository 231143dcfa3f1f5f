package course

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/course/coursetest"
	"golessons/internal/disktest"
)

// Over years of new versions nothing that a learner wrote is ever lost.
func TestCopyLessons(t *testing.T) {
	const f = "ja/02_relu.ipynb"
	for _, tt := range []struct {
		name  string
		steps func(ship, learner func(string))
		mine  string            // what the learner's lesson is then
		other map[string]string // and which files are beside it, by pattern
		says  string            // at the last start
	}{
		{
			name:  "a new folder",
			steps: func(ship, learner func(string)) { ship(coursetest.Lesson("v1", "")) },
			mine:  coursetest.Lesson("v1", ""),
		},
		{
			name:  "a copy has no outputs",
			steps: func(ship, learner func(string)) { ship(coursetest.Lesson("v1", "the answer")) },
			mine:  coursetest.Lesson("v1", ""),
		},
		{
			name: "a run stays, with its outputs, as long as the text is the same",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", "the answer"))
				learner(coursetest.Lesson("v1", "ran"))
				ship(coursetest.Lesson("v1", "the answer, drawn in another way"))
			},
			mine: coursetest.Lesson("v1", "ran"),
		},
		{
			name: "so do the outputs that copies came with once",
			steps: func(ship, learner func(string)) {
				learner(coursetest.Lesson("v1", "the answer"))
				ship(coursetest.Lesson("v1", "the answer"))
			},
			mine: coursetest.Lesson("v1", "the answer"),
		},
		{
			name: "until a new version replaces such a copy, which is kept",
			steps: func(ship, learner func(string)) {
				learner(coursetest.Lesson("v1", "the answer"))
				ship(coursetest.Lesson("v1", "the answer"))
				ship(coursetest.Lesson("v2", "another answer"))
			},
			mine:  coursetest.Lesson("v2", ""),
			other: map[string]string{"backup/ja/02_relu-*.ipynb": coursetest.Lesson("v1", "the answer")},
			says:  "ja/02_relu.ipynb: new version",
		},
		{
			name: "if the learner changed it, the new version goes beside it, without outputs too",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", "the answer"))
				learner(coursetest.Lesson("mine", "the answer"))
				ship(coursetest.Lesson("v2", "another answer"))
			},
			mine:  coursetest.Lesson("mine", "the answer"),
			other: map[string]string{"ja/02_relu.new.ipynb": coursetest.Lesson("v2", "")},
			says:  "yours stays",
		},
		{
			name: "a change stays",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", ""))
				learner(coursetest.Lesson("mine", ""))
				ship(coursetest.Lesson("v1", ""))
			},
			mine: coursetest.Lesson("mine", ""),
		},
		{
			name: "a new version replaces what was not changed",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", ""))
				ship(coursetest.Lesson("v2", ""))
			},
			mine:  coursetest.Lesson("v2", ""),
			other: map[string]string{"backup/ja/02_relu-*.ipynb": coursetest.Lesson("v1", "")},
			says:  "ja/02_relu.ipynb: new version",
		},
		{
			name: "a run is no change, and its outputs are kept",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", ""))
				learner(coursetest.Lesson("v1", "ran"))
				ship(coursetest.Lesson("v2", ""))
			},
			mine:  coursetest.Lesson("v2", ""),
			other: map[string]string{"backup/ja/02_relu-*.ipynb": coursetest.Lesson("v1", "ran")},
			says:  "ja/02_relu.ipynb: new version",
		},
		{
			name: "a new version goes beside a change",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", ""))
				learner(coursetest.Lesson("mine", ""))
				ship(coursetest.Lesson("v2", ""))
			},
			mine:  coursetest.Lesson("mine", ""),
			other: map[string]string{"ja/02_relu.new.ipynb": coursetest.Lesson("v2", "")},
			says:  "you changed it, so yours stays; the new version is beside it in ja/02_relu.new.ipynb",
		},
		{
			name: "once, and never over the one before",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", ""))
				learner(coursetest.Lesson("mine", ""))
				ship(coursetest.Lesson("v2", ""))
				ship(coursetest.Lesson("v2", ""))
				ship(coursetest.Lesson("v3", ""))
				ship(coursetest.Lesson("v3", ""))
			},
			mine:  coursetest.Lesson("mine", ""),
			other: map[string]string{"ja/02_relu.new.ipynb": coursetest.Lesson("v2", ""), "ja/02_relu.new2.ipynb": coursetest.Lesson("v3", "")},
		},
		{
			name: "a file that is no notebook any more is the learner's too",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", ""))
				learner("half a file {")
				ship(coursetest.Lesson("v2", ""))
			},
			mine:  "half a file {",
			other: map[string]string{"ja/02_relu.new.ipynb": coursetest.Lesson("v2", "")},
			says:  "yours stays",
		},
		{
			name: "a deleted lesson comes back",
			steps: func(ship, learner func(string)) {
				ship(coursetest.Lesson("v1", ""))
				learner("")
				ship(coursetest.Lesson("v1", ""))
			},
			mine: coursetest.Lesson("v1", ""),
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := Course{t.TempDir()}
			dir := filepath.Join(t.TempDir(), "わたしの 授業")
			var said bytes.Buffer
			tt.steps(func(version string) {
				disktest.Write(t, filepath.Join(c.Dir, f), version)
				said.Reset()
				if err := c.Copy(dir, &said); err != nil {
					t.Fatal(err)
				}
			}, func(version string) {
				if version == "" {
					os.Remove(filepath.Join(dir, f))
					return
				}
				disktest.Write(t, filepath.Join(dir, f), version)
			})
			if got := disktest.Read(t, filepath.Join(dir, f)); got != tt.mine {
				t.Errorf("the lesson is\n%s\nwant\n%s", got, tt.mine)
			}
			if !strings.Contains(said.String(), tt.says) || tt.says == "" && said.Len() > 0 {
				t.Errorf("said %q, want %q", said.String(), tt.says)
			}
			var files []string
			for _, pattern := range []string{"ja/*", "backup/*/*"} {
				found, _ := filepath.Glob(filepath.Join(dir, pattern))
				files = append(files, found...)
			}
			if len(files) != 1+len(tt.other) {
				t.Errorf("files are %q", files)
			}
			for pattern, want := range tt.other {
				found, _ := filepath.Glob(filepath.Join(dir, pattern))
				if len(found) != 1 {
					t.Fatalf("%s: found %q", pattern, found)
				}
				if got := disktest.Read(t, found[0]); got != want {
					t.Errorf("%s is\n%s\nwant\n%s", pattern, got, want)
				}
			}
		})
	}
}

func TestCopyLessonsAfterItsMemoryIsDamaged(t *testing.T) {
	c := Course{t.TempDir()}
	dir := t.TempDir()
	disktest.Write(t, filepath.Join(c.Dir, "en/02_relu.ipynb"), coursetest.Lesson("v1", ""))
	disktest.Write(t, filepath.Join(dir, "en/02_relu.ipynb"), coursetest.Lesson("mine", ""))
	for _, damaged := range []string{"{", `{"shipped": null}`, "[]"} {
		disktest.Write(t, filepath.Join(dir, MemoryFile), damaged)
		if err := c.Copy(dir, &bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
		if got := disktest.Read(t, filepath.Join(dir, "en/02_relu.ipynb")); got != coursetest.Lesson("mine", "") {
			t.Errorf("%s: the learner's lesson is now\n%s", damaged, got)
		}
	}
}

func TestMatching(t *testing.T) {
	c := Course{t.TempDir()}
	for _, f := range []string{"ja/00_start", "en/00_start", "ja/02_relu", "en/02_relu"} {
		disktest.Write(t, filepath.Join(c.Dir, f+".ipynb"), coursetest.Lesson("", ""))
	}
	for _, tt := range []struct{ word, want string }{
		{"02", "ja/02_relu.ipynb en/02_relu.ipynb"},
		{"relu", "ja/02_relu.ipynb en/02_relu.ipynb"},
		{"02_relu.ipynb", "ja/02_relu.ipynb en/02_relu.ipynb"},
		{"en/02_relu", "en/02_relu.ipynb"},
		{"ja/00", "ja/00_start.ipynb"},
		{"2", ""},
		{"fr/02", ""},
	} {
		got, err := c.Matching(tt.word)
		if strings.Join(got, " ") != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%q names %q (%v), want %q", tt.word, got, err, tt.want)
		}
	}
}
