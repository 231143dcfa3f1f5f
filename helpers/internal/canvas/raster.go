package canvas

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"sort"

	"golang.org/x/image/vector"
)

// Raster is a canvas for a PNG.
type Raster struct {
	*Canvas
	out *rasterBackend
}

// NewRaster returns an empty canvas of the given size in CSS pixels, each of which
// is scale pixels wide and high.
func NewRaster(width, height, scale float64) Raster {
	b := &rasterBackend{img: image.NewNRGBA(image.Rect(0, 0, int(math.Round(width*scale)), int(math.Round(height*scale))))}
	return Raster{newCanvas(width, height, scale, b), b}
}

// PNG returns the picture, with a palette unless it has very many colours: a
// palette cuts the file, and the time to write it, to a third.
func (r Raster) PNG() []byte {
	var img image.Image = r.out.img
	if p := paletted(r.out.img); p != nil {
		img = p
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.Bytes()
}

// photo is the number of colours from which a picture keeps them all. In one
// with fewer colours, all but the 256 most frequent are mixtures at the edges
// of lines that cross, and the nearest of the 256 does as well.
const photo = 6000

// paletted returns img with a palette; nil if it has too many colours.
func paletted(img *image.NRGBA) *image.Paletted {
	ids := map[uint32]int32{}
	var colours []color.NRGBA
	var counts []int
	cells := make([]int32, len(img.Pix)/4)
	var last uint32
	id, since := int32(-1), 0
	for i := range cells {
		c := binary.LittleEndian.Uint32(img.Pix[4*i:])
		if c != last || id < 0 {
			if id >= 0 {
				counts[id] += i - since
			}
			n, known := ids[c]
			if !known {
				n = int32(len(colours))
				if n == photo {
					return nil
				}
				ids[c] = n
				colours, counts = append(colours, color.NRGBA{uint8(c), uint8(c >> 8), uint8(c >> 16), uint8(c >> 24)}), append(counts, 0)
			}
			last, id, since = c, n, i
		}
		cells[i] = id
	}
	if id >= 0 {
		counts[id] += len(cells) - since
	}
	order := make([]int, len(colours))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return counts[order[a]] > counts[order[b]] })
	kept := order[:min(256, len(order))]
	out := image.NewPaletted(img.Rect, make(color.Palette, len(kept)))
	index := make([]uint8, len(colours))
	for i, id := range kept {
		out.Palette[i] = colours[id]
		index[id] = uint8(i)
	}
	for _, id := range order[len(kept):] {
		index[id] = uint8(out.Palette.Index(colours[id]))
	}
	for i, id := range cells {
		out.Pix[i] = index[id]
	}
	return out
}

// rasterBackend draws into an image.
type rasterBackend struct {
	img    *image.NRGBA
	raster vector.Rasterizer
	mask   image.Alpha
}

func (b *rasterBackend) fill(path []segment, c color.NRGBA) {
	low, high := bounds(path)
	b.cover(low, high, c, func(at func(point) (float32, float32)) {
		for _, s := range path {
			switch s.op {
			case 'M':
				b.raster.ClosePath()
				b.raster.MoveTo(at(s.p[0]))
			case 'L':
				b.raster.LineTo(at(s.p[0]))
			case 'Q':
				x1, y1 := at(s.p[0])
				x2, y2 := at(s.p[1])
				b.raster.QuadTo(x1, y1, x2, y2)
			case 'C':
				x1, y1 := at(s.p[0])
				x2, y2 := at(s.p[1])
				x3, y3 := at(s.p[2])
				b.raster.CubeTo(x1, y1, x2, y2, x3, y3)
			case 'Z':
				b.raster.ClosePath()
			}
		}
		b.raster.ClosePath()
	})
}

func (b *rasterBackend) stroke(path []segment, s stroke, c color.NRGBA) {
	for _, line := range flatten(path) {
		for _, dash := range dashes(line, s.dash, s.offset) {
			rim := rim(dash, s.width/2)
			if len(rim) > 2 {
				b.fill(rim, c)
			}
		}
	}
}

