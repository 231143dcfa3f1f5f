package figure

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"strconv"
	"strings"

	"golessons/helpers/handlers"
	"golessons/helpers/internal/canvas"
	"golessons/helpers/internal/display"
	"golessons/internal/words"
)

// Frames is a slider that shows one of several pictures, such as one for each λ
// or for each epoch. They are drawn beforehand: moving the slider needs neither
// the kernel nor the network, only a browser. Where scripts are off, the first
// picture is shown without a slider.
type Frames struct {
	title  string
	labels []string
	frames []Picture
}

// mostFrames is how many frames a slider may have: a notebook keeps them all.
const mostFrames = 200

// NewFrames returns a slider without pictures; title says what it changes.
func NewFrames(title string) *Frames { return &Frames{title: title} }

// Add adds a picture with the label that the slider shows for it, such as
// "λ = 0.01".
func (f *Frames) Add(label string, p Picture) *Frames {
	f.labels, f.frames = append(f.labels, label), append(f.frames, p)
	return f
}

// Show shows the slider in the notebook; elsewhere it prints the sentences.
// Figures whose ranges are not fixed get the same axes, so that only the data
// move.
func (f *Frames) Show() {
	page, err := f.HTML()
	if err != nil {
		fmt.Println(err)
		return
	}
	out := display.Output{HTML: page, Text: f.Text()}
	if display.InNotebook() {
		out.PNG, _ = f.frames[0].PNG()
		w, h := f.frames[0].size()
		out.Width, out.Height = int(w), int(h)
	}
	display.Show(out)
	sayBoxes(f.frames...)
}

// Text returns the sentences that stand for the pictures, one a line.
func (f *Frames) Text() string {
	lines := []string{f.title}
	for i, p := range f.frames {
		lines = append(lines, f.labels[i]+": "+p.Text())
	}
	return strings.Join(lines, "\n")
}

// HTML returns the slider and its pictures as a piece of HTML that refers to
// nothing outside itself. It keeps the lines of the SVGs, each line once, because
// most of them, such as axes and labels, are the same in all pictures.
func (f *Frames) HTML() (string, error) {
	switch {
	case len(f.frames) == 0:
		return "", words.Errorf("“%s” has no frames", f.title)
	case len(f.frames) > mostFrames:
		return "", words.Errorf("“%s” has %d frames, at most %d can be shown", f.title, len(f.frames), mostFrames)
	}
	sameAxes(f.frames, true)
	known := map[string]int{}
	var lines, orders []string
	var first []byte
	for i, p := range f.frames {
		svg, err := p.SVG()
		if err != nil {
			return "", err
		}
		if i == 0 {
			first = svg
		}
		var order []string
		for _, line := range bytes.Split(svg, []byte("\n")) {
			n, ok := known[string(line)]
			if !ok {
				n = len(lines)
				known[string(line)] = n
				lines = append(lines, string(line))
			}
			order = append(order, strconv.Itoa(n))
		}
		orders = append(orders, strings.Join(order, " "))
	}
	w, h := f.frames[0].size()
	var b strings.Builder
	// An image has the colour scheme of the element around it. VS Code does not
	// set the scheme of a dark theme, only a class.
	b.WriteString("<style>" + canvas.VSCodeDark + " .golessons-frames{color-scheme:dark}</style>")
	fmt.Fprintf(&b, `<div class="golessons-frames" style="max-width:%gpx" onkeydown="%s" data-lines="%s" data-frames="%s" data-labels="%s">`,
		w, html.EscapeString(handlers.Keys), html.EscapeString(strings.Join(lines, "\n")), html.EscapeString(strings.Join(orders, "\n")), html.EscapeString(strings.Join(f.labels, "\n")))
	fmt.Fprintf(&b, `<img style="display:block;width:100%%;height:auto" width="%g" height="%g" alt="%s" src="data:image/svg+xml;base64,%s" onload="%s">`,
		w, h, html.EscapeString(f.labels[0]+": "+told(f.frames[0])), base64.StdEncoding.EncodeToString(first), html.EscapeString(handlers.ShowSlider))
	fmt.Fprintf(&b, `<label style="display:none;gap:.8em;align-items:center;margin:.3em .2em .6em"><span>%s</span>`+
		`<input type="range" min="0" max="%d" value="0" step="1" aria-valuetext="%s" style="flex:1" oninput="%s">`+
		`<output style="min-width:7em;font-variant-numeric:tabular-nums">%s</output></label>`,
		html.EscapeString(f.title), len(f.frames)-1, html.EscapeString(f.labels[0]), html.EscapeString(handlers.MoveSlider), html.EscapeString(f.labels[0]))
	b.WriteString("</div>")
	return b.String(), nil
}
