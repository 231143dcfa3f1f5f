package mlx

import (
	"encoding/json"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// nums are float32 numbers of a fixture; NaN and infinity are strings there.
type nums []float32

func (n *nums) UnmarshalJSON(b []byte) error {
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*n = nil
	if raw != nil {
		*n = nums{}
	}
	for _, r := range raw {
		s := string(r)
		if s[0] == '"' {
			s = s[1 : len(s)-1]
		}
		v, err := strconv.ParseFloat(s, 32)
		if err != nil && !math.IsInf(v, 0) {
			return err
		}
		*n = append(*n, float32(v))
	}
	return nil
}

// exact is a float64 of a fixture; NaN and infinity are strings there.
type exact float64

func (e *exact) UnmarshalJSON(b []byte) error {
	v, err := strconv.ParseFloat(strings.Trim(string(b), `"`), 64)
	*e = exact(v)
	return err
}

func (n nums) tensor(shape ...int) Tensor { return Tensor{shape: shape, data: n} }

// readFixture reads what testdata/torch/make.py wrote.
func readFixture(t *testing.T, name string, to any) {
	t.Helper()
	b, err := os.ReadFile("testdata/torch/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, to); err != nil {
		t.Fatal(err)
	}
}

// deviation collects how far numbers are from PyTorch's.
type deviation struct {
	t        *testing.T
	name     string
	limit    float64
	floor    float64 // numbers smaller than this are compared as if they were of this size
	worst    float64
	compared int
}

// compare fails where a number is further from PyTorch's than the limit, relative
// to PyTorch's. NaN equals NaN, infinity equals itself, 0 equals -0.
func (d *deviation) compare(what string, got, want []float32) {
	d.t.Helper()
	if len(got) != len(want) {
		d.t.Fatalf("%s %s: got %d numbers, want %d", d.name, what, len(got), len(want))
	}
	for i, w := range want {
		g := float64(got[i])
		w := float64(w)
		d.compared++
		if g == w || math.IsNaN(g) && math.IsNaN(w) {
			continue
		}
		e := math.Abs(g-w) / max(math.Abs(w), d.floor)
		if math.IsNaN(e) || math.IsInf(e, 0) || e > d.limit {
			d.t.Errorf("%s %s [%d]: got %g, PyTorch has %g, relative error %.1e", d.name, what, i, g, w, e)
			continue
		}
		d.worst = max(d.worst, e)
	}
}

// log logs the largest error.
func (d *deviation) log() {
	d.t.Helper()
	d.t.Logf("against PyTorch: %-34s max relative error %.1e (limit %.0e) in %d numbers", d.name, d.worst, d.limit, d.compared)
}

// rms returns the root mean square of the numbers: a floor for arrays in which single
// numbers may be near 0 by chance.
func rms(v []float32) float64 {
	return Tensor{data: v}.Norm() / math.Sqrt(float64(len(v)))
}

// catch returns the *Error that f panics with, or nil.
func catch(t *testing.T, f func()) (err *Error) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			var ok bool
			if err, ok = r.(*Error); !ok {
				t.Fatalf("panic with %T %v, want *Error", r, r)
			}
		}
	}()
	f()
	return nil
}