func (b *rasterBackend) image(corners [2]point, img image.Image) {
	src := img.Bounds()
	w, h := corners[1].x-corners[0].x, corners[1].y-corners[0].y
	for y := int(math.Round(corners[0].y)); y < int(math.Round(corners[1].y)); y++ {
		for x := int(math.Round(corners[0].x)); x < int(math.Round(corners[1].x)); x++ {
			u := src.Min.X + min(src.Dx()-1, int((float64(x)+.5-corners[0].x)/w*float64(src.Dx())))
			v := src.Min.Y + min(src.Dy()-1, int((float64(y)+.5-corners[0].y)/h*float64(src.Dy())))
			b.blend(x, y, color.NRGBAModel.Convert(img.At(u, v)).(color.NRGBA), 255)
		}
	}
}

// cover draws colour c over the area of the path that outline draws; low and high
// are its bounds.
func (b *rasterBackend) cover(low, high point, c color.NRGBA, outline func(at func(point) (float32, float32))) {
	box := image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x)), int(math.Ceil(high.y))).Intersect(b.img.Rect)
	if box.Empty() {
		return
	}
	w, h := box.Dx(), box.Dy()
	b.raster.Reset(w, h)
	outline(func(p point) (float32, float32) {
		return float32(p.x - float64(box.Min.X)), float32(p.y - float64(box.Min.Y))
	})
	if cap(b.mask.Pix) < w*h {
		b.mask.Pix = make([]uint8, w*h)
	}
	b.mask.Pix, b.mask.Stride, b.mask.Rect = b.mask.Pix[:w*h], w, image.Rect(0, 0, w, h)
	b.raster.DrawOp = draw.Src
	b.raster.Draw(&b.mask, b.mask.Rect, image.Opaque, image.Point{})
	solid := [4]uint8{c.R, c.G, c.B, c.A}
	for y := range h {
		row := b.img.Pix[b.img.PixOffset(box.Min.X, box.Min.Y+y):]
		for x, cover := range b.mask.Pix[y*w : y*w+w] {
			switch {
			case cover == 255 && c.A == 255:
				copy(row[4*x:4*x+4], solid[:])
			case cover > 0:
				b.blend(box.Min.X+x, box.Min.Y+y, c, sixteenths(cover))
			}
		}
	}
}

// sixteenths rounds a coverage to 17 steps. Edges look the same, and the picture
// has so few colours that they fit into a palette.
func sixteenths(cover uint8) uint32 {
	return (uint32(cover)*16 + 127) / 255 * 255 / 16
}

// blend draws colour c over one pixel, of which it covers cover of 255.
func (b *rasterBackend) blend(x, y int, c color.NRGBA, cover uint32) {
	if !(image.Point{X: x, Y: y}).In(b.img.Rect) {
		return
	}
	pix := b.img.Pix[b.img.PixOffset(x, y):]
	over := uint32(c.A) * cover // of 255·255
	if over == 0 {
		return
	}
	under := uint32(pix[3]) * (255*255 - over) / 255 // of 255·255
	sum := over + under
	mix := func(i int, v uint8) {
		pix[i] = uint8((uint32(v)*over + uint32(pix[i])*under + sum/2) / sum)
	}
	mix(0, c.R)
	mix(1, c.G)
	mix(2, c.B)
	pix[3] = uint8((sum + 127) / 255)
}

// bounds returns the lowest and highest coordinates of a path.
func bounds(path []segment) (low, high point) {
	low, high = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, s := range path {
		n := map[byte]int{'M': 1, 'L': 1, 'Q': 2, 'C': 3}[s.op]
		for _, p := range s.p[:n] {
			low.x, low.y = math.Min(low.x, p.x), math.Min(low.y, p.y)
			high.x, high.y = math.Max(high.x, p.x), math.Max(high.y, p.y)
		}
	}
	return low, high
}
