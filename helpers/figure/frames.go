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

// Frames is a picture with a slider over pictures drawn beforehand: λ from 0 to
// large, epoch by epoch. Moving it needs no kernel, no network and nothing but
// a browser. Where scripts are off the first picture shows, without a slider.
type Frames struct {
	title  string
	labels []string
	frames []Picture
}

// mostFrames keeps the output of one cell within bounds.
const mostFrames = 200

// NewFrames starts a picture with a slider; title says what the slider changes.
func NewFrames(title string) *Frames { return &Frames{title: title} }

// Add adds a picture with what the slider says for it, such as "λ = 0.01", and
// returns the frames.
func (f *Frames) Add(label string, p Picture) *Frames {
	f.labels, f.frames = append(f.labels, label), append(f.frames, p)
	return f
}

// Show puts the frames into the notebook; elsewhere it prints the sentences.
// Figures get the same axes, unless their ranges are fixed, so that what moves
// is the data.
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

// Text is the sentences that stand for the frames, a line for each.
func (f *Frames) Text() string {
	lines := []string{f.title}
	for i, p := range f.frames {
		lines = append(lines, f.labels[i]+": "+p.Text())
	}
	return strings.Join(lines, "\n")
}

// HTML is the slider and its frames as a piece of HTML that refers to nothing
// outside itself. The frames are kept as lines of SVG, each line once, because
// most of them, axes and labels, are the same in all.
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
	// The picture takes the scheme of what is around it; VS Code tells its own by
	// a class.
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
