package figure

import (
	"image/color"
	"math"
)

// These are the colours of paper and ink.
var (
	paper   = color.NRGBA{255, 255, 255, 255}
	cardRim = color.NRGBA{208, 215, 222, 255}
	ink     = color.NRGBA{31, 35, 40, 255}
	faint   = color.NRGBA{89, 99, 110, 255}
	axisInk = color.NRGBA{110, 119, 129, 255}
	gridInk = color.NRGBA{230, 233, 237, 255}
	neuron  = color.NRGBA{199, 224, 238, 255} // the inside of a neuron
)

// These are inks on the colours of data. In a dark theme black and white stay as
// they are, and strong becomes white. A theme knows colours by their values, so
// each of these must have one that no other colour has.
var (
	black  = color.NRGBA{0, 0, 0, 255}
	white  = color.NRGBA{255, 255, 254, 255}
	strong = color.NRGBA{0, 0, 1, 255}
)

// colours are those of Okabe and Ito, which colour-blind readers can tell apart,
// in an order in which neighbours differ much. Brown and indigo stand for their
// orange and sky blue, which are too light for white paper.
var colours = []color.NRGBA{
	{0, 114, 178, 255},   // blue
	{213, 94, 0, 255},    // vermilion
	{0, 158, 115, 255},   // bluish green
	{204, 121, 167, 255}, // reddish purple
	{122, 75, 0, 255},    // brown
	{75, 58, 166, 255},   // indigo
	{70, 70, 70, 255},    // grey
}

// dark maps each colour to its colour in a dark theme.
var dark = map[color.NRGBA]color.NRGBA{
	paper:      {20, 24, 29, 255},
	cardRim:    {61, 68, 77, 255},
	strong:     {255, 255, 255, 255},
	ink:        {230, 237, 243, 255},
	faint:      {163, 173, 184, 255},
	axisInk:    {139, 148, 158, 255},
	gridInk:    {42, 49, 57, 255},
	neuron:     {28, 62, 90, 255},
	colours[0]: {58, 143, 214, 255},
	colours[1]: {255, 122, 26, 255},
	colours[2]: {29, 191, 127, 255},
	colours[3]: {255, 147, 203, 255},
	colours[4]: {239, 206, 68, 255},
	colours[5]: {185, 176, 255, 255},
	colours[6]: {236, 236, 236, 255},
}

// fade returns the colour with another opacity.
func fade(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}

// translucent returns the most transparent colour that looks like c on white
// paper. A colour that is pale on white paper is then dark on dark paper.
func translucent(c color.NRGBA) color.NRGBA {
	lowest := min(c.R, c.G, c.B)
	alpha := 1 - float64(lowest)/255
	if alpha == 0 {
		return color.NRGBA{}
	}
	channel := func(v uint8) uint8 { return uint8(math.Round((float64(v) - 255*(1-alpha)) / alpha)) }
	return color.NRGBA{channel(c.R), channel(c.G), channel(c.B), uint8(math.Round(255 * alpha))}
}

// over returns the colour that c looks like on an opaque ground.
func over(c, ground color.NRGBA) color.NRGBA {
	return blend(ground, color.NRGBA{c.R, c.G, c.B, 255}, float64(c.A)/255)
}

// contrast returns how well two colours can be told apart, 1 to 21, as WCAG
// defines it.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

// luminance returns how light a colour is, 0 to 1, as WCAG defines it.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= .04045 {
			return s / 12.92
		}
		return math.Pow((s+.055)/1.055, 2.4)
	}
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}

// readable returns the ink that can be read on c, in a light theme and in a dark
// one, in which dark paper shows through c.
func readable(c color.NRGBA) color.NRGBA {
	takesBlack := func(ground color.NRGBA) bool {
		return contrast(black, over(c, ground)) >= contrast(white, over(c, ground))
	}
	switch {
	case takesBlack(dark[paper]):
		return black
	case takesBlack(paper):
		return strong
	}
	return white
}

// These ramps of colour stay ordered for colour-blind readers and in grey:
// sequential is cividis, diverging goes from blue over white to orange.
var (
	sequential = []color.NRGBA{{0, 34, 78, 255}, {53, 69, 108, 255}, {102, 105, 112, 255}, {148, 142, 119, 255}, {200, 184, 102, 255}, {254, 232, 56, 255}}
	diverging  = []color.NRGBA{{0, 90, 160, 255}, {110, 175, 220, 255}, {250, 250, 250, 255}, {240, 170, 100, 255}, {190, 80, 0, 255}}
)

// rampSteps is the number of steps between the ends of a ramp.
const rampSteps = 40

// ramp returns the colour at a share of the way through the stops.
func ramp(stops []color.NRGBA, share float64) color.NRGBA {
	share = math.Round(math.Min(math.Max(share, 0), 1)*rampSteps) / rampSteps * float64(len(stops)-1)
	i := min(int(share), len(stops)-2)
	return blend(stops[i], stops[i+1], share-float64(i))
}

// blend returns the mixture of two colours with a share t of the second.
func blend(a, b color.NRGBA, t float64) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*(1-t) + float64(b)*t)) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}
