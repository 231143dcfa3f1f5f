package helpers

import (
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"golessons/helpers/internal/answer"
)

func relu(x float64) float64 { return math.Max(0, x) }

func TestCheck(t *testing.T) {
	at := []float64{-3, -0.5, 0, 1, 2.5}
	tests := []struct {
		name   string
		yours  func(float64) float64
		ok     bool
		ja, en string
	}{
		{"right", relu, true, "✓ r: 正解です。", "✓ r: correct."},
		{"right within rounding", func(x float64) float64 { return relu(x) * (1 + 1e-9) }, true, "✓ r: 正解です。", "✓ r: correct."},
		{"the stub", func(x float64) float64 { return x }, false,
			"✗ r: x = −3 のとき、あなたの答えは −3 ですが、正しくは 0 です。", "✗ r: at x = −3 yours gives −3, want 0"},
		{"wrong in one place", func(x float64) float64 {
			if x == -0.5 {
				return x
			}
			return relu(x)
		}, false, "✗ r: x = −0.5 のとき、あなたの答えは −0.5 ですが、正しくは 0 です。", "✗ r: at x = −0.5 yours gives −0.5, want 0"},
		{"NaN", func(float64) float64 { return math.NaN() }, false,
			"✗ r: x = −3 のとき、あなたの答えは NaN ですが、正しくは 0 です。", "✗ r: at x = −3 yours gives NaN, want 0"},
		{"panics", func(x float64) float64 { return at[int(x)] }, false,
			"✗ r: x = −3 のとき、関数がパニックしました: index out of range [-3]", "✗ r: at x = −3 the function panics: index out of range [-3]"},
		{"ends its goroutine", func(float64) float64 { runtime.Goexit(); return 0 }, false,
			"✗ r: x = −3 のとき、関数が値を返さずに終わりました。", "✗ r: at x = −3 the function ends without giving a value."},
	}
	for _, test := range tests {
		for language, want := range map[string]string{"ja": test.ja, "en": test.en} {
			var ok bool
			got := printed(t, language, func() { ok = Check("r", test.yours, relu, at...) })
			if got != want+"\n" || ok != test.ok {
				t.Errorf("%s: %v, %q, want %v, %q", test.name, ok, got, test.ok, want)
			}
		}
	}
}

func TestCheckEndsAnEndlessFunction(t *testing.T) {
	defer func(limit time.Duration) { answer.Limit = limit }(answer.Limit)
	answer.Limit = 20 * time.Millisecond
	got := printed(t, "en", func() { Check("r", func(float64) float64 { select {} }, relu, 1) })
	if !strings.Contains(got, "does not end") {
		t.Errorf("printed %q", got)
	}
}

func TestCheckOfOtherTypes(t *testing.T) {
	type patient struct{ Age, BMI float64 }
	double := func(x []float64) []float64 {
		for i := range x {
			x[i] *= 2 // changes its argument; the sentence must show it as it was
		}
		return x
	}
	tests := map[string]struct {
		run  func() bool
		want string
	}{
		"slice": {func() bool {
			return CheckCases("s", double, Case[[]float64, []float64]{At: []float64{1, -2}, Want: []float64{2, -5}})
		}, "✗ s: at x = [1 −2] yours gives [2 −4], want [2 −5]\n"},
		"length": {func() bool {
			return CheckCases("s", double, Case[[]float64, []float64]{At: []float64{1}, Want: []float64{1, 2}})
		}, "✗ s: at x = [1] yours has length 1, want 2\n"},
		"long slice": {func() bool {
			return CheckCases("s", func([]float64) []float64 { return make([]float64, 20) }, Case[[]float64, []float64]{Want: append(make([]float64, 19), 1)})
		}, "✗ s: at x = [] in element 19 yours gives 0, want 1\n"},
		"struct": {func() bool {
			return CheckCases("s", func(p patient) bool { return p.BMI > 30 }, Case[patient, bool]{At: patient{50, 31}, Want: false})
		}, "✗ s: at age = 50, bmi = 31 yours gives true, want false\n"},
		"map": {func() bool {
			return CheckCases("s", func(string) map[string]int { return map[string]int{"a": 1} }, Case[string, map[string]int]{At: "x", Want: map[string]int{"a": 1}})
		}, "✓ s: correct.\n"},
		"nil map": {func() bool {
			return CheckCases("s", func(string) map[string]float64 { return map[string]float64{"b": 1} }, Case[string, map[string]float64]{At: "x", Want: map[string]float64{"a": 1}})
		}, "✗ s: at x = \"x\" yours gives map[b:1], want map[a:1]\n"},
		"no cases": {func() bool { return CheckCases[int, int]("s", nil) }, "✗ s: there is nothing to try it at.\n"},
		"value":    {func() bool { return CheckValue("v", 0.51, 0.5, 0.02) }, "✓ v: correct.\n"},
		"value off": {func() bool { return CheckValue("v", 0.6, 0.5, 0.02) },
			"✗ v: yours gives 0.6, want 0.5\n"},
		"that":        {func() bool { return CheckThat("c", func() error { return nil }) }, "✓ c: correct.\n"},
		"that fails":  {func() bool { return CheckThat("c", func() error { return errors.New("the loss rose") }) }, "✗ c: the loss rose\n"},
		"that panics": {func() bool { return CheckThat("c", func() error { panic("oh") }) }, "✗ c: the function panics: oh\n"},
	}
	for name, test := range tests {
		var ok bool
		got := printed(t, "en", func() { ok = test.run() })
		if got != test.want || ok != strings.HasPrefix(test.want, "✓") {
			t.Errorf("%s: %v, %q, want %q", name, ok, got, test.want)
		}
	}
}

