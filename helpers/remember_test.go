package helpers

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"golessons/internal/kernel/fingerprint"
)

// notebook returns a kernel's folder, in which it has written what a kernel
// writes about this file's code.
func notebook(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	t.Setenv("GONB_TMP_DIR", dir)
	_, file, _, _ := runtime.Caller(0)
	fingerprint.Write(file, dir)
	return dir
}

// model has its own methods for gob, as mlx's Module has, whose parts refer to
// each other.
type model struct {
	weights []byte
	whole   *model
}

func (m *model) MarshalBinary() ([]byte, error)    { return m.weights, nil }
func (m *model) UnmarshalBinary(data []byte) error { m.weights = append([]byte{}, data...); return nil }

type history struct {
	Train []float64
	Notes map[string]int
}

var runs int

func TestRememberKeepsValues(t *testing.T) {
	notebook(t)
	runs = 0
	makeHistory := func() history {
		runs++
		return history{[]float64{1, math.NaN(), math.Inf(1)}, map[string]int{"a": 1}}
	}
	first := Remember("h", makeHistory)
	text := printed(t, "en", func() {
		again := Remember("h", makeHistory)
		if runs != 1 || again.Notes["a"] != first.Notes["a"] || !math.IsNaN(again.Train[1]) || again.Train[2] != first.Train[2] {
			t.Errorf("%d runs, got %v, want one run and %v", runs, again, first)
		}
	})
	if text != "Remember(\"h\"): kept from before.\n" {
		t.Errorf("printed %q", text)
	}
	makeModel := func() *model {
		runs++
		m := &model{weights: []byte{1, 2, 3}}
		m.whole = m
		return m
	}
	Remember("m", makeModel)
	if got := Remember("m", makeModel); !reflect.DeepEqual(got, &model{weights: []byte{1, 2, 3}}) || runs != 2 {
		t.Errorf("%d runs, the model comes back as %v", runs, got)
	}
}

func TestRememberSaysWhatHappened(t *testing.T) {
	t.Setenv("GOLESSONS_SEED", "")
	dir := notebook(t)
	kept := func() string {
		files, _ := filepath.Glob(filepath.Join(dir, ".golessons", "value-*"))
		if len(files) != 1 {
			t.Fatalf("%d kept files, want 1", len(files))
		}
		return files[0]
	}
	one := func() []int { return []int{1} }
	other := func() []int { return []int{2} }
	text := func() string { return "two" }
	steps := []struct {
		name   string
		before func()
		run    func() any
		want   any
		says   string
	}{
		{"first", nil, func() any { return Remember("k", one) }, []int{1}, "for the first time"},
		{"again", nil, func() any { return Remember("k", one) }, []int{1}, "kept from before"},
		{"other code", nil, func() any { return Remember("k", other) }, []int{2}, "code changed"},
		{"other type", nil, func() any { return Remember("k", text) }, "two", "another type"},
		{"seed", func() { t.Setenv("GOLESSONS_SEED", "9") }, func() any { return Remember("k", text) }, "two", "seed changed"},
		{"same seed", nil, func() any { return Remember("k", text) }, "two", "kept from before"},
		{"cut off", func() { os.Truncate(kept(), 60) }, func() any { return Remember("k", text) }, "two", "damaged"},
		{"after that", nil, func() any { return Remember("k", text) }, "two", "kept from before"},
		{"one byte wrong", func() {
			content, _ := os.ReadFile(kept())
			content[len(content)-2] ^= 1
			os.WriteFile(kept(), content, 0o600)
		}, func() any { return Remember("k", text) }, "two", "damaged"},
		{"rubbish", func() { os.WriteFile(kept(), []byte("rubbish"), 0o600) }, func() any { return Remember("k", text) }, "two", "damaged"},
		{"empty", func() { os.WriteFile(kept(), nil, 0o600) }, func() any { return Remember("k", text) }, "two", "damaged"},
	}
	for _, step := range steps {
		if step.before != nil {
			step.before()
		}
		var got any
		says := printed(t, "en", func() { got = step.run() })
		if !reflect.DeepEqual(got, step.want) || !strings.Contains(says, step.says) || strings.Count(says, "\n") != 1 {
			t.Errorf("%s: %v, %q; want %v, %q", step.name, got, says, step.want, step.says)
		}
	}
}

// A value that the code does not show has to be in the key; otherwise nothing is
// kept.
func TestRememberInALoop(t *testing.T) {
	notebook(t)
	for _, language := range []string{"en", "ja"} {
		var got []int
		says := printed(t, language, func() {
			for i := range 2 {
				got = append(got, Remember("same", func() int { return i }))
			}
		})
		want := map[string]string{
			"en": `Remember("same"): computed; the function uses i, which may be another value each time. Put it into the key, and each is kept: fmt.Sprint("same ", i)` + "\n",
			"ja": `Remember("same"): 毎回計算します。関数が使う i の値は、いつも同じとは限りません。キーに入れると、値ごとに覚えます: fmt.Sprint("same ", i)` + "\n",
		}[language]
		if !reflect.DeepEqual(got, []int{0, 1}) || says != want+want {
			t.Errorf("got %v and\n%s", got, says)
		}
	}
	for _, want := range []string{"for the first time", "kept from before"} {
		for i := range 2 {
			var got int
			says := printed(t, "en", func() { got = Remember(fmt.Sprint("rate ", i), func() int { return 10 * i }) })
			if got != 10*i || !strings.Contains(says, want) {
				t.Errorf("%d: got %d, %q, want %q", i, got, says, want)
			}
		}
	}
}

