package helpers

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"

	"golessons/helpers/internal/lang"
	"golessons/helpers/internal/number"
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
		return verdict(name, lang.T("試す値がありません。", "there is nothing to try it at."))
	}
	for _, c := range cases {
		// Tell before the call: yours may write into its argument.
		where := lang.T(tell(c.At)+" のとき、", "at "+tell(c.At)+" ")
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
		return verdict(name, err.Error())
	}
	return verdict(name, "")
}

// verdict prints the line of a check and keeps what Progress shows of it.
func verdict(name, problem string) bool {
	record(name, problem == "")
	if problem == "" {
		fmt.Println("✓", name+lang.T(": 正解です。", ": correct."))
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
		o := outcome{problem: lang.T("関数が値を返さずに終わりました。", "the function ends without giving a value.")}
		defer func() { done <- o }() // also when f ends its goroutine
		o.got, o.problem = guard(f)
	}()
	select {
	case o := <-done:
		return o.got, o.problem
	case <-time.After(timeLimit):
		return got, fmt.Sprintf(lang.T("%d 秒たっても関数が終わりません。", "the function does not end within %d seconds."), int(timeLimit.Seconds()))
	}
}

// guard calls f and says in a sentence when it panics.
func guard[Y any](f func() Y) (got Y, problem string) {
	defer func() {
		if r := recover(); r != nil {
			problem = fmt.Sprintf(lang.T("関数がパニックしました: %s", "the function panics: %s"), firstLine(r))
		}
	}()
	return f(), ""
}

func firstLine(v any) string {
	line, _, _ := strings.Cut(fmt.Sprint(v), "\n")
	return strings.TrimPrefix(line, "runtime error: ")
}

// tell names an argument: "x = −0.5"; a struct by its fields.
func tell(v any) string {
	value := reflect.ValueOf(v)
	if value.IsValid() && value.Kind() == reflect.Struct && value.NumField() > 0 && value.Type().Field(0).IsExported() {
		parts := make([]string, value.NumField())
		for i := range parts {
			parts[i] = strings.ToLower(value.Type().Field(i).Name) + " = " + show(value.Field(i))
		}
		return strings.Join(parts, ", ")
	}
	return "x = " + show(value)
}

// shownElements is how many elements of a slice an answer is shown with.
const shownElements = 12

// show writes a value for a sentence.
func show(v reflect.Value) string {
	if !v.IsValid() {
		return "nil"
	}
	switch v.Kind() {
	case reflect.Float32:
		// As short as a float32 is, not as the float64 next to it.
		return number.Short(v.Float())
	case reflect.Float64:
		return number.Short(v.Float())
	case reflect.String:
		return fmt.Sprintf("%q", v.String())
	case reflect.Slice, reflect.Array:
		parts := make([]string, 0, shownElements+1)
		for i := range v.Len() {
			if i == shownElements {
				parts = append(parts, "…")
				break
			}
			parts = append(parts, show(v.Index(i)))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return "nil"
		}
		return show(v.Elem())
	}
	return number.Minus(fmt.Sprint(v))
}

func given(got, want string) string {
	return fmt.Sprintf(lang.T("あなたの答えは %s ですが、正しくは %s です。", "yours gives %s, want %s"), got, want)
}

// same tells whether two numbers agree: within one part in a million, or one
// in a million near 0.
func same(a, b float64) bool {
	if a == b || math.IsNaN(a) && math.IsNaN(b) {
		return true
	}
	return math.Abs(a-b) <= 1e-6*max(1, math.Abs(a), math.Abs(b))
}

// differ says where got is not want; "" when they agree.
func differ(got, want reflect.Value) string {
	if equal(got, want) {
		return ""
	}
	if got.Kind() == reflect.Slice && want.Kind() == reflect.Slice {
		if got.Len() != want.Len() {
			return fmt.Sprintf(lang.T("あなたの答えの長さは %d ですが、正しくは %d です。", "yours has length %d, want %d"), got.Len(), want.Len())
		}
		for i := range got.Len() {
			if !equal(got.Index(i), want.Index(i)) && got.Len() > shownElements {
				return fmt.Sprintf(lang.T("要素 %d: ", "in element %d "), i) + given(show(got.Index(i)), show(want.Index(i)))
			}
		}
	}
	return given(show(got), show(want))
}

func equal(a, b reflect.Value) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.Type() != b.Type() {
		return false
	}
	switch a.Kind() {
	case reflect.Float32, reflect.Float64:
		return same(a.Float(), b.Float())
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for _, key := range a.MapKeys() {
			if !equal(a.MapIndex(key), b.MapIndex(key)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		for i := range a.NumField() {
			if !equal(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return equal(a.Elem(), b.Elem())
	case reflect.Func:
		return a.IsNil() && b.IsNil()
	}
	return a.Equal(b)
}
