package figure

import (
	"slices"
	"strings"

	"golessons/internal/words"
)

// describe returns the sentence that stands for the figure, made from its layers
// unless Describe set one.
func (f *Figure) describe() string {
	if f.description != "" {
		return f.description
	}
	var b strings.Builder
	b.WriteString(words.T("Figure"))
	if f.title != "" {
		words.Fprintf(&b, " “%s”", f.title)
	}
	b.WriteString(words.T(": "))
	if f.xLabel != "" && f.yLabel != "" {
		words.Fprintf(&b, "%s across, %s upwards. ", f.xLabel, f.yLabel)
	}
	for _, l := range f.layers {
		if l, ok := l.(Described); ok {
			if s := l.Description(f.scales); s != "" {
				b.WriteString(s)
				b.WriteString(words.T(". "))
			}
		}
	}
	b.WriteString(f.leftOut())
	return strings.TrimSpace(b.String())
}

// leftOut returns how many values are not shown, in a sentence; "" for none.
func (f *Figure) leftOut() string {
	n := f.leftCount(f.scales)
	switch {
	case n == 0:
		return ""
	case n > f.leftCount(Scales{}):
		return words.Sprintf("Left out: %s that a logarithmic axis cannot show (0 or less …).", words.Count(n, "value"))
	}
	return words.Sprintf("Left out: %s that cannot be drawn (NaN, ∞ …).", words.Count(n, "value"))
}

// texts returns what is written in the figure.
func (f *Figure) texts() []string {
	xNames, yNames := f.axisNames()
	texts := slices.Concat([]string{f.title, f.xLabel, f.yLabel}, xNames, yNames)
	for _, l := range f.layers {
		if l, ok := l.(Named); ok {
			texts = append(texts, l.Name())
		}
		if l, ok := l.(Annotated); ok {
			texts = append(texts, l.Annotation())
		}
	}
	return texts
}
