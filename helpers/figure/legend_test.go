package figure

import (
	"fmt"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/canvas"
)

// A legend leaves most of the figure to the figure, however many and long its
// names are.
func TestLegendLeavesRoom(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "en")
	for _, c := range []struct {
		size            vg.Point
		names           int
		long            string
		rows, all, more int
	}{
		{vg.Point{X: 600, Y: 340}, 0, "", 0, 0, 0},
		{vg.Point{X: 600, Y: 340}, 3, "", 1, 3, 0},
		{vg.Point{X: 600, Y: 340}, 18, "a network with Dropout and a learning rate of 0.00", 5, 18, 0},
		{vg.Point{X: 600, Y: 340}, 18, "ドロップアウトと重み減衰の両方を使うネットワーク 学習率 0.00", 5, 18, 0},
		{vg.Point{X: 220, Y: 140}, 18, "a network with Dropout and a learning rate of 0.00", 2, 0, 1},
		{vg.Point{X: 600, Y: 340}, 300, "a network with Dropout and a learning rate of 0.00", 5, 0, 1},
		{vg.Point{X: 90, Y: 60}, 2, strings.Repeat("長い", 40), 1, 1, 0},
	} {
		f := New("", "", "")
		for i := range c.names {
			f.Curve(fmt.Sprint(c.long, i+1), []float64{1, 2})
		}
		entries := f.layLegend(c.size)
		names, more, rows := map[string]bool{}, 0, 0
		for _, e := range entries {
			rows = max(rows, e.row+1)
			end := e.x + e.style.Width(e.name)
			if e.layer == nil {
				more++
				if want := fmt.Sprintf("and %d more", c.names-len(entries)+1); e.name != want {
					t.Errorf("%v, %d names: the last is %q, want %q", c.size, c.names, e.name, want)
				}
			} else {
				end += legendSample + 6
				names[e.name] = true
			}
			if end > c.size.X {
				t.Errorf("%v, %d names: %q ends at %.0f", c.size, c.names, e.name, end)
			}
		}
		if rows > c.rows || c.all > 0 && len(names) != c.all || more != c.more {
			t.Errorf("%v, %d names like %q: %d rows with %d names and %d counts, want %d rows, %d names", c.size, c.names, c.long, rows, len(names), more, c.rows, c.all)
		}
		if height := f.legend(draw.NewCanvas(canvas.NewSVG(float64(c.size.X), float64(c.size.Y)), c.size.X, c.size.Y)); height > max(legendRow+4, c.size.Y*legendShare+4) {
			t.Errorf("%v, %d names: the legend is %.0f high", c.size, c.names, height)
		}
	}
}
