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
	"strings"
)

// comparePNG compares two pictures as one sees them from a step back: by the mean
// colour of squares of about a fortieth of the width.
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

// mean returns the mean colour of a part of a picture, over white, from 0 to 1.
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

// pictures matches the pictures in a slider's HTML. As with image/svg+xml, the
// PNG beside them tells what they look like, and the text what they show.
var pictures = regexp.MustCompile(`( data-(?:lines|frames)=|src=)"(?:[^"]*&lt;svg[^"]*|[0-9\s]*|data:image/svg\+xml[^"]*)"`)

func withoutPictures(page string) string { return pictures.ReplaceAllString(page, `$1""`) }

var svgAttr = regexp.MustCompile(`<svg[^>]*>`)

var svgDim = regexp.MustCompile(`(width|height|viewBox)="([^"]*)"`)

// svgSize returns the attributes that give a drawing its size.
func svgSize(svg string) string {
	return strings.Join(svgDim.FindAllString(svgAttr.FindString(svg), -1), " ")
}
