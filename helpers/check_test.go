package helpers

import (
	"errors"
	"strings"
	"testing"
	"time"

	"golessons/helpers/internal/answer"
)

func TestCheckThat(t *testing.T) {
	itself := list{nil}
	itself[0] = itself
	for name, test := range map[string]struct {
		problem func() error
		ja, en  string
	}{
		"right":                         {func() error { return nil }, "✓ c: 正解です。", "✓ c: correct."},
		"wrong":                         {func() error { return errors.New("the loss rose") }, "✗ c: the loss rose", "✗ c: the loss rose"},
		"panics":                        {func() error { panic("oh") }, "✗ c: 関数がパニックしました: oh", "✗ c: the function panics: oh"},
		"panics with what holds itself": {func() error { panic(itself) }, "✗ c: 関数がパニックしました: [(自分自身)]", "✗ c: the function panics: [(itself)]"},
		"an error whose method panics":  {func() error { return broken{} }, "✗ c: (Error メソッドがパニックしました: oh)", "✗ c: (its Error method panics: oh)"},
	} {
		for language, want := range map[string]string{"ja": test.ja, "en": test.en} {
			var ok bool
			got := printed(t, language, func() { ok = CheckThat("c", test.problem) })
			if got != want+"\n" || ok != strings.HasPrefix(want, "✓") {
				t.Errorf("%s: %v, %q, want %q", name, ok, got, want)
			}
		}
	}
}

func TestCheckThatEndsAnEndlessFunction(t *testing.T) {
	defer func(limit time.Duration) { answer.Limit = limit }(answer.Limit)
	answer.Limit = 20 * time.Millisecond
	if got := printed(t, "en", func() { CheckThat("c", func() error { select {} }) }); !strings.Contains(got, "does not end") {
		t.Errorf("printed %q", got)
	}
}

// A ring or a list may contain itself.
type (
	ring struct {
		N    float64
		Next *ring
	}
	list []list
)

type shouts string

func (s shouts) String() string { panic("no " + string(s)) }

type broken struct{}

func (broken) Error() string { panic("oh") }
