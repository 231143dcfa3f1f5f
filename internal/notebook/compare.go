package notebook

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Tolerance is the relative difference that two machines may show in a number
// that a cell prints: the order of a sum, and so its last bits, depends on how
// many cores share the work.
const Tolerance = 1e-3

// VariesTag marks a cell whose numbers are measurements of this machine, such
// as nanoseconds: only the text around them is compared.
const VariesTag = "varies"

// Compare returns an error that says how the outputs of two runs of a cell
// differ, or nil when a reader would see the same: text is compared exactly
// and the numbers in it within Tolerance, figures by their size and by what
// they look like.
func Compare(want, got *Cell) error {
	a, b := joinStreams(want.Outputs), joinStreams(got.Outputs)
	if len(a) != len(b) {
		return fmt.Errorf("%d outputs, want %d", len(b), len(a))
	}
	varies := want.HasTag(VariesTag)
	for i := range a {
		if err := compareOutput(a[i], b[i], varies); err != nil {
			return fmt.Errorf("output %d: %w", i+1, err)
		}
	}
	return nil
}

func compareOutput(want, got *Output, varies bool) error {
	if want.Type != got.Type || want.Name != got.Name {
		return fmt.Errorf("%s %s, want %s %s", got.Type, got.Name, want.Type, want.Name)
	}
	if err := compareText(want.Text, got.Text, varies); err != nil {
		return err
	}
	if want.EName != got.EName {
		return fmt.Errorf("error %q, want %q", got.EName, want.EName)
	}
	if w, g := keys(want.Data), keys(got.Data); !slices.Equal(w, g) {
		return fmt.Errorf("shows %q, want %q", g, w)
	}
	for _, mime := range keys(want.Data) {
		w, _ := want.Data[mime].(string)
		g, _ := got.Data[mime].(string)
		var err error
		switch mime {
		case "image/png":
			if varies {
				continue
			}
			err = comparePNG(w, g)
		case "image/svg+xml":
			// Its picture is the PNG's; here only that it is as large.
			if a, b := svgSize(w), svgSize(g); a != b {
				err = fmt.Errorf("size %s, want %s", b, a)
			}
		case "text/html":
			err = compareText(withoutPictures(w), withoutPictures(g), varies)
		default:
			err = compareText(w, g, varies)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", mime, err)
		}
	}
	return nil
}

func keys(m map[string]any) []string {
	var k []string
	for key := range m {
		k = append(k, key)
	}
	slices.Sort(k)
	return k
}

var number = regexp.MustCompile(`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`)

// compareText compares texts exactly but for the numbers in them.
func compareText(want, got string, varies bool) error {
	w, g := number.ReplaceAllString(want, "#"), number.ReplaceAllString(got, "#")
	if varies {
		// A number's width, and so the spaces before it, vary with it.
		w, g = strings.Join(strings.Fields(w), " "), strings.Join(strings.Fields(g), " ")
	}
	if w != g {
		return fmt.Errorf("text differs:\n got: %s\nwant: %s", firstDifference(got, want), firstDifference(want, got))
	}
	if varies {
		return nil
	}
	ws, gs := number.FindAllString(want, -1), number.FindAllString(got, -1)
	for i := range ws {
		if ws[i] == gs[i] {
			continue
		}
		x, _ := strconv.ParseFloat(ws[i], 64)
		y, _ := strconv.ParseFloat(gs[i], 64)
		// A number that was rounded for printing may differ by one in its
		// last digit; a whole number may not.
		if !strings.ContainsAny(ws[i], ".eE") || math.Abs(x-y) > math.Max(Tolerance*math.Abs(x), 1.5*lastDigit(ws[i])) {
			return fmt.Errorf("number %s, want %s (in %s)", gs[i], ws[i], firstDifference(got, want))
		}
	}
	return nil
}

// lastDigit is the worth of the last digit of a printed number.
func lastDigit(s string) float64 {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	e, _ := strconv.Atoi(exponent)
	_, decimals, _ := strings.Cut(mantissa, ".")
	return math.Pow(10, float64(e-len(decimals)))
}