// fmt writes a function as its address, which closures share. With a key made from
// it, all closures would get the value of the first.
func TestRememberWithAFunctionInTheKey(t *testing.T) {
	notebook(t)
	for language, want := range map[string]string{
		"en": "): computed; the function uses f, a function or a pointer, and what is behind it cannot be in the key.\n",
		"ja": "): 毎回計算します。関数が使う f は関数かポインタで、中身をキーに書けません。\n",
	} {
		for n := range 2 {
			var got int
			says := printed(t, language, func() {
				for _, f := range []func() int{func() int { return n }} {
					got = Remember(fmt.Sprint("key ", n), func() int { return f() })
				}
			})
			if got != n || !strings.HasSuffix(says, want) {
				t.Errorf("%s: got %d, want %d, and %q", language, got, n, says)
			}
		}
	}
}

// Nothing is kept for a call that the kernel does not know.
func TestRememberOfAnUnknownCall(t *testing.T) {
	notebook(t)
	for name, run := range map[string]func(){
		"a generic function": func() { anyZero[int]("k") },
		"by another name":    func() { remember := Remember[int]; remember("k", os.Getpid) },
	} {
		for range 2 {
			if says := printed(t, "en", run); !strings.Contains(says, "is not known here") {
				t.Errorf("%s: %q", name, says)
			}
		}
	}
	m := model{weights: []byte{1}}
	for _, want := range []string{"for the first time", "kept from before"} {
		for name, run := range map[string]func(){
			"a method's value":         func() { Remember("method", m.weight) },
			"a function of a package":  func() { Remember("package", os.Getpid) },
			"in another function call": func() { fmt.Fprint(io.Discard, 1, Remember("inside", os.Getpid)) },
			"over lines": func() {
				fmt.Fprint(io.Discard,
					1,
					Remember(
						"lines",
						os.Getpid,
					))
			},
		} {
			if says := printed(t, "en", run); !strings.Contains(says, want) {
				t.Errorf("%s: %q, want %q", name, says, want)
			}
		}
	}
	var none func() int
	if says := printed(t, "en", func() { Remember("k", none) }); says != "Remember(\"k\"): the function that computes is nil.\n" {
		t.Errorf("no function: %q", says)
	}
	// Nothing is kept without the file that the kernel writes.
	t.Setenv("GONB_TMP_DIR", t.TempDir())
	for range 2 {
		if says := printed(t, "en", func() { Remember("k", func() int { return 1 }) }); !strings.Contains(says, "is not known here") {
			t.Errorf("without a kernel's word: %q", says)
		}
	}
}

func anyZero[T any](key string) T { return Remember(key, func() T { return *new(T) }) }

func (m model) weight() int { return int(m.weights[0]) }

func TestRememberIsPerNotebook(t *testing.T) {
	one := func() int { return 1 }
	for range 2 {
		notebook(t)
		if says := printed(t, "en", func() { Remember("k", one) }); !strings.Contains(says, "for the first time") {
			t.Errorf("a new kernel knows the value: %q", says)
		}
	}
	t.Setenv("GONB_TMP_DIR", "")
	if says := printed(t, "en", func() { Remember("k", one) }); !strings.Contains(says, "outside a notebook") {
		t.Errorf("printed %q", says)
	}
}

func TestRememberOfUnkeepableValues(t *testing.T) {
	notebook(t)
	type hidden struct {
		Shown  int
		secret int
	}
	tests := map[string]func() any{
		"helpers.hidden.secret": func() any { return Remember("a", func() hidden { return hidden{1, 2} }).secret },
		"func()":                func() any { return Remember("b", func() []func() { return make([]func(), 2) })[1] == nil },
		"interface {}":          func() any { return Remember("c", func() map[string]any { return nil }) == nil },
	}
	for reason, run := range tests {
		for range 2 {
			says := printed(t, "en", func() { run() })
			if !strings.Contains(says, "cannot be kept ("+reason+")") {
				t.Errorf("%s: printed %q", reason, says)
			}
		}
	}
	says := printed(t, "en", func() {
		if got := Remember("nil", func() *history { return nil }); got != nil {
			t.Errorf("got %v, want nil", got)
		}
	})
	if !strings.Contains(says, "could not be kept") || strings.Count(says, "\n") != 1 {
		t.Errorf("a nil pointer: printed %q", says)
	}
}

// gob would never come to the end of a value that contains itself.
func TestRememberOfARing(t *testing.T) {
	notebook(t)
	type node struct{ Next *node }
	for name, run := range map[string]func(){
		"a ring":  func() { Remember("ring", func() *node { n := &node{}; n.Next = n; return n }) },
		"a slice": func() { Remember("slice", func() list { l := list{nil}; l[0] = l; return l }) },
		"a chain": func() {
			Remember("chain", func() *node {
				var n *node
				for range 1_000_000 {
					n = &node{n}
				}
				return n
			})
		},
	} {
		if says := printed(t, "en", run); !strings.Contains(says, "computed, but it could not be kept (it holds itself, or goes too deep)") {
			t.Errorf("%s: %q", name, says)
		}
	}
	for _, want := range []string{"for the first time", "kept from before"} {
		says := printed(t, "en", func() { Remember("short", func() *node { return &node{&node{}} }) })
		if !strings.Contains(says, want) {
			t.Errorf("a short chain: %q, want %q", says, want)
		}
	}
}

func TestRememberWithoutAWritableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GONB_TMP_DIR", file)
	says := printed(t, "en", func() {
		if got := Remember("k", func() int { return 3 }); got != 3 {
			t.Errorf("got %d, want 3", got)
		}
	})
	if strings.Count(says, "\n") != 1 {
		t.Errorf("printed %q", says)
	}
}
