package answer

import (
	"math"
	"testing"
)

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
func TestDifference(t *testing.T) {
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
		says      string // "" if they agree
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
		if says := Difference(test.got, test.want); says != test.says {
			t.Errorf("%s: %q, want %q", test.name, says, test.says)
		}
	}
}
