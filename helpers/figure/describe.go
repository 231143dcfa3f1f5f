package figure

import (
	"strings"

	"golessons/internal/words"
)

// describe is the sentence, made from the layers unless Describe set one.
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
		if s := l.tell(f.logX, f.logY); s != "" {
			b.WriteString(s)
			b.WriteString(words.T(". "))
		}
	}
	b.WriteString(f.leftOut())
	return strings.TrimSpace(b.String())
}

func (f *Figure) leftOut() string {
	n := f.leftCount()
	switch {
	case n == 0:
		return ""
	case n > f.left:
		return words.Sprintf("Left out: %s that a logarithmic axis cannot show (0 or less …).", words.Count(n, "value"))
	}
	return words.Sprintf("Left out: %s that cannot be drawn (NaN, ∞ …).", words.Count(n, "value"))
}

// leftCount is how many values are not shown: those that were never kept, and
// those that a logarithmic axis has no place for.
func (f *Figure) leftCount() int {
	n := f.left
	for _, l := range f.layers {
		if p, ok := l.(partial); ok {
			n += p.missing(f.logX, f.logY)
		}
	}
	return n
}

func (f *Figure) texts() []string {
	texts := append([]string{f.title, f.xLabel, f.yLabel}, f.xTicks...)
	texts = append(texts, f.yTicks...)
	for _, l := range f.layers {
		texts = append(texts, l.label())
		if l, ok := l.(noted); ok {
			texts = append(texts, l.written())
		}
	}
	return texts
}
