package helpers

import (
	"errors"
	"testing"
)

func TestProgressOverCells(t *testing.T) {
	t.Setenv("GONB_TMP_DIR", t.TempDir())
	show := func() string { return printed(t, "en", func() { Progress("one", "二/つ", "three") }) }
	// A cell is a program of its own: the next one knows nothing that was only in
	// memory.
	nextCell := func() { solved.Clear() }

	right, wrong := func() error { return nil }, func() error { return errors.New("no") }
	printed(t, "en", func() { CheckThat("one", right); CheckThat("二/つ", right); CheckThat("three", wrong) })
	nextCell()
	if got, want := show(), "Exercises: 2 of 3 solved — ✓ one  ✓ 二/つ  □ three\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
	printed(t, "en", func() { CheckThat("one", wrong); CheckThat("three", right) })
	nextCell()
	if got, want := show(), "Exercises: 2 of 3 solved — □ one  ✓ 二/つ  ✓ three\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
	// Another notebook has a kernel of its own.
	t.Setenv("GONB_TMP_DIR", t.TempDir())
	if got, want := show(), "Exercises: 0 of 3 solved — □ one  □ 二/つ  □ three\n"; got != want {
		t.Errorf("in another notebook printed %q, want %q", got, want)
	}
	if got, want := printed(t, "ja", func() { Progress() }), "このレッスンに練習問題はありません。\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}
