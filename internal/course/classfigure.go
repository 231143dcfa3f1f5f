package course

import (
	"fmt"
	"html"
	"strings"

	"golessons/internal/state"
	"golessons/internal/words"
)

// Figure draws the table as SVG: a bar for each learner and lesson, dark for the
// exercises solved and lighter for those tried.
func (c *Class) Figure() string {
	const left, top, width, row = 160, 40, 84, 22
	var b strings.Builder
	w, h := left+width*len(c.lessons)+10, top+row*len(c.Learners)+34
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" role="img" aria-label="%s">`+"\n", w, h, w, h,
		html.EscapeString(words.T("Exercises solved, a row a learner, a column a lesson")))
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="white"/>`+"\n", w, h)
	for i, l := range c.lessons {
		fmt.Fprintf(&b, `<text x="%d" y="%d">%s (%d)</text>`+"\n", left+width*i, top-12, l.number(), len(l.exercises))
	}
	for y, l := range c.Learners {
		at := top + row*y
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", left-10, at+14, html.EscapeString(state.Shorten(l.name, 20)))
		for i, lesson := range c.lessons {
			full := width - 10
			n := max(len(lesson.exercises), 1)
			solved, tried := full*l.solved[i]/n, full*l.tried[i]/n
			x := left + width*i
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="16" fill="#eeeeee"/><rect x="%d" y="%d" width="%d" height="16" fill="#1f77b4"/><rect x="%d" y="%d" width="%d" height="16" fill="#aec7e8"/>`+"\n",
				x, at, full, x, at, solved, x+solved, at, tried)
		}
	}
	at := top + row*len(c.Learners) + 12
	fmt.Fprintf(&b, `<rect x="%d" y="%d" width="12" height="12" fill="#1f77b4"/><text x="%d" y="%d">%s</text>`, left, at, left+18, at+11, html.EscapeString(words.T("solved")))
	fmt.Fprintf(&b, `<rect x="%d" y="%d" width="12" height="12" fill="#aec7e8"/><text x="%d" y="%d">%s</text>`+"\n</svg>\n", left+90, at, left+108, at+11, html.EscapeString(words.T("tried")))
	return b.String()
}
