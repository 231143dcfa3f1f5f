package spell

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

type ring struct {
	N    int
	Next *ring
}

type list []list

type tree map[string]tree

type secret struct {
	name string
	next *secret
	f    func()
}

type says string

func (s says) String() string {
	switch s {
	case "panic":
		panic("oh\nno")
	case "index":
		return []string{}[len(s)]
	case "itself":
		panic(s)
	case "error":
		panic(errors.New("no"))
	case "exit":
		runtime.Goexit()
	case "never":
		select {}
	}
	return "said " + string(s)
}

type failing struct{}

func (*failing) Error() string { return "it failed" }

func rings() any {
	r := &ring{N: 1}
	r.Next = &ring{2, r}
	return r
}

func lists() any {
	l := list{nil}
	l[0] = l
	return l
}

func trees() any {
	t := tree{}
	t["a"] = t
	return t
}

func anything() any {
	s := []any{1, nil}
	s[1] = s
	return s
}

func pointers() any {
	type pointer *pointer
	var p pointer
	p = &p
	return p
}

func secrets() any {
	s := &secret{name: "x", f: func() {}}
	s.next = s
	return *s
}

func deepList() any {
	var r *ring
	for i := range 1_000_000 {
		r = &ring{i, r}
	}
	return r
}

func wide() any { // 2^60 paths
	type node struct{ A, B *node }
	n := &node{}
	for range 60 {
		n = &node{n, n}
	}
	return n
}

func TestValue(t *testing.T) {
	defer func(limit time.Duration) { timeLimit = limit }(timeLimit)
	timeLimit = 20 * time.Millisecond
	t.Setenv("GOLESSONS_LANG", "en")
	var none *ring
	for _, test := range []struct {
		value any
		want  string
	}{
		{nil, "nil"},
		{none, "nil"},
		{1.0 / 3, "0.3333"},
		{float32(0.1), "0.1"},
		{math.NaN(), "NaN"},
		{-3, "−3"},
		{"a\n", `"a\n"`},
		{[]float64{1, -2}, "[1 −2]"},
		{make([]int, 13), "[0 0 0 0 0 0 0 0 0 0 0 0 …]"},
		{[]any{1, "a", nil}, `[1 "a" nil]`},
		{[]ring{{2, nil}, {3, nil}}, "[{2 nil} {3 nil}]"},
		{map[string]int{"b": 1, "a": 2}, "map[a:2 b:1]"},
		{map[float64]int{math.NaN(): 1, 2: 3}, "map[NaN:1 2:3]"},
		{map[any]int{}, "map[]"},
		{func(int) string { return "" }, "func(int) string"},
		{(func())(nil), "nil"},
		{make(chan int), "chan int"},
		{secret{name: "x"}, "{x nil nil}"},
		{complex(1, 2), "(1+2i)"},
		{says("a"), "said a"},
		{[]says{"a", "panic"}, "[said a (its String method panics: oh)]"},
		{says("index"), "(its String method panics: index out of range [5] with length 0)"},
		{says("itself"), "(its String method panics: spell.says)"},
		{says("error"), "(its String method panics: *errors.errorString)"},
		{says("exit"), "(its String method gives nothing)"},
		{says("never"), "(its String method does not end)"},
		{&failing{}, "it failed"},
		{(*failing)(nil), "nil"},
		{rings(), "{1 {2 (itself)}}"},
		{lists(), "[(itself)]"},
		{trees(), "map[a:(itself)]"},
		{anything(), "[1 (itself)]"},
		{pointers(), "(itself)"},
		{secrets(), "{x {x (itself) func()} func()}"},
	} {
		if got := Value(reflect.ValueOf(test.value)); got != test.want {
			t.Errorf("%T: %q, want %q", test.value, got, test.want)
		}
	}
	for name, value := range map[string]any{
		"a long text": strings.Repeat("あ", 1_000_000), "a long list": make([]float64, 10_000_000), "lists of lists": [12][12][12][12]int{},
		"a deep value": deepList(), "a wide value": wide(), "a large map": largeMap(),
	} {
		got := Value(reflect.ValueOf(value))
		if n := len([]rune(got)); n > longest+1 || !strings.Contains(got, "…") {
			t.Errorf("%s: %d letters", name, n)
		}
	}
}

func largeMap() any {
	m := map[int]int{}
	for i := range 100_000 {
		m[i] = i
	}
	return m
}

func TestText(t *testing.T) {
	defer func(limit time.Duration) { timeLimit = limit }(timeLimit)
	timeLimit = 20 * time.Millisecond
	t.Setenv("GOLESSONS_LANG", "ja")
	for _, value := range []any{nil, 1, "a", []float64{1.5}, map[string]int{"a": 1}, ring{1, nil}, true, says("b"), []string{"x"}, &failing{}, [3]bool{}} {
		if got, want := Text(value), fmt.Sprint(value); got != want {
			t.Errorf("%T: %q, want %q", value, got, want)
		}
	}
	for _, test := range []struct {
		value any
		want  string
	}{
		{trees(), "map[a:(自分自身)]"}, {anything(), "[1 (自分自身)]"}, {lists(), "[(自分自身)]"},
		{says("panic"), "(String メソッドがパニックしました: oh)"}, {says("never"), "(String メソッドが終わりません)"},
	} {
		if got := Text(test.value); got != test.want {
			t.Errorf("%T: %q, want %q", test.value, got, test.want)
		}
	}
	if got := len([]rune(Text(make([]int, 1_000_000)))); got != longest+1 {
		t.Errorf("a long list has %d letters", got)
	}
}

func TestPanic(t *testing.T) {
	for _, test := range []struct {
		value any
		want  string
	}{
		{"oh\nno", "oh"}, {errors.New("bad"), "bad"}, {3, "3"}, {ring{1, nil}, "{1 <nil>}"}, {lists(), "[(itself)]"},
	} {
		t.Setenv("GOLESSONS_LANG", "en")
		if got := Panic(test.value); got != test.want {
			t.Errorf("%T: %q, want %q", test.value, got, test.want)
		}
	}
}

func TestEndless(t *testing.T) {
	for name, value := range map[string]any{"a ring": rings(), "a list": lists(), "a map": trees(), "an interface": anything(), "a pointer": pointers(), "unexported fields": secrets(), "a million steps": deepList()} {
		if !Endless(reflect.ValueOf(value), 1000, nil) {
			t.Errorf("%s has an end", name)
		}
	}
	for name, value := range map[string]any{"nil": nil, "a number": 1, "a pointer": &ring{}, "nested lists": [][][]float64{{{1}}}, "one thing twice": []*ring{{}, {}}, "2^60 paths": wide(), "a map": map[string][]int{"a": {1}}} {
		if Endless(reflect.ValueOf(value), 1000, nil) {
			t.Errorf("%s has no end", name)
		}
	}
	closed := func(t reflect.Type) bool { return t == reflect.TypeFor[ring]() }
	if Endless(reflect.ValueOf([]any{rings()}), 1000, closed) {
		t.Error("looked into a type that is closed")
	}
}
