package layers

import (
	"math"
	"slices"

	"golessons/internal/words"
	"golessons/mlx"
)

// Kinks counts the kinks of a ReLU network with one input, for inputs from low to
// high. It computes where each unit begins to answer, layer by layer, and so misses
// none, however close together they are. Where the slopes on both sides differ by
// less than a millionth of the steepest slope, it counts no kink.
//
// Errors: no model; layers other than Linear and ReLU; more than one input or output;
// a low that is not below high.
func Kinks(model *mlx.Module, low, high float64) int {
	given("Kinks", model)
	if !(low < high) {
		mistake(words.Text{"Kinks: low = %g, high = %g, want low < high", "Kinks: low = %g、high = %g ですが、low < high にしてください。"}, low, high)
	}
	points := []point{{low, []float64{low}}, {high, []float64{high}}}
	for i := range model.NumLayers() {
		switch layer := model.Layer(i); kindOf(layer) {
		case "Linear":
			l := linearOf(layer)
			if i == 0 && len(l.w[0]) != 1 {
				mistake(words.Text{"Kinks: the number of inputs is %d, want 1", "Kinks: モデルの入力は %d 個ですが、1 個にしてください。"}, len(l.w[0]))
			}
			for k, p := range points {
				points[k].at = l.of(p.at)
			}
		case "ReLU":
			points = bend(points)
		default:
			mistake(words.Text{"Kinks: layer %d is %s, want Linear or ReLU", "Kinks: %d 番の層は %s ですが、使えるのは Linear と ReLU だけです。"}, i, kindOf(layer))
		}
	}
	if n := len(points[0].at); n != 1 {
		mistake(words.Text{"Kinks: the number of outputs is %d, want 1", "Kinks: モデルの出力は %d 個ですが、1 個にしてください。"}, n)
	}
	return kinks(points)
}

// A point is a place on the x axis, with the values of the units there. Between two
// neighbours all units are straight lines.
type point struct {
	x  float64
	at []float64
}

// bend adds a point wherever a unit passes through 0, and then applies ReLU.
func bend(points []point) []point {
	all := points[:1:1]
	for i, q := range points[1:] {
		p, shares := points[i], []float64{}
		for u, v := range p.at {
			if w := q.at[u]; v*w < 0 {
				shares = append(shares, v/(v-w)) // how far it is from p to q
			}
		}
		slices.Sort(shares)
		for _, t := range shares {
			r := point{p.x + t*(q.x-p.x), slices.Clone(p.at)}
			for u := range r.at {
				r.at[u] += t * (q.at[u] - p.at[u])
			}
			all = append(all, r)
		}
		all = append(all, q)
	}
	for _, p := range all {
		for u, v := range p.at {
			p.at[u] = max(0, v)
		}
	}
	return all
}

// kinks counts the places where the slope of the one output changes.
func kinks(points []point) int {
	var slopes []float64
	for i, q := range points[1:] {
		if p := points[i]; q.x-p.x > 1e-12 {
			slopes = append(slopes, (q.at[0]-p.at[0])/(q.x-p.x))
		}
	}
	if len(slopes) == 0 {
		return 0
	}
	steepest, n := max(slices.Max(slopes), -slices.Min(slopes)), 0
	for i := range slopes[1:] {
		if math.Abs(slopes[i+1]-slopes[i]) > 1e-6*steepest {
			n++
		}
	}
	return n
}
