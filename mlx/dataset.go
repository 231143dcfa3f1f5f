package mlx

import (
	"math"
	"slices"
)

// Dataset holds examples and their targets in memory.
//
// Source: torch.utils.data.TensorDataset.
type Dataset struct {
	x, y   Tensor
	weight *Tensor // one weight an example, or nil
}

// NewDataset returns a dataset of n examples.
//
// Shapes: x [n, features], y [n, outputs], or [n] for [CrossEntropyLoss]. An
// optional weight [n] says how much each example counts in the loss.
//
// Errors: no examples, more targets than inputs or fewer, NaN or Inf, a negative
// weight, weights given twice.
func NewDataset(x, y Tensor, weight ...Tensor) *Dataset { return must1(newDataset(x, y, weight)) }

func newDataset(x, y Tensor, weight []Tensor) (*Dataset, error) {
	if len(x.data) == 0 || len(x.shape) == 0 {
		return nil, errorf("NewDataset", "got no data: inputs of shape %v", x.shape)
	}
	if err := atMostOne("NewDataset", "weight", weight); err != nil {
		return nil, err
	}
	d := &Dataset{x: x, y: y}
	parts := []NamedTensor{{"inputs", x}, {"targets", y}}
	if len(weight) > 0 {
		d.weight = &weight[0]
		parts = append(parts, NamedTensor{"weights", weight[0]})
	}
	for _, part := range parts {
		if len(part.Value.data) == 0 || len(part.Value.shape) == 0 || part.Value.shape[0] != x.shape[0] {
			return nil, errorf("NewDataset", "got %d inputs and %s of shape %v, want one for each", x.shape[0], part.Name, part.Value.shape)
		}
		for i, v := range part.Value.data {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				row := i * x.shape[0] / len(part.Value.data)
				return nil, errorf("NewDataset", "the %s have %g in row %d: leave such rows out or fill them in", part.Name, v, row)
			}
		}
	}
	if d.weight != nil && (len(d.weight.shape) != 1 || slices.Min(d.weight.data) < 0) {
		return nil, errorf("NewDataset", "got weights of shape %v, want one number of 0 or more for each input", d.weight.shape)
	}
	return d, nil
}

// Len returns the number of examples.
func (d *Dataset) Len() int { return d.x.shape[0] }

// Inputs returns the examples, shape [n, features].
func (d *Dataset) Inputs() Tensor { return d.x }

// Targets returns the targets, shape [n, outputs] or [n].
func (d *Dataset) Targets() Tensor { return d.y }

// tensors returns the inputs, the targets, and the weights if any.
func (d *Dataset) tensors() []Tensor {
	if d.weight != nil {
		return []Tensor{d.x, d.y, *d.weight}
	}
	return []Tensor{d.x, d.y}
}

// dims returns the shapes of n examples: inputs, targets, and weights if any.
func (d *Dataset) dims(n int) [][]int {
	dims := [][]int{slices.Clone(d.x.shape), slices.Clone(d.y.shape)}
	if d.weight != nil {
		dims = append(dims, slices.Clone(d.weight.shape))
	}
	for _, shape := range dims {
		shape[0] = n
	}
	return dims
}

// Subset returns the examples with the given numbers, in that order.
//
// Errors: no number, a number outside 0 … n-1.
//
// Source: torch.utils.data.Subset.
func (d *Dataset) Subset(indices ...int) *Dataset {
	if len(indices) == 0 {
		must(errorf("Subset", "got no indices, want at least one"))
	}
	for _, i := range indices {
		if i < 0 || i >= d.Len() {
			must(errorf("Subset", "got index %d, want 0 to %d", i, d.Len()-1))
		}
	}
	s := &Dataset{x: d.x.pick(indices), y: d.y.pick(indices)}
	if d.weight != nil {
		w := d.weight.pick(indices)
		s.weight = &w
	}
	return s
}

// Split shuffles the examples by the seed and returns two parts: the first has the
// given fraction of them, rounded, the second the rest.
//
// Errors: a fraction that leaves one side empty.
//
// Source: torch.utils.data.random_split.
func (d *Dataset) Split(fraction float64, seed int64) (first, second *Dataset) {
	n := int(math.Round(fraction * float64(d.Len())))
	if !(fraction > 0 && fraction < 1) || n == 0 || n == d.Len() {
		must(errorf("Split", "fraction = %g of %d examples leaves one side empty", fraction, d.Len()))
	}
	order := generator(seed, streamShuffle).Perm(d.Len())
	return d.Subset(order[:n]...), d.Subset(order[n:]...)
}

// Filter returns the examples for which the condition is not 0:
//
//	women := data.Filter(data.Inputs().Select(1, 0).Eq(1))
//
// Shapes: condition [n], one number an example.
//
// Errors: a condition of another shape; one that leaves no example.
//
// Source: TensorDataset(x[condition], y[condition]) in PyTorch.
func (d *Dataset) Filter(condition Tensor) *Dataset {
	if !slices.Equal(condition.shape, []int{d.Len()}) {
		must(errorf("Dataset.Filter", "got a condition of shape %v for %d examples, want one number for each", condition.shape, d.Len()))
	}
	rows := condition.chosen()
	if len(rows) == 0 {
		must(errorf("Dataset.Filter", "the condition is 0 for each of the %d examples, want at least one that is left", d.Len()))
	}
	return d.Subset(rows...)
}
