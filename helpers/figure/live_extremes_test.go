package figure

import (
	"math"
	"strings"
	"testing"
	"time"
)

// A growing curve is drawn with its bar, whatever its values are.
func TestLiveOfExtremes(t *testing.T) {
	values := []float64{0, 1, -1, math.SmallestNonzeroFloat64, math.MaxFloat64, -math.MaxFloat64, math.Inf(1), math.NaN()}
	for _, a := range values {
		for _, b := range values {
			for _, log := range []bool{false, true} {
				l := &Live{title: "t", total: 3, names: []string{"a", "b"}, values: [][]float64{{a, b}, {b, a}}, logY: log, mark: "lowest"}
				svg, err := renderSVG(barred{l.figure(""), l.share(), time.Second})
				if err != nil && !strings.Contains(err.Error(), "t") {
					t.Errorf("%g, %g: %v", a, b, err)
				}
				if _, body, _ := strings.Cut(string(svg), "</title>"); strings.Contains(body, "NaN") || strings.Contains(body, "Inf") {
					t.Errorf("%g, %g, logarithmic %t: no coordinate", a, b, log)
				}
			}
		}
	}
}

// The time that is left never overflows, however many steps there are.
func TestTimeLeft(t *testing.T) {
	start := time.Now()
	for total, want := range map[int]time.Duration{4: time.Second, 3: 0, 1: 0, math.MaxInt: 99 * time.Hour} {
		l := &Live{total: total, values: [][]float64{{1, 2, 3}}, started: start}
		if got := l.timeLeft(start.Add(3 * time.Second)); got != want {
			t.Errorf("of %d steps: %v left, want %v", total, got, want)
		}
	}
}
