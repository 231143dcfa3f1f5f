package figure

import (
	"fmt"
	"image/color"
	"testing"
)

// Colours have the contrast that WCAG AA asks for, in both themes: 3 to 1 for data
// and axes, 4.5 to 1 for text.
func TestContrast(t *testing.T) {
	night := func(c color.NRGBA) color.NRGBA {
		if d, ok := dark[c]; ok {
			return d
		}
		return c
	}
	wants := map[color.NRGBA]float64{ink: 4.5, faint: 4.5, axisInk: 3}
	for _, c := range colours {
		wants[c] = 3
	}
	for c, want := range wants {
		if _, ok := dark[c]; !ok {
			t.Errorf("%v has no dark colour", c)
		}
		for theme, got := range map[string]float64{"light": contrast(c, paper), "dark": contrast(night(c), night(paper))} {
			if got < want {
				t.Errorf("%s: %v has a contrast of %.2f, want %g", theme, c, got, want)
			}
		}
	}
	// These are the rim of a neuron, and the cross over one that rests.
	for _, got := range []float64{contrast(positive, neuron), contrast(night(positive), night(neuron)), contrast(negative, gridInk), contrast(night(negative), night(gridInk))} {
		if got < 3 {
			t.Errorf("in a neuron the contrast is %.2f", got)
		}
	}
}

// The numbers in a heat map's cells can be read in both themes.
func TestContrastInCells(t *testing.T) {
	for name, ramped := range map[string]heatmap{"diverging": {low: -1, high: 1}, "sequential": {low: 0, high: 1}} {
		for i := range rampSteps + 1 {
			c := ramped.color(between(ramped.low, ramped.high, float64(i)/rampSteps))
			text := readable(c)
			night := text
			if d, ok := dark[text]; ok {
				night = d
			}
			for theme, got := range map[string]float64{"light": contrast(text, over(c, paper)), "dark": contrast(night, over(c, dark[paper]))} {
				if got < 4.5 {
					t.Errorf("%s, step %d, %s: %v on %v has a contrast of %.2f", name, i, theme, text, c, got)
				}
			}
			if got, want := over(c, paper), ramp(map[bool][]color.NRGBA{true: diverging, false: sequential}[name == "diverging"], float64(i)/rampSteps); distance(got, want) > 2 {
				t.Errorf("%s, step %d: on paper the colour is %v, want %v", name, i, got, want)
			}
		}
	}
}

// Cells stay ordered by lightness away from 0, in both themes.
func TestCellsAreOrdered(t *testing.T) {
	h := heatmap{low: -1, high: 1}
	for theme, ground := range map[string]color.NRGBA{"light": paper, "dark": dark[paper]} {
		for _, sign := range []float64{-1, 1} {
			last := 1.0
			for i := range rampSteps/2 + 1 {
				got := contrast(over(h.color(sign*float64(i)/(rampSteps/2)), ground), ground)
				if got < last-1e-9 {
					t.Errorf("%s: step %d away from 0 has a contrast of %.3f to the ground, the one before %.3f", theme, i, got, last)
				}
				last = got
			}
			if last < 2 {
				t.Errorf("%s: the strongest cell has a contrast of %.2f", theme, last)
			}
		}
	}
}

func distance(a, b color.NRGBA) int {
	most := 0
	for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
		most = max(most, d, -d)
	}
	return most
}

// Black and white ink on colours of data is the same in a dark theme.
func TestInkOnDataStays(t *testing.T) {
	for _, c := range []color.NRGBA{black, white} {
		if d, ok := dark[c]; ok {
			t.Errorf("%v becomes %v in a dark theme", c, d)
		}
	}
}

// Seven times seven lines look different.
func TestLooksDiffer(t *testing.T) {
	f, seen := New("", "", ""), map[string]int{}
	for i := range len(colours) * len(dashes) {
		l := f.NextLook()
		key := fmt.Sprint(l.Color, l.Dashes)
		if first, ok := seen[key]; ok {
			t.Errorf("lines %d and %d look the same", first+1, i+1)
		}
		seen[key] = i
	}
}
