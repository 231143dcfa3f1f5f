package spell

import (
	"fmt"
	"reflect"
	"runtime"
	"time"

	"golessons/internal/words"
)

// timeLimit is how long a value's own method may take.
var timeLimit = time.Second

// ownText returns what a value's Error or String method returns; ok is false if it
// has none.
func ownText(v reflect.Value) (text string, ok bool) {
	if !v.IsValid() || !v.CanInterface() || v.Kind() == reflect.Pointer && v.IsNil() || v.Kind() == reflect.Interface {
		return "", false
	}
	var method func() string
	name := "String"
	switch value := v.Interface().(type) {
	case error:
		method, name = value.Error, "Error"
	case fmt.Stringer:
		method = value.String
	default:
		return "", false
	}
	done := make(chan string, 1)
	go func() {
		said := words.Sprintf("(its %s method gives nothing)", name)
		defer func() { done <- said }()
		defer func() {
			if r := recover(); r != nil {
				reason := fmt.Sprintf("%T", r) // whose own method may panic too
				switch r := r.(type) {
				case string:
					reason = Panic(r)
				case runtime.Error:
					reason = Panic(r.Error())
				}
				said = words.Sprintf("(its %s method panics: %s)", name, reason)
			}
		}()
		said = method()
	}()
	select {
	case text = <-done:
	case <-time.After(timeLimit):
		text = words.Sprintf("(its %s method does not end)", name)
	}
	return text, true
}
