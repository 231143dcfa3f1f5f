package figure

import (
	"math"
	"strconv"

	"golessons/helpers/internal/number"
)

// num writes a number for a label or a sentence.
func num(v float64) string { return number.Short(v) }

// tick is a place on an axis; one without a name is only a mark.
type tick struct {
	value float64
	name  string
}

// numberTicks puts about as many ticks as wanted at 1, 2 or 5 times a power of
// ten, and three at least: one number alone gives an axis no scale.
func numberTicks(low, high float64, wanted int) []tick {
	// Near the ends of what a float64 holds the steps would not be numbers.
	unit := 1.0
	largest := math.Max(math.Abs(low), math.Abs(high))
	switch {
	case largest > 1e290:
		unit = 1e30
	case largest < 1e-290:
		unit = 1e-30
	}
	low, high, largest = low/unit, high/unit, largest/unit
	raw := (high - low) / float64(wanted)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * power
	for _, m := range []float64{1, 2, 5} {
		if m*power >= raw*.75 {
			step = m * power
			break
		}
	}
	finest := math.Floor(math.Log10(step) + 1e-9)
	format, decimals := byte('f'), max(0, -int(finest))
	if unit != 1 || largest >= 1e6 || largest < 1e-3 {
		// Write as many digits as tell neighbours apart.
		format, decimals = 'e', min(max(1, int(math.Floor(math.Log10(largest))-finest)), 16)
	}
	var ticks []tick
	first := math.Ceil(low/step - 1e-9)
	for k := range 4 * wanted {
		i := first + float64(k)
		if i*step > high+step*1e-9 {
			break
		}
		v := i * step * unit
		if n := len(ticks); !finite(v) || n > 0 && v <= ticks[n-1].value {
			continue // there is no such number
		}
		label := number.TrueMinus(strconv.FormatFloat(v, format, decimals, 64))
		if v == 0 {
			label = "0"
		}
		ticks = append(ticks, tick{v, label})
	}
	if len(ticks) < 3 && wanted < 10 {
		return numberTicks(low*unit, high*unit, wanted+1)
	}
	return ticks
}

// logTicks puts a tick at each power of ten; at its 2 and 5 too within three
// decades, at all its multiples within one, and like numberTicks within a small
// part of it. Over many decades all numbers are written as powers of ten, so
// that 0.0001 does not stand beside 1e−8.
func logTicks(low, high float64, wanted int) []tick {
	decades := math.Log10(high) - math.Log10(low)
	if decades < .3 {
		return numberTicks(low, high, wanted)
	}
	multiples := []int{1}
	switch {
	case decades < 1:
		multiples = []int{1, 2, 3, 4, 5, 6, 7, 8, 9}
	case decades < 3:
		multiples = []int{1, 2, 5}
	}
	label := num
	if decades > 3 && (low < 1e-4 || high >= 1e7) {
		label = powerOfTen
	}
	every := max(1, int(math.Ceil(decades/float64(wanted+2))))
	first, last := int(math.Floor(math.Log10(low))), int(math.Ceil(math.Log10(high)))
	var ticks []tick
	for e := first; e <= last; e++ {
		for _, m := range multiples {
			v := float64(m) * math.Pow(10, float64(e))
			if v < low*(1-1e-9) || v > high*(1+1e-9) || v == 0 || math.IsInf(v, 0) {
				continue
			}
			name := ""
			if every > 5 && e%every != 0 {
				continue // marks without a name would stand too close
			}
			if m == 1 && e%every == 0 || m > 1 && decades < 2 {
				name = label(v)
			}
			ticks = append(ticks, tick{v, name})
		}
	}
	return ticks
}

// powerOfTen writes a power of ten by its exponent alone: 1e−8.
func powerOfTen(v float64) string {
	e := int(math.Round(math.Log10(v)))
	if e == 0 {
		return "1"
	}
	return number.TrueMinus("1e" + strconv.Itoa(e))
}

// mostNames is how many names an axis has at most. If there are more, only
// every second, third … is written.
const mostNames = 24

// setTicks puts ticks at 0, 1, 2 … if there are names for them, as many as there
// is room for; else about as many as wanted at round numbers.
func (a *axis) setTicks(names []string, wanted, room int) {
	wanted = min(max(wanted, 2), 6)
	room = min(max(room, 1), mostNames)
	switch {
	case names != nil:
		a.names = true
		for i, name := range names {
			if name != "" {
				a.ticks = append(a.ticks, tick{float64(i), name})
			}
		}
		every, all := (len(a.ticks)+room-1)/room, a.ticks
		a.ticks = nil
		for i := 0; i < len(all); i += every {
			a.ticks = append(a.ticks, all[i])
		}
	case a.log:
		a.ticks = logTicks(a.min, a.max, wanted)
	default:
		a.ticks = numberTicks(a.min, a.max, wanted)
	}
}
