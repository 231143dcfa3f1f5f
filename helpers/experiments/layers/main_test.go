package layers_test

import (
	"math"
	"os"
	"strings"
	"testing"

	"golessons/helpers/experiments/layers"
)

// The examples' outputs are in English wherever they run.
func init() { os.Setenv("GOLESSONS_LANG", "en") }

// near fails the test unless got is want, up to the last digit that the lessons print.
func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %v, want %v ± %v", what, got, want, within)
	}
}

// prints fails the test unless the table is the one that the lesson has.
func prints(t *testing.T, table interface{ String() string }, want string) {
	t.Helper()
	if got := table.String(); strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(want))
	}
}

// sentence returns the sentence that f panics with.
func sentence(t *testing.T, f func()) (said string) {
	t.Helper()
	defer func() {
		switch err := recover().(type) {
		case nil:
			t.Error("no mistake was found")
		case *layers.Error:
			said = err.Error()
		default:
			t.Errorf("panicked with %v", err)
		}
	}()
	f()
	return ""
}
