package helpers

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// model keeps itself, like a model of mlx.
type model struct{ weights []byte }

func (m *model) MarshalBinary() ([]byte, error)    { return m.weights, nil }
func (m *model) UnmarshalBinary(data []byte) error { m.weights = append([]byte{}, data...); return nil }

type history struct {
	Train []float64
	Notes map[string]int
}

func TestRememberKeepsValues(t *testing.T) {
	t.Setenv("GONB_TMP_DIR", t.TempDir())
	runs := 0
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
	makeModel := func() *model { runs++; return &model{[]byte{1, 2, 3}} }
	Remember("m", makeModel)
	if got := Remember("m", makeModel); !reflect.DeepEqual(got, &model{[]byte{1, 2, 3}}) || runs != 2 {
		t.Errorf("%d runs, the model comes back as %v", runs, got)
	}
}

func TestRememberSaysWhatHappened(t *testing.T) {
	t.Setenv("GOLESSONS_SEED", "")
	dir := t.TempDir()
	t.Setenv("GONB_TMP_DIR", dir)
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

func TestRememberIsOfOneNotebook(t *testing.T) {
	one := func() int { return 1 }
	for range 2 {
		t.Setenv("GONB_TMP_DIR", t.TempDir())
		if says := printed(t, "en", func() { Remember("k", one) }); !strings.Contains(says, "for the first time") {
			t.Errorf("a new kernel knows the value: %q", says)
		}
	}
	t.Setenv("GONB_TMP_DIR", "")
	if says := printed(t, "en", func() { Remember("k", one) }); !strings.Contains(says, "outside a notebook") {
		t.Errorf("printed %q", says)
	}
}

func TestRememberOfWhatCannotBeKept(t *testing.T) {
	t.Setenv("GONB_TMP_DIR", t.TempDir())
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
