package exercises

import (
	"fmt"

	"golessons/internal/words"
)

// A text is what an exercise says, in each language: like the notebooks that it
// belongs to, it is written twice, side by side. (What all exercises say is in
// package words.) A language that is added to words gets a field here; until then
// it reads English.
type text struct{ en, ja string }

// String returns the text in the current language.
func (t text) String() string {
	if words.Current() == "ja" {
		return t.ja
	}
	return t.en
}

// with returns the text with its arguments, as fmt.Sprintf does.
func (t text) with(args ...any) string { return fmt.Sprintf(t.String(), args...) }
