package helpers

import (
	"fmt"
	"math"

	"golessons/helpers/internal/answer"
	"golessons/helpers/internal/number"
	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// Case is a value at which a learner's function is tried, with the right answer.
type Case[X, Y any] struct {
	At   X
	Want Y
}

// Check tries a learner's function, yours, at each of the values at and compares
// it with want. It prints one line and reports whether all answers agree: ✓ if
// they do, else ✗ with the first that does not ("at x = −0.5 yours gives −0.5,
// want 0"). Numbers agree within one part in a million, inside slices, maps and
// structs too; NaN agrees with NaN.
//
// A function that panics or takes longer than five seconds fails, and the line
// says so. An exercise that succeeds counts as solved in [Progress].
func Check[X, Y any](name string, yours, want func(X) Y, at ...X) bool {
	cases := make([]Case[X, Y], len(at))
	for i, x := range at {
		cases[i] = Case[X, Y]{At: x, Want: want(x)}
	}
	return CheckCases(name, yours, cases...)
}

// CheckCases is like [Check], with the answers instead of a function that computes
// them. It is for exercises whose solution must not be next to the stub.
func CheckCases[X, Y any](name string, yours func(X) Y, cases ...Case[X, Y]) bool {
	if len(cases) == 0 {
		return verdict(name, words.T("there is nothing to try it at."))
	}
	for _, c := range cases {
		// Before the call, because yours may write into its argument.
		where := words.Sprintf("at %s ", answer.Argument("x", c.At))
		got, problem := answer.Try(func() Y { return yours(c.At) })
		if problem != "" {
			return verdict(name, where+problem)
		}
		if difference := answer.Difference(got, c.Want); difference != "" {
			return verdict(name, where+difference)
		}
	}
	return verdict(name, "")
}

// CheckValue compares a learner's value, such as a mean or a count, with the right
// one, from which it may differ by within, and prints one line.
func CheckValue(name string, yours, want, within float64) bool {
	if answer.Same(yours, want) || math.Abs(yours-want) <= within {
		return verdict(name, "")
	}
	return verdict(name, answer.Given(number.Short(yours), number.Short(want)))
}

// CheckThat checks a condition that is not a comparison and prints one line: ✓ if
// problem returns nil, else ✗ with the error. If problem panics, the check fails.
func CheckThat(name string, problem func() error) bool {
	err, broken := answer.Try(problem)
	switch {
	case broken != "":
		return verdict(name, broken)
	case err != nil:
		return verdict(name, spell.Text(err))
	}
	return verdict(name, "")
}

// verdict prints the line of a check, keeps the result for Progress, and reports
// whether it passed.
func verdict(name, problem string) bool {
	record(name, problem == "")
	if problem == "" {
		fmt.Println("✓", name+words.T(": correct."))
		return true
	}
	fmt.Println("✗", name+": "+problem)
	return false
}
