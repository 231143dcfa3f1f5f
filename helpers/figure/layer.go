package figure

import (
	"gonum.org/v1/plot/vg/draw"
)

// Layer is one thing that is drawn between the axes of a figure, such as a line,
// the bars of a series or a note. The methods of [Figure] make the layers of
// this package; [Figure.Add] adds one of your own.
//
// A layer has to draw itself and nothing more. Everything else is optional: a
// layer has it by implementing one of the interfaces below.
//
//   - [DataRanger]: data that must be seen, which decides where the axes start and end
//   - [LeavesOut]: values that do not fit on the axes
//   - [Named]: an entry in the legend
//   - [Described]: a sentence for those who cannot see the figure
//   - [Annotated]: text between the axes
//   - [Traced]: a line that notes keep clear of
//   - [AxisNamer]: names at the ticks of an axis
//   - [ColorScaled]: a scale of colours beside the figure
//   - [Checked]: a reason why it cannot be drawn
//   - [Background]: it covers the ground and is drawn before the other layers
//
// Nobody calls a misspelt method, so let the compiler check which interfaces a
// type implements:
//
//	var _ interface { figure.Layer; figure.DataRanger; figure.Named } = stairs{}
type Layer interface {
	// Draw draws the layer on c, the area between the axes. What lies outside
	// of c must not be drawn: draw.Canvas has methods that clip.
	Draw(c Canvas)
}

// DataRanger is a [Layer] with data that must be seen. A figure needs one at least:
// without it there is nothing to make its axes for.
type DataRanger interface {
	// DataRange returns the range of those values that fit on axes of these
	// scales. On a logarithmic axis, a range that reaches down to 0 is a mistake.
	DataRange(s Scales) Range
}

// LeavesOut is a [Layer] that may leave out values. The figure says how many.
type LeavesOut interface {
	// LeftOut returns how many values do not fit on axes of these scales.
	LeftOut(s Scales) int
}

// Named is a [Layer] that may have an entry in the legend.
type Named interface {
	// Name returns the name in the legend; "" for no entry.
	Name() string
	// Sample draws the sign before the name on c, which is about 26 by 13 pixels.
	Sample(c draw.Canvas)
}

// Described is a [Layer] that says what it shows.
type Described interface {
	// Description returns a sentence without the full stop, for the text that
	// stands for the figure where it cannot be seen; "" for none. It does not
	// count values that do not fit on axes of these scales.
	Description(s Scales) string
}

// Annotated is a [Layer] with text in it. The figure says which of its letters
// the font does not have.
type Annotated interface {
	// Annotation returns the text.
	Annotation() string
}

// Traced is a [Layer] that is a line. The notes of marks keep clear of it.
type Traced interface {
	// Trace returns the points of the line; where one is NaN it has a gap.
	Trace() []XY
}

// AxisNamer is a [Layer] that names the ticks of an axis, such as bars, which
// stand at 0, 1, 2 … with a name each. Such an axis cannot be logarithmic. If
// several layers name the ticks of an axis, it has the names of the last one.
type AxisNamer interface {
	// AxisNames returns the names at 0, 1, 2 … of each axis; nil for an axis of
	// numbers. A tick whose name is "" is left out.
	AxisNames() (x, y []string)
}

// ColorScaled is a [Layer] whose colours stand for values. A figure shows one
// such scale, that of the last layer.
type ColorScaled interface {
	// ColorScale draws the scale on c, which is as high as the area between the
	// axes and stands to the right of it.
	ColorScale(c draw.Canvas)
}

// Checked is a [Layer] that cannot be drawn in every figure.
type Checked interface {
	// Check returns why the layer cannot be drawn on axes of these scales, in a
	// sentence; nil if it can. Show then prints the sentence.
	Check(s Scales) error
}

// Background is a [Layer] that covers the ground with colours. It is drawn
// before the other layers, whose markers get a rim to be told from it. Of two
// Backgrounds the one that was added last is drawn first.
type Background interface {
	// CoversGround does nothing; it tells a Background from other layers.
	CoversGround()
}

// dataLayer has the methods that all layers of values have.
type dataLayer interface {
	Layer
	DataRanger
	LeavesOut
	Named
	Described
}

// Add adds layers to the figure, each over those before it, except for a
// [Background]. With it a figure can show a kind of layer that this package does
// not have.
func (f *Figure) Add(layers ...Layer) *Figure {
	for _, l := range layers {
		switch l.(type) {
		case nil:
			f.fail("one of the layers to add is nil")
		case Background:
			f.layers = append([]Layer{l}, f.layers...)
		default:
			f.layers = append(f.layers, l)
		}
	}
	return f
}

// Scales says which axes of a figure are logarithmic.
type Scales struct{ LogX, LogY bool }

// Holds reports whether a point fits on axes of these scales: whether its values
// are finite, and above 0 on a logarithmic axis.
func (s Scales) Holds(p XY) bool {
	return finite(p.X) && finite(p.Y) && !(s.LogX && p.X <= 0) && !(s.LogY && p.Y <= 0)
}

// dataRange returns the part of the plane that the layers must show.
func (f *Figure) dataRange() Range {
	var all Range
	for _, l := range f.layers {
		if l, ok := l.(DataRanger); ok {
			all = all.Join(l.DataRange(f.scales))
		}
	}
	return all
}

// leftCount returns how many values are not shown on axes of these scales: those
// that were never kept, and those that do not fit on the axes.
func (f *Figure) leftCount(s Scales) int {
	n := f.left
	for _, l := range f.layers {
		if l, ok := l.(LeavesOut); ok {
			n += l.LeftOut(s)
		}
	}
	return n
}

// axisNames returns the names at the ticks of each axis; nil for numbers.
func (f *Figure) axisNames() (x, y []string) {
	for _, l := range f.layers {
		if l, ok := l.(AxisNamer); ok {
			moreX, moreY := l.AxisNames()
			if moreX != nil {
				x = moreX
			}
			if moreY != nil {
				y = moreY
			}
		}
	}
	return x, y
}

// colorScale returns the layer whose scale of colours the figure shows; nil for
// none.
func (f *Figure) colorScale() (scaled ColorScaled) {
	for _, l := range f.layers {
		if l, ok := l.(ColorScaled); ok {
			scaled = l
		}
	}
	return scaled
}
