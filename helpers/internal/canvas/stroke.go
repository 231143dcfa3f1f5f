package canvas

import "math"

// This file turns a line into an area, because only areas are drawn in a PNG.

// polyline is straight from point to point.
type polyline struct {
	points []point
	closed bool
}

// curveSteps is the number of straight pieces that a curve is drawn with.
const curveSteps = 12

// flatten returns a path as polylines, none of which has the same point twice in
// a row.
func flatten(path []segment) []polyline {
	var lines []polyline
	var line polyline
	add := func(p point) {
		if n := len(line.points); n == 0 || math.Hypot(p.x-line.points[n-1].x, p.y-line.points[n-1].y) > 1e-3 {
			line.points = append(line.points, p)
		}
	}
	end := func() {
		if len(line.points) > 1 {
			lines = append(lines, line)
		}
		line = polyline{}
	}
	var now point
	for _, s := range path {
		switch s.op {
		case 'M':
			end()
			add(s.p[0])
			now = s.p[0]
		case 'L':
			add(s.p[0])
			now = s.p[0]
		case 'Q', 'C':
			p, q, r, to := now, s.p[0], s.p[1], s.p[2]
			if s.op == 'Q' {
				c := s.p[0]
				to = s.p[1]
				q = point{p.x + 2*(c.x-p.x)/3, p.y + 2*(c.y-p.y)/3}
				r = point{to.x + 2*(c.x-to.x)/3, to.y + 2*(c.y-to.y)/3}
			}
			for i := 1; i <= curveSteps; i++ {
				t := float64(i) / curveSteps
				u := 1 - t
				a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
				add(point{a*p.x + b*q.x + c*r.x + d*to.x, a*p.y + b*q.y + c*r.y + d*to.y})
			}
			now = to
		case 'Z':
			if n := len(line.points); n > 2 {
				first, last := line.points[0], line.points[n-1]
				if math.Hypot(first.x-last.x, first.y-last.y) <= 1e-3 {
					line.points = line.points[:n-1]
				}
				line.closed = true
			}
			end()
		}
	}
	end()
	return lines
}

// longest is the length in pixels of the longest piece of a line that is dashed.
// In a longer one there would be too many dashes, and their lengths would be lost
// in rounding.
const longest = 1e6

// dashes returns the dashes of a line; without a pattern the line itself.
func dashes(line polyline, pattern []float64, offset float64) []polyline {
	total := 0.0
	for _, d := range pattern {
		total += d
	}
	if total <= 0 {
		return []polyline{line}
	}
	points := line.points
	if line.closed {
		points = append(append([]point{}, points...), points[0])
	}
	i, on := 0, true
	left := pattern[0]
	next := func() {
		i = (i + 1) % len(pattern)
		left = pattern[i]
		on = !on
	}
	for offset = math.Mod(offset, 2*total); offset > 0; {
		step := math.Min(offset, left)
		offset -= step
		if left -= step; left <= 0 {
			next()
		}
	}
	var out []polyline
	dash := []point{points[0]}
	for k := 1; k < len(points); k++ {
		p, q := points[k-1], points[k]
		length := math.Hypot(q.x-p.x, q.y-p.y)
		if !(length < longest) {
			return []polyline{line}
		}
		for done := 0.0; done < length; {
			step := math.Min(left, length-done)
			done += step
			left -= step
			at := point{p.x + (q.x-p.x)*done/length, p.y + (q.y-p.y)*done/length}
			if on {
				dash = append(dash, at)
			}
			if left <= 1e-9 {
				if on {
					out = append(out, polyline{points: dash})
				}
				next()
				dash = []point{at}
			}
		}
	}
	if on && len(dash) > 1 {
		out = append(out, polyline{points: dash})
	}
	return out
}

// rim returns the outline of a line of the given half width, with round joins and
// straight ends. Its winding is such that the inside is covered once.
func rim(line polyline, half float64) []segment {
	p := line.points
	if len(p) < 2 {
		return nil
	}
	if line.closed {
		// Go once round, to the middle of the first piece, where both ends meet.
		middle := point{(p[0].x + p[1].x) / 2, (p[0].y + p[1].y) / 2}
		p = append(append([]point{middle}, p[1:]...), p[0], middle)
	}
	out := make([]segment, 0, 2*len(p)+8)
	add := func(x, y float64) {
		op := byte('L')
		if len(out) == 0 {
			op = 'M'
		}
		out = append(out, segment{op, [3]point{{x, y}}})
	}
	side := func(from, to, step int) {
		var oldX, oldY float64
		for i := from; i != to; i += step {
			a, b := p[i], p[i+step]
			length := math.Hypot(b.x-a.x, b.y-a.y)
			if length == 0 {
				continue
			}
			nx, ny := (b.y-a.y)/length*half, -(b.x-a.x)/length*half
			if i != from {
				join(add, a, oldX, oldY, nx, ny, half)
			}
			add(a.x+nx, a.y+ny)
			add(b.x+nx, b.y+ny)
			oldX, oldY = nx, ny
		}
	}
	side(0, len(p)-1, 1)
	side(len(p)-1, 0, -1)
	return append(out, segment{op: 'Z'})
}

// join rounds the outer side of a corner at c, from one normal to the next.
func join(add func(x, y float64), c point, fromX, fromY, toX, toY, half float64) {
	cross := fromX*toY - fromY*toX
	dot := fromX*toX + fromY*toY
	angle := math.Atan2(cross, dot)
	if angle <= 0 {
		return // the inner side
	}
	steps := int(math.Ceil(angle / (math.Pi / 8) * math.Max(1, math.Sqrt(half)/2)))
	start := math.Atan2(fromY, fromX)
	for i := 1; i < steps; i++ {
		sin, cos := math.Sincos(start + angle*float64(i)/float64(steps))
		add(c.x+half*cos, c.y+half*sin)
	}
}
