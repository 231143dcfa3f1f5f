package line

import (
	"golessons/helpers/data"
	"golessons/internal/words"
)

// Error is the value that a call of this package panics with after a mistake: one
// sentence, in the learner's language. In a cell the lessons' kernel shows it with the
// line of the cell; a program can recover it.
type Error struct {
	Problem string // for example "Loss: 3 values of x and 2 of y, want as many of both"
}

// Error returns "line: Problem".
func (e *Error) Error() string { return "line: " + e.Problem }

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{sentence.With(args...)})
}

// paired ends the call of a function if its points are none, or have no y.
func paired(function string, x, y []float64) {
	if len(x) != len(y) {
		mistake(words.Text{
			"%s: %d values of x and %d of y, want as many of both",
			"%s: x が %d 個、y が %d 個です。同じ数にしてください。",
		}, function, len(x), len(y))
	}
	some(function, len(x))
}

// some ends the call of a function if there are no points.
func some(function string, n int) {
	if n == 0 {
		mistake(words.Text{"%s: there are no points", "%s: 点が 1 つもありません。"}, function)
	}
}

// points returns the first feature of a set and its targets.
func points(function string, set *data.Set) (x, y []float64) {
	if set == nil {
		some(function, 0)
	}
	some(function, set.Len())
	for _, row := range set.X {
		x = append(x, row[0])
	}
	return x, set.Y
}

// count ends the call of a function if it is to do something fewer than low times.
func count(function, name string, n, low int) {
	if n < low {
		mistake(words.Text{
			"%s: %s = %d, want %d or more",
			"%s: %s は %d ではなく、%d 以上にしてください。",
		}, function, name, n, low)
	}
}

// present ends the call of a function if a function that it is given is nil.
func present(function, name string, isNil bool) {
	if isNil {
		mistake(words.Text{"%s: %s is nil, want a function", "%s: %s が nil です。関数を渡してください。"}, function, name)
	}
}
