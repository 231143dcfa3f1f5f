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
	if got, want := disktest.Read(t, filepath.Join(dir, "ja", StartPage)), "# コース\n\n**はじめての方へ**: [ja/00_start](00_start.ipynb) から始めましょう。\n"; got != want {
		t.Errorf("the Japanese page is\n%s\nwant\n%s", got, want)
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
