package line

import (
	"golessons/helpers/data"
	"golessons/helpers/internal/misuse"
	"golessons/internal/words"
)

// Error is the value that a call of this package panics with after a mistake, such as
// "line: Loss: 3 values of x and 2 of y, want as many of both".
type Error = misuse.Error

// mistake ends the call with a sentence.
func mistake(sentence words.Text, args ...any) {
	panic(&Error{Package: "line", Problem: sentence.With(args...)})
}

// wantPairs ends the call of a function if its points are none, or have no y.
func wantPairs(function string, x, y []float64) {
	if len(x) != len(y) {
		mistake(words.Text{
			"%s: %d values of x and %d of y, want as many of both",
			"%s: x が %d 個、y が %d 個です。同じ数にしてください。",
		}, function, len(x), len(y))
	}
	notEmpty(function, len(x))
}

// notEmpty ends the call of a function if there are no points.
func notEmpty(function string, n int) {
	if n == 0 {
		mistake(words.Text{"%s: there are no points", "%s: 点が 1 つもありません。"}, function)
	}
}

// points returns the first feature of a set and its targets.
func points(function string, set *data.Set) (x, y []float64) {
	if set == nil {
		notEmpty(function, 0)
	}
	notEmpty(function, set.Len())
	for _, row := range set.X {
		x = append(x, row[0])
	}
	return x, set.Y
}

// atLeast ends the call of a function if its argument is too small.
func atLeast(least int, function, argument string, got int) {
	misuse.AtLeast(least, "line", function, argument, got)
}

// notNil ends the call of a function if a function that it is given is nil.
func notNil(function, name string, isNil bool) {
	if isNil {
		mistake(words.Text{"%s: %s is nil, want a function", "%s: %s が nil です。関数を渡してください。"}, function, name)
	}
}
