package golden

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// tolerance is how far, in pixels, a coordinate may be from the golden file's.
// Coordinates are written in hundredths, and processors that multiply and add in
// one step round them differently.
const tolerance = 0.02

// Picture compares an SVG, or HTML that contains SVGs, with testdata/name. Numbers
// may differ by a tolerance of 0.02; the steps of paths are added up first, so
// that many small differences add up to a large one. The pixels of embedded PNGs
// may differ by two of 255 levels. Everything else must be equal.
func Picture(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		Bytes(t, name, got)
		return
	}
	path := filepath.Join("testdata", name)
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; -update writes it", err)
		return
	}
	if err := differ(got, want); err != nil {
		t.Errorf("%s: %v", path, err)
	}
}

var numbers = regexp.MustCompile(`-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)`)

// differ returns how got differs from want; nil if it does not.
func differ(got, want []byte) error {
	if bytes.Equal(got, want) {
		return nil
	}
	g, gotImages := normalise(string(got))
	w, wantImages := normalise(string(want))
	gotText, wantText := strings.Split(numbers.ReplaceAllString(g, "#"), "\n"), strings.Split(numbers.ReplaceAllString(w, "#"), "\n")
	for i := range min(len(gotText), len(wantText)) {
		if gotText[i] != wantText[i] {
			return fmt.Errorf("line %d differs:\n got %.300q\nwant %.300q", i+1, gotText[i], wantText[i])
		}
	}
	if len(gotText) != len(wantText) || len(gotImages) != len(wantImages) {
		return fmt.Errorf("%d lines and %d images, want %d and %d", len(gotText), len(gotImages), len(wantText), len(wantImages))
	}
	gotNumbers, wantNumbers := numbers.FindAllStringIndex(g, -1), numbers.FindAllStringIndex(w, -1)
	for i, at := range wantNumbers {
		a, _ := strconv.ParseFloat(g[gotNumbers[i][0]:gotNumbers[i][1]], 64)
		b, _ := strconv.ParseFloat(w[at[0]:at[1]], 64)
		if math.Abs(a-b) > tolerance+1e-9 {
			return fmt.Errorf("number %g, want %g, in …%s", a, b, w[max(0, at[0]-80):min(len(w), at[1]+40)])
		}
	}
	for i := range wantImages {
		if err := differInPixels(gotImages[i], wantImages[i]); err != nil {
			return fmt.Errorf("image %d: %w", i+1, err)
		}
	}
	return nil
}

var (
	innerSVG = regexp.MustCompile(`data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)`)
	innerPNG = regexp.MustCompile(`data:image/png;base64,([A-Za-z0-9+/=]+)`)
	pathData = regexp.MustCompile(` d="([^"]*)"`)
	pathStep = regexp.MustCompile(`[a-zA-Z]|` + numbers.String())
)

// normalise returns the document with absolute coordinates in its paths and
// without its embedded PNGs, which it returns apart.
func normalise(document string) (text string, images []string) {
	document = innerSVG.ReplaceAllStringFunc(document, func(found string) string {
		svg, _ := base64.StdEncoding.DecodeString(innerSVG.FindStringSubmatch(found)[1])
		return string(svg)
	})
	document = html.UnescapeString(document)
	document = innerPNG.ReplaceAllStringFunc(document, func(found string) string {
		images = append(images, innerPNG.FindStringSubmatch(found)[1])
		return "PNG"
	})
	document = pathData.ReplaceAllStringFunc(document, func(found string) string {
		return ` d="` + absolute(pathData.FindStringSubmatch(found)[1]) + `"`
	})
	return document, images
}

// absolute returns the data of a path with its relative steps (m, l, q, c, z)
// turned into absolute coordinates.
func absolute(d string) string {
	var out []string
	var x, y, startX, startY float64
	var op string
	var steps []float64
	for _, token := range pathStep.FindAllString(d, -1) {
		v, err := strconv.ParseFloat(token, 64)
		if err != nil {
			op, steps = token, nil
			out = append(out, token)
			if op == "z" {
				x, y = startX, startY
			}
			continue
		}
		steps = append(steps, v)
		if len(steps) < map[string]int{"q": 4, "c": 6}[op] || len(steps) < 2 {
			continue
		}
		for i := 0; i+1 < len(steps); i += 2 {
			out = append(out, fmt.Sprintf("%.2f %.2f", x+steps[i], y+steps[i+1]))
		}
		x, y, steps = x+steps[len(steps)-2], y+steps[len(steps)-1], nil
		if op == "m" {
			startX, startY = x, y
		}
	}
	return strings.Join(out, " ")
}

// differInPixels compares two PNGs in base64.
func differInPixels(got, want string) error {
	a, err := decode(got)
	if err != nil {
		return err
	}
	b, err := decode(want)
	if err != nil {
		return err
	}
	if a.Bounds() != b.Bounds() {
		return fmt.Errorf("size %v, want %v", a.Bounds(), b.Bounds())
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			p, q := color.NRGBAModel.Convert(a.At(x, y)).(color.NRGBA), color.NRGBAModel.Convert(b.At(x, y)).(color.NRGBA)
			for _, d := range []int{int(p.R) - int(q.R), int(p.G) - int(q.G), int(p.B) - int(q.B), int(p.A) - int(q.A)} {
				if max(d, -d) > 2 {
					return fmt.Errorf("pixel %d, %d is %v, want %v", x, y, p, q)
				}
			}
		}
	}
	return nil
}

// decode returns the image of a PNG in base64.
func decode(data string) (image.Image, error) {
	raw, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(raw))
}
