package course

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golessons/helpers/progress"
	"golessons/internal/disktest"
)

// titled returns a notebook with a title and an exercise.
func titled(title, stub string) string {
	cell := func(kind, id, tag, source string) string {
		out := `{"cell_type": "` + kind + `", "id": "` + id + `", "metadata": {"tags": ["` + tag + `"]}, "source": "` + source + `"`
		if kind == "code" {
			out += `, "execution_count": null, "outputs": []`
		}
		return out + "}"
	}
	return `{"cells": [` + strings.Join([]string{
		cell("markdown", "title", "t", "# "+title), cell("code", "stub", "exercise-one", stub), cell("code", "check", "check-one", ""),
	}, ",") + `], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`
}

func TestStartPage(t *testing.T) {
	c := Course{t.TempDir()}
	dir := t.TempDir()
	page := filepath.Join(dir, "en", StartPage)
	ship := func(text string) {
		t.Helper()
		disktest.Write(t, filepath.Join(c.Dir, "en", StartPage), text)
		disktest.Write(t, filepath.Join(c.Dir, "ja", StartPage), "# コース\n\n"+HereMark+"\n")
		for _, name := range []string{"en/00_start", "en/02_relu", "ja/00_start", "ja/02_relu"} {
			disktest.Write(t, filepath.Join(c.Dir, name+".ipynb"), titled(name, "stub"))
		}
	}
	open := func() string {
		t.Helper()
		if err := c.Copy(dir, &bytes.Buffer{}); err != nil {
			t.Fatal(err)
		}
		return disktest.Read(t, page)
	}
	ship("# Course\n\n" + HereMark + "\n\nThe end.\n")
	if got, want := open(), "# Course\n\n**New here?** Begin with [en/00_start](00_start.ipynb).\n\nThe end.\n"; got != want {
		t.Errorf("at first the page is\n%s\nwant\n%s", got, want)
	}

	// Two days of work: lesson 02 last, an exercise of it solved in a copy.
	day := time.Date(2026, 4, 1, 9, 30, 0, 0, time.Local)
	for i, name := range []string{"00_start", "02_relu"} {
		mine := filepath.Join(dir, "en", name+".ipynb")
		disktest.Write(t, mine, titled("mine", "changed"))
		if err := os.Chtimes(mine, day.AddDate(0, 0, i), day.AddDate(0, 0, i)); err != nil {
			t.Fatal(err)
		}
	}
	entry := progress.Entry{Time: day, Lesson: "en/02_relu-Copy1", Exercise: "one", Passed: true}
	other := progress.Entry{Time: day, Lesson: "en/02_relu2", Exercise: "one", Passed: true}
	disktest.Write(t, filepath.Join(dir, progress.File), entry.String()+other.String())
	want := "# Course\n\n**Where you were:** [en/02_relu](02_relu.ipynb) (saved 2 April 2026, 09:30).\n\n" +
		"- [en/00_start](00_start.ipynb): 0 of 1 exercises solved\n" +
		"- [en/02_relu](02_relu.ipynb): 1 of 1 exercises solved\n\nThe end.\n"
	if got := open(); got != want {
		t.Errorf("after some work the page is\n%s\nwant\n%s", got, want)
	}
	// The Japanese page says the same: who goes on in the other language goes on there.
	wantJapanese := "# コース\n\n**前回の続き**: [ja/02_relu](02_relu.ipynb)(2026年4月2日 09:30 に保存)。\n\n" +
		"- [ja/00_start](00_start.ipynb): 練習問題 1 問中 0 問正解\n" +
		"- [ja/02_relu](02_relu.ipynb): 練習問題 1 問中 1 問正解\n"
	if got := disktest.Read(t, filepath.Join(dir, "ja", StartPage)); got != wantJapanese {
		t.Errorf("the Japanese page is\n%s\nwant\n%s", got, wantJapanese)
	}
	if found, _ := filepath.Glob(filepath.Join(dir, "backup", "*", "*")); len(found) != 0 {
		t.Errorf("kept %q, though nothing on the page was the learner's", found)
	}

	// What a learner writes on the page is kept.
	disktest.Write(t, page, want+"My notes.\n")
	if got := open(); got != want {
		t.Errorf("after notes the page is\n%s\nwant\n%s", got, want)
	}
	found, _ := filepath.Glob(filepath.Join(dir, "backup", "en", "index-*.md"))
	if len(found) != 1 || disktest.Read(t, found[0]) != want+"My notes.\n" {
		t.Errorf("the notes are not kept: %q", found)
	}
}

// While the server runs, the page tells of what is solved in either language, and
// leaves alone what is not ours.
func TestUpdateStartPage(t *testing.T) {
	const f = "en/02_relu.ipynb"
	page := func(solved string) string {
		return "# Course\n\n**New here?** Begin with [One](02_relu.ipynb)." + solved + "\n"
	}
	const oneSolved = "\n\n- [One](02_relu.ipynb): 1 of 1 exercises solved"
	solve := func(lesson string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			entry := progress.Entry{Time: time.Now(), Lesson: lesson, Exercise: "one", Passed: true}
			disktest.Write(t, filepath.Join(dir, progress.File), entry.String())
		}
	}
	for _, tt := range []struct {
		name  string
		since func(t *testing.T, dir string) // what happens after the start
		want  string
	}{
		{"nothing", func(*testing.T, string) {}, page("")},
		{"an exercise is solved", solve("en/02_relu"), page(oneSolved)},
		{"in Japanese", solve("ja/02_relu"), page(oneSolved)},
		{"in a copy", solve("ja/02_relu-Copy1"), page(oneSolved)},
		{"the learner wrote on the page", func(t *testing.T, dir string) {
			solve("en/02_relu")(t, dir)
			disktest.Write(t, filepath.Join(dir, "en", StartPage), "mine")
		}, "mine"},
		{"the memory is lost", func(t *testing.T, dir string) {
			solve("en/02_relu")(t, dir)
			os.Remove(filepath.Join(dir, MemoryFile))
		}, page("")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, dir := Course{t.TempDir()}, t.TempDir()
			disktest.Write(t, filepath.Join(c.Dir, "en", StartPage), "# Course\n\n"+HereMark+"\n")
			disktest.Write(t, filepath.Join(c.Dir, f), titled("One", "stub"))
			if err := c.Copy(dir, &bytes.Buffer{}); err != nil {
				t.Fatal(err)
			}
			tt.since(t, dir)
			for _, lang := range []string{"en", "ja", "notes", ".."} { // the others have no page
				if err := c.UpdateStartPage(dir, lang); err != nil {
					t.Fatalf("%s: %v", lang, err)
				}
			}
			if got := disktest.Read(t, filepath.Join(dir, "en", StartPage)); got != tt.want {
				t.Errorf("the page is\n%s\nwant\n%s", got, tt.want)
			}
			// What the server wrote is not taken for the learner's at the next start.
			if err := c.Copy(dir, &bytes.Buffer{}); err != nil {
				t.Fatal(err)
			}
			found, _ := filepath.Glob(filepath.Join(dir, "backup", "*", "*"))
			if want := tt.want == "mine" || strings.Contains(tt.name, "lost"); (len(found) > 0) != want {
				t.Errorf("backup has %q", found)
			}
		})
	}
}