// firstDifference is the first line of a that is not b's; of a long one, such
// as a table in HTML, what is around the first letter that differs.
func firstDifference(a, b string) string {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i, line := range as {
		if i >= len(bs) {
			return shorten([]rune(line), 0)
		}
		if line != bs[i] {
			x, y := []rune(line), []rune(bs[i])
			at := 0
			for at < min(len(x), len(y)) && x[at] == y[at] {
				at++
			}
			return shorten(x, at)
		}
	}
	return "(it ends earlier)"
}

// shorten quotes the part of a line around a place.
func shorten(line []rune, at int) string {
	from, to := max(0, at-60), min(len(line), at+100)
	text := strconv.Quote(string(line[from:to]))
	if from > 0 {
		text = "…" + text
	}
	if to < len(line) {
		text += "…"
	}
	return text
}

// pictures is what a slider keeps of its pictures. As with image/svg+xml, what
// they look like is told by the PNG beside them, and what they show by the
// text.
var pictures = regexp.MustCompile(`( data-(?:lines|frames)=|src=)"(?:[^"]*&lt;svg[^"]*|[0-9\s]*|data:image/svg\+xml[^"]*)"`)

func withoutPictures(page string) string { return pictures.ReplaceAllString(page, `$1""`) }

var svgAttr = regexp.MustCompile(`<svg[^>]*>`)
var svgDim = regexp.MustCompile(`(width|height|viewBox)="([^"]*)"`)

func svgSize(svg string) string {
	return strings.Join(svgDim.FindAllString(svgAttr.FindString(svg), -1), " ")
}

// comparePNG compares pictures as one sees them from a step back: in squares
// of about a fortieth of the width, by their mean colour.
func comparePNG(want, got string) error {
	a, err := decodePNG(want)
	if err != nil {
		return err
	}
	b, err := decodePNG(got)
	if err != nil {
		return err
	}
	if a.Bounds().Size() != b.Bounds().Size() {
		return fmt.Errorf("size %v, want %v", b.Bounds().Size(), a.Bounds().Size())
	}
	side := max(a.Bounds().Dx()/40, 1)
	worst := 0.0
	for y := 0; y < a.Bounds().Dy(); y += side {
		for x := 0; x < a.Bounds().Dx(); x += side {
			square := image.Rect(x, y, x+side, y+side)
			p, q := mean(a, square), mean(b, square)
			for i := range p {
				worst = max(worst, math.Abs(p[i]-q[i]))
			}
		}
	}
	// A line that moves by a pixel changes a square by a few hundredths.
	if worst > 0.12 {
		return fmt.Errorf("looks different: a part of it differs by %.0f%%", 100*worst)
	}
	return nil
}

func decodePNG(data string) (image.Image, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(data, "\n", ""))
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(raw))
}

// mean is the mean colour of a part of a picture, over white, from 0 to 1.
func mean(m image.Image, r image.Rectangle) [3]float64 {
	r = r.Add(m.Bounds().Min).Intersect(m.Bounds())
	var sum [3]float64
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			a := float64(c.A) / 255
			for i, v := range [3]uint8{c.R, c.G, c.B} {
				sum[i] += a*float64(v)/255 + 1 - a
			}
		}
	}
	n := float64(r.Dx() * r.Dy())
	for i := range sum {
		sum[i] /= n
	}
	return sum
}

// KeepEqual gives each cell of nb the outputs that it had in old, where they
// are the same to a reader: a re-run then leaves no difference in the file.
func (nb *Notebook) KeepEqual(old *Notebook) {
	before := map[string]*Cell{}
	for _, c := range old.Cells {
		before[c.ID] = c
	}
	for _, c := range nb.Cells {
		if o := before[c.ID]; o != nil && len(o.Outputs) > 0 && Compare(o, c) == nil {
			outputs := joinStreams(o.Outputs)
			for _, out := range outputs {
				if out.Type == "execute_result" {
					out.ExecutionCount = c.ExecutionCount
				}
				out.Metadata = nil
			}
			c.Outputs = outputs
		}
	}
}
