package helpers

import (
	"testing"

	"golessons/helpers/internal/displaytest"
)

// printed returns what f writes to standard output in the given language,
// outside a notebook.
func printed(t *testing.T, language string, f func()) string {
	t.Helper()
	t.Setenv("GOLESSONS_LANG", language)
	t.Setenv("GONB_PIPE", "")
	return displaytest.Stdout(t, f)
}
