package exercises

import (
	"slices"
	"testing"

	"golessons/helpers"
)

// Mark returns verdicts, and neither prints them nor keeps them.
func TestMark(t *testing.T) {
	t.Setenv("GONB_TMP_DIR", t.TempDir())
	var got []Verdict
	var returned [3]bool
	out := printed(t, "en", func() {
		got = Mark(func() {
			returned[0] = ReLU(func(x float64) float64 { return max(0, x) })
			returned[1] = ReLU(func(x float64) float64 { return max(x, -x) })
			returned[2] = Line(func(w, b, x float64) float64 { return 1 })
		})
		helpers.Progress("myReLU", "line")
	})
	if want := "Exercises: 0 of 2 solved — □ myReLU  □ line\n"; out != want {
		t.Errorf("printed %q, want %q", out, want)
	}
	want := []Verdict{
		{Name: "myReLU"},
		{"myReLU", "at x = −0.5 yours gives 0.5, want 0", "Negative numbers come back positive. This is the absolute value; ReLU gives 0 for all of them."},
		{"line", "at w = 3, b = 5, x = 4 yours gives 1, want 17", ""},
	}
	if !slices.Equal(got, want) || returned != [3]bool{true, false, false} {
		t.Errorf("%q and %v, want %q", got, returned, want)
	}
	// After it, a learner is told again.
	if out := printed(t, "en", func() { ReLU(func(x float64) float64 { return max(0, x) }) }); out == "" {
		t.Error("nothing is printed after Mark")
	}
}
