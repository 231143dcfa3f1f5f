package answer

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestTry(t *testing.T) {
	none := []float64{}
	for _, test := range []struct {
		f      func() float64
		ja, en string
	}{
		{func() float64 { return 2 }, "", ""},
		{func() float64 { return none[len(none)] }, "関数がパニックしました: index out of range [0] with length 0", "the function panics: index out of range [0] with length 0"},
		{func() float64 { runtime.Goexit(); return 0 }, "関数が値を返さずに終わりました。", "the function ends without giving a value."},
	} {
		for language, want := range map[string]string{"ja": test.ja, "en": test.en} {
			t.Setenv("GOLESSONS_LANG", language)
			got, problem := Try(test.f)
			if problem != want || want == "" && got != 2 {
				t.Errorf("%v, %q, want %q", got, problem, want)
			}
		}
	}
}

func TestTryEndsAnEndlessFunction(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	defer func(limit time.Duration) { Limit = limit }(Limit)
	Limit = 20 * time.Millisecond
	if _, problem := Try(func() int { select {} }); !strings.Contains(problem, "does not end") {
		t.Errorf("%q", problem)
	}
}

func TestArgument(t *testing.T) {
	l := list{nil}
	l[0] = l
	for _, test := range []struct {
		at   any
		want string
	}{
		{-0.5, "x = −0.5"}, {[]float64{1, -2}, "x = [1 −2]"}, {"A", `x = "A"`}, {nil, "x = nil"},
		{struct{ Age, BMI float64 }{50, 31}, "age = 50, bmi = 31"}, {struct{ a int }{1}, "x = {1}"}, {struct{}{}, "x = {}"},
		{l, "x = [(itself)]"}, {*ringOf(1), "n = 1, next = {1 (itself)}"},
	} {
		if got := Argument("x", test.at); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