// A ring or a list may contain itself.
type ring struct {
	N    float64
	Next *ring
}

func ringOf(values ...float64) *ring {
	first := &ring{N: values[0]}
	last := first
	for _, v := range values[1:] {
		last.Next = &ring{N: v}
		last = last.Next
	}
	last.Next = first
	return first
}

type list []list

type shouts string

func (s shouts) String() string { panic("no " + string(s)) }

// Whatever a learner's function returns is compared and written in one line.
func TestCheckOfAnyValue(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	nan := math.NaN()
	self := func() list { l := list{nil, nil}; l[1] = l; return l }
	mapOfItself := func(n int) map[string]any { m := map[string]any{"n": n}; m["self"] = m; return m }
	deep := func(levels int) *ring {
		var r *ring
		for range levels {
			r = &ring{1, r}
		}
		return r
	}
	for _, test := range []struct {
		name      string
		got, want any
		says      string // "" is ✓
	}{
		{"rings that agree", ringOf(1, 2), ringOf(1, 2), ""},
		{"rings unrolled", ringOf(1, 2), ringOf(1, 2, 1, 2), ""},
		{"rings", ringOf(1, 3), ringOf(1, 2), "yours gives {1 {3 (itself)}}, want {1 {2 (itself)}}"},
		{"slices that hold themselves", self(), self(), ""},
		{"a slice that holds itself", self(), list{nil, nil}, "yours gives [[] (itself)], want [[] []]"},
		{"maps that hold themselves", mapOfItself(1), mapOfItself(1), ""},
		{"a map that holds itself", mapOfItself(1), mapOfItself(2), "yours gives map[n:1 self:(itself)], want map[n:2 self:(itself)]"},
		{"long chains", deep(40_000), deep(40_000), ""},
		{"longer chains", deep(500_000), deep(500_000), "yours goes more than 100000 levels deep, and cannot be compared"},
		{"NaN as a key", map[float64]int{nan: 1, 2: 3}, map[float64]int{nan: 1, 2: 3}, ""},
		{"NaN as a key twice", map[float64]int{nan: 1, -nan: 2}, map[float64]int{nan: 2, -nan: 1}, ""},
		{"NaN as a key, another value", map[float64]int{nan: 1}, map[float64]int{nan: 2}, "yours gives map[NaN:1], want map[NaN:2]"},
		{"NaN as a key of itself", func() any { m := map[float64]any{}; m[nan], m[-nan] = m, m; return m }(),
			func() any { m := map[float64]any{}; m[nan], m[-nan] = m, m; return m }(), ""},
		{"keys that agree nearly", map[float64]int{0.1 + 0.2: 1}, map[float64]int{0.3: 1}, ""},
		{"complex numbers", complex(0.1+0.2, nan), complex(0.3, nan), ""},
		{"nil for a function", (func())(nil), (func())(nil), ""},
		{"functions", func() {}, func() {}, "functions cannot be compared"},
		{"a channel", make(chan int), (chan int)(nil), "yours gives chan int, want nil"},
		{"nil", nil, 1, "yours gives nil, want 1"},
		{"another type", 1, 1.0, "yours gives 1 (int), want 1 (float64)"},
		{"numbers that look alike", 0.12341, 0.12342, "yours gives 0.12341, want 0.12342"},
		{"lists that look alike", append(make([]int, 12), 1), append(make([]int, 12), 2), "in element 12 yours gives 1, want 2"},
		{"a cut value", [20]int{19: 1}, [20]int{}, "yours gives [0 0 0 0 0 0 0 0 0 0 0 0 …], which looks like the right answer and is not"},
		{"unexported fields", struct{ a, b any }{1, nil}, struct{ a, b any }{1, 2}, "yours gives {1 nil}, want {1 2}"},
		{"a String method that panics", shouts("x"), shouts("y"), "yours gives (its String method panics: no x), want (its String method panics: no y)"},
	} {
		var ok bool
		got := printed(t, "en", func() {
			ok = CheckCases("v", func(int) any { return test.got }, Case[int, any]{Want: test.want})
		})
		got = strings.Replace(got, "at x = 0 ", "", 1)
		want := "✗ v: " + test.says + "\n"
		if test.says == "" {
			want = "✓ v: correct.\n"
		}
		if got != want || ok != (test.says == "") {
			t.Errorf("%s: %v, %q, want %q", test.name, ok, got, want)
		}
	}
}

// The same holds for the value that a function panics with, for an error and for
// an argument.
func TestCheckTellsAnyValue(t *testing.T) {
	l := list{nil}
	l[0] = l
	for _, test := range []struct {
		run  func() bool
		want string
	}{
		{func() bool { return CheckThat("c", func() error { panic(l) }) }, "✗ c: the function panics: [(itself)]\n"},
		{func() bool { return CheckThat("c", func() error { return broken{} }) }, "✗ c: (its Error method panics: oh)\n"},
		{func() bool { return Check("c", func(list) int { return 1 }, func(list) int { return 2 }, l) }, "✗ c: at x = [(itself)] yours gives 1, want 2\n"},
		{func() bool { return Check("c", func(ring) int { return 1 }, func(ring) int { return 2 }, *ringOf(1)) }, "✗ c: at n = 1, next = {1 (itself)} yours gives 1, want 2\n"},
	} {
		if got := printed(t, "en", func() { test.run() }); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

type broken struct{}

func (broken) Error() string { panic("oh") }
