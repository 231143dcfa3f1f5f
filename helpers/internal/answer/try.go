package answer

import (
	"reflect"
	"strings"
	"time"

	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// Limit is how long a learner's function may take for one value.
var Limit = 5 * time.Second

// Try returns what f returns, or a sentence if f panics or does not end within
// Limit.
func Try[Y any](f func() Y) (got Y, problem string) {
	got, problem, _ = TryFor(Limit, f)
	return got, problem
}

// TryFor is like [Try] with another limit, and reports whether f ended.
func TryFor[Y any](limit time.Duration, f func() Y) (got Y, problem string, ended bool) {
	type outcome struct {
		got     Y
		problem string
	}
	done := make(chan outcome, 1)
	go func() {
		o := outcome{problem: words.T("the function ends without giving a value.")}
		defer func() { done <- o }() // also if f ends its goroutine
		o.got, o.problem = Guard(f)
	}()
	select {
	case o := <-done:
		return o.got, o.problem, true
	case <-time.After(limit):
		return got, words.Sprintf("the function does not end within %d seconds.", int(limit.Seconds())), false
	}
}

// Guard returns what f returns, or a sentence if f panics.
func Guard[Y any](f func() Y) (got Y, problem string) {
	defer func() {
		if r := recover(); r != nil {
			problem = words.Sprintf("the function panics: %s", spell.Panic(r))
		}
	}()
	return f(), ""
}

// Argument writes an argument for a sentence, "x = −0.5"; of a struct its fields,
// "w = 3, rate = 0.1".
func Argument(name string, v any) string {
	value := reflect.ValueOf(v)
	if value.IsValid() && value.Kind() == reflect.Struct && value.NumField() > 0 && value.Type().Field(0).IsExported() {
		parts := make([]string, value.NumField())
		for i := range parts {
			parts[i] = strings.ToLower(value.Type().Field(i).Name) + " = " + spell.Value(value.Field(i))
		}
		return strings.Join(parts, ", ")
	}
	return name + " = " + spell.Value(value)
}
