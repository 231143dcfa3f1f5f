package helpers

import (
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"
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
	defer func(limit time.Duration) { timeLimit = limit }(timeLimit)
	timeLimit = 20 * time.Millisecond
	got := printed(t, "en", func() { Check("r", func(float64) float64 { select {} }, relu, 1) })
	if !strings.Contains(got, "does not end") {
		t.Errorf("printed %q", got)
	}
}

func TestCheckOfOtherTypes(t *testing.T) {
	type patient struct{ Age, BMI float64 }
	double := func(x []float64) []float64 {
		for i := range x {
			x[i] *= 2 // into its argument, which the sentence must not show
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
