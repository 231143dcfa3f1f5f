package figure

import (
	"gonum.org/v1/plot/vg/draw"
)

// layer is one thing drawn between the axes.
type layer interface {
	// paint draws the layer onto c, the area between the axes.
	paint(c draw.Canvas, a *axes)
	// reach is the range of data that must be seen.
	// On a logarithmic axis only what is above 0 counts.
	reach(logX, logY bool) extent
	// label is the name in the legend; "" for none.
	label() string
	// thumb draws the sample beside the name.
	thumb(c draw.Canvas)
	// tell describes the layer in words, without what logarithmic axes have no
	// place for; "" when there is nothing to say.
	tell(logX, logY bool) string
}

// partial is a layer of which a logarithmic axis may leave out values.
type partial interface {
	// missing returns how many values have no place on the axes.
	missing(logX, logY bool) int
}

// traced is a layer that is a line, of which notes keep clear.
type traced interface {
	trace() []xy
}

// scaled is a layer whose colours need a scale beside the figure.
type scaled interface {
	// scale draws it on c.
	scale(c draw.Canvas)
}

// noted is a layer with a note in it.
type noted interface {
	written() string
}
