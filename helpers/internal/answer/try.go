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

// Try returns what f returns, or a sentence if f panics or does not end.
func Try[Y any](f func() Y) (got Y, problem string) {
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
		return o.got, o.problem
	case <-time.After(Limit):
		return got, words.Sprintf("the function does not end within %d seconds.", int(Limit.Seconds()))
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
