package displaytest

import (
	"fmt"
	"strings"
	"testing"
)

// Mistake makes a call that has a mistake, in both languages: it must end with the
// English sentence, and with a Japanese one that has the given part.
func Mistake(t *testing.T, call func(), english, partOfJapanese string) {
	t.Helper()
	t.Setenv("GOLESSONS_LANG", "en")
	if got := said(call); got != english {
		t.Errorf("%q, want %q", got, english)
	}
	t.Setenv("GOLESSONS_LANG", "ja")
	if got := said(call); !strings.Contains(got, partOfJapanese) {
		t.Errorf("%q lacks %q", got, partOfJapanese)
	}
}

// said returns the sentence with which a call ends.
func said(call func()) (sentence string) {
	defer func() { sentence = fmt.Sprint(recover()) }()
	call()
	return ""
}
