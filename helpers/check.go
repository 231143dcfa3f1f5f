package helpers

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"

	"golessons/helpers/internal/number"
	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// Case is one value a learner's function is tried at, with the answer wanted.
type Case[X, Y any] struct {
	At   X
	Want Y
}

// Check tries a learner's function yours at each of the values at and compares
// it with want. It prints one line: ✓ when all agree, else ✗ with the first
// value where they do not ("at x = −0.5 yours gives −0.5, want 0"), and returns
// whether all agree. Floating-point numbers agree within one part in a million,
// inside slices, maps and structs too; NaN agrees with NaN.
//
// A function that panics, or takes longer than five seconds, fails with a
// sentence that says so. The exercise counts as done in [Progress].
func Check[X, Y any](name string, yours, want func(X) Y, at ...X) bool {
	cases := make([]Case[X, Y], len(at))
	for i, x := range at {
		cases[i] = Case[X, Y]{At: x, Want: want(x)}
	}
	return CheckCases(name, yours, cases...)
}

// CheckCases is [Check] with the answers written down, for exercises in which
// the right function must not stand next to the stub.
func CheckCases[X, Y any](name string, yours func(X) Y, cases ...Case[X, Y]) bool {
	if len(cases) == 0 {
		return verdict(name, words.T("there is nothing to try it at."))
	}
	for _, c := range cases {
		// Tell before the call: yours may write into its argument.
		where := words.Sprintf("at %s ", tell(c.At))
		got, problem := try(func() Y { return yours(c.At) })
		if problem != "" {
			return verdict(name, where+problem)
		}
		if difference := differ(reflect.ValueOf(&got).Elem(), reflect.ValueOf(&c.Want).Elem()); difference != "" {
			return verdict(name, where+difference)
		}
	}
	return verdict(name, "")
}

// CheckValue compares one value of the learner's, such as a mean or a count,
// with the one wanted, within the given distance, and prints one line.
func CheckValue(name string, yours, want, within float64) bool {
	if same(yours, want) || math.Abs(yours-want) <= within {
		return verdict(name, "")
	}
	return verdict(name, given(number.Short(yours), number.Short(want)))
}

// CheckThat prints one line for a condition that is not a comparison: ✓ when
// problem is nil, else ✗ with the error's text. A panic in problem fails the
// check like in [Check].
func CheckThat(name string, problem func() error) bool {
	err, broken := try(problem)
	switch {
	case broken != "":
		return verdict(name, broken)
	case err != nil:
		return verdict(name, spell.Text(err))
	}
	return verdict(name, "")
}

// verdict prints the line of a check and keeps what Progress shows of it.
func verdict(name, problem string) bool {
	record(name, problem == "")
	if problem == "" {
		fmt.Println("✓", name+words.T(": correct."))
		return true
	}
	fmt.Println("✗", name+": "+problem)
	return false
}

// timeLimit is how long a learner's function may take at one value.
var timeLimit = 5 * time.Second

// try calls f and says in a sentence when it panics or does not come back.
func try[Y any](f func() Y) (got Y, problem string) {
	type outcome struct {
		got     Y
		problem string
	}
	done := make(chan outcome, 1)
	go func() {
		o := outcome{problem: words.T("the function ends without giving a value.")}
		defer func() { done <- o }() // also when f ends its goroutine
		o.got, o.problem = guard(f)
	}()
	select {
	case o := <-done:
		return o.got, o.problem
	case <-time.After(timeLimit):
		return got, words.Sprintf("the function does not end within %d seconds.", int(timeLimit.Seconds()))
	}
}

// guard calls f and says in a sentence when it panics.
func guard[Y any](f func() Y) (got Y, problem string) {
	defer func() {
		if r := recover(); r != nil {
			problem = words.Sprintf("the function panics: %s", spell.Panic(r))
		}
	}()
	return f(), ""
}

// tell names an argument: "x = −0.5"; a struct by its fields.
func tell(v any) string {
	value := reflect.ValueOf(v)
	if value.IsValid() && value.Kind() == reflect.Struct && value.NumField() > 0 && value.Type().Field(0).IsExported() {
		parts := make([]string, value.NumField())
		for i := range parts {
			parts[i] = strings.ToLower(value.Type().Field(i).Name) + " = " + spell.Value(value.Field(i))
		}
		return strings.Join(parts, ", ")
	}
	return "x = " + spell.Value(value)
}
