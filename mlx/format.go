package mlx

import (
	"fmt"
	"math"
	"strings"
)

// PyTorch's defaults.
const (
	lineWidth = 80
	threshold = 1000 // with more elements the middle of each axis becomes "..."
	edgeItems = 3
)

// String returns the tensor as PyTorch prints it: with four decimals; in scientific
// notation when the numbers differ by a factor above 1000; without the middle when
// there are more than 1000 elements.
//
// Source: torch/_tensor_str.py of PyTorch 1.13.
func (t Tensor) String() string {
	if len(t.data) == 0 {
		if len(t.shape) <= 1 {
			return "tensor([])"
		}
		return "tensor([], size=(" + strings.Trim(shapeText(t.shape), "[]") + "))"
	}
	p := printer{summarize: len(t.data) > threshold}
	var shown []float64
	p.visit(t, func(v float64) { shown = append(shown, v) })
	p.style(shown)
	return "tensor(" + p.body(t, len("tensor(")) + ")"
}

// shapeText returns a shape as PyTorch prints it: [16, 2].
func shapeText(shape []int) string { return strings.ReplaceAll(fmt.Sprint(shape), " ", ", ") }

// printer holds the notation and the width that all numbers of a tensor share.
type printer struct {
	summarize bool
	verb      string
	point     string // follows a whole number
	width     int
}

// visit calls f for each element that is shown.
func (p *printer) visit(t Tensor, f func(float64)) {
	if len(t.shape) == 0 {
		f(float64(t.data[0]))
		return
	}
	p.rows(t, func(row Tensor) { p.visit(row, f) }, func() {})
}

// rows calls show for each t[i] that is shown, and gap where some are left out.
func (p *printer) rows(t Tensor, show func(Tensor), gap func()) {
	n := t.shape[0]
	step := len(t.data) / n
	for i := 0; i < n; i++ {
		if p.summarize && n > 2*edgeItems && i == edgeItems {
			gap()
			i = n - edgeItems
		}
		show(Tensor{shape: t.shape[1:], data: t.data[i*step : (i+1)*step]})
	}
}

// style chooses the notation and the width for the numbers that are shown.
func (p *printer) style(values []float64) {
	whole, low, high := true, math.Inf(1), 0.0
	finite := values[:0:0]
	for _, v := range values {
		if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		finite = append(finite, v)
		whole = whole && v == math.Ceil(v)
		low, high = min(low, math.Abs(v)), max(high, math.Abs(v))
	}
	switch {
	case len(finite) > 0 && (high/low > 1000 || high > 1e8 || !whole && low < 1e-4):
		p.verb = "%.4e"
	case whole:
		p.verb, p.point = "%.0f", "."
	default:
		p.verb = "%.4f"
	}
	p.width = 1
	for _, v := range finite {
		p.width = max(p.width, len(p.number(v)))
	}
}

// number returns one element without padding.
func (p *printer) number(v float64) string {
	switch {
	case math.IsNaN(v):
		return "nan"
	case math.IsInf(v, 1):
		return "inf"
	case math.IsInf(v, -1):
		return "-inf"
	}
	return fmt.Sprintf(p.verb, v) + p.point
}

// body returns t with its brackets, for a first line that starts at column indent.
func (p *printer) body(t Tensor, indent int) string {
	if len(t.shape) == 0 {
		return fmt.Sprintf("%*s", p.width, p.number(float64(t.data[0])))
	}
	var parts []string
	if len(t.shape) > 1 {
		p.rows(t, func(row Tensor) { parts = append(parts, p.body(row, indent+1)) },
			func() { parts = append(parts, "...") })
		between := "," + strings.Repeat("\n", len(t.shape)-1) + strings.Repeat(" ", indent+1)
		return "[" + strings.Join(parts, between) + "]"
	}
	p.rows(t, func(v Tensor) { parts = append(parts, p.body(v, indent)) },
		func() { parts = append(parts, " ...") })
	perLine := max(1, (lineWidth-indent)/(p.width+2))
	var lines []string
	for len(parts) > 0 {
		n := min(perLine, len(parts))
		lines = append(lines, strings.Join(parts[:n], ", "))
		parts = parts[n:]
	}
	return "[" + strings.Join(lines, ",\n"+strings.Repeat(" ", indent+1)) + "]"
}
