package words

import "fmt"

// A Text is one sentence in both languages, English and Japanese, side by side
// where it is said:
//
//	words.Text{"Reads well.", "読みやすいです。"}
//
// It is for what only some cells say, such as the texts of an exercise: a cell
// links the Texts that it says and no others, and both languages can be read
// together. What every cell may say is in the map of a [Language], and [T] has it.
//
// (An array and no struct, since go vet wants the names of a struct's fields.)
type Text [2]string

// String returns the text in the current language.
func (t Text) String() string {
	if current() == &japanese {
		return t[1]
	}
	return t[0]
}

// With returns the text in the current language with its arguments, as fmt.Sprintf
// does.
func (t Text) With(args ...any) string { return fmt.Sprintf(t.String(), args...) }
