package figure

import (
	"math"
	"testing"
)

// The ticks of an axis are in order, on the axis, have different names, and are
// neither too few nor too many.
func FuzzTicks(f *testing.F) {
	ends := []float64{5e-324, 1e-323, 2.3e-308, 1e-300, 1e-9, .3, 1, math.Nextafter(1, 2), 1.0001, 7, 1e7, 1e7 + 5, 1e9, 1e300, math.MaxFloat64}
	for _, a := range ends {
		for _, b := range ends {
			for _, wanted := range []int{2, 4, 6} {
				f.Add(a, b, wanted, true)
				f.Add(-a, b, wanted, false)
				f.Add(a, b, wanted, false)
			}
		}
	}
	f.Fuzz(func(t *testing.T, low, high float64, wanted int, log bool) {
		if !finite(low) || !finite(high) || log && (low <= 0 || high <= 0) {
			return
		}
		low, high = min(low, high), max(low, high)
		low, high = axisRange(low, high, true, true, .03, log, nil)
		if !finite(low) || !finite(high) || low >= high || log && low <= 0 {
			t.Fatalf("an axis from %g to %g", low, high)
		}
		s := axis{min: low, max: high, log: log}
		s.setTicks(nil, wanted, 24)
		named, last := map[string]bool{}, math.Inf(-1)
		for _, tick := range s.ticks {
			if tick.value <= last || !finite(tick.value) || s.at(tick.value) < -1e-6 || s.at(tick.value) > 1+1e-6 {
				t.Errorf("%g to %g: tick %g after %g, at %g", low, high, tick.value, last, s.at(tick.value))
			}
			last = tick.value
			if tick.name == "" {
				continue
			}
			if named[tick.name] {
				t.Errorf("%g to %g: two ticks are called %s", low, high, tick.name)
			}
			named[tick.name] = true
		}
		if n := len(named); n < 1 || n > 24 || len(s.ticks) > 60 {
			t.Errorf("%g to %g: %d ticks, %d with names", low, high, len(s.ticks), n)
		}
		if s.at(low) != 0 || math.Abs(s.at(high)-1) > 1e-9 {
			t.Errorf("%g to %g: the ends are at %g and %g", low, high, s.at(low), s.at(high))
		}
	})
}
