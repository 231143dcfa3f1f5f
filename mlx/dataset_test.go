package mlx

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

func numbered(n int) *Dataset {
	values := make([]float64, n)
	for i := range values {
		values[i] = float64(i)
	}
	return NewDataset(Column(values...), Column(values...).Map(func(v float64) float64 { return -v }), NewTensor(values...))
}

func TestDataLoaderGoesThroughAllExamples(t *testing.T) {
	data := numbered(10)
	orders := map[int64][]float64{}
	for _, seed := range []int64{0, 1} {
		loader := NewDataLoader(data, 3).Shuffle(seed)
		var sizes []int
		for i, batch := range loader.Epoch(0) {
			if i != len(sizes) {
				t.Errorf("batch %d has number %d", len(sizes), i)
			}
			sizes = append(sizes, batch.Len())
			x := batch.Inputs().Values()
			orders[seed] = append(orders[seed], x...)
			for j, y := range batch.Targets().Values() {
				if y != -x[j] || batch.weight.Values()[j] != x[j] {
					t.Errorf("input %g has target %g and weight %g", x[j], y, batch.weight.Values()[j])
				}
			}
		}
		if !slices.Equal(sizes, []int{3, 3, 3, 1}) || loader.Len() != 4 {
			t.Errorf("batches of %v, Len %d", sizes, loader.Len())
		}
		if want := data.Inputs().Values(); slices.Equal(orders[seed], want) || !slices.Equal(slices.Sorted(slices.Values(orders[seed])), want) {
			t.Errorf("the order %v is not a shuffle of all examples", orders[seed])
		}
		var second []float64
		for _, batch := range loader.Epoch(1) {
			second = append(second, batch.Inputs().Values()...)
		}
		if slices.Equal(second, orders[seed]) {
			t.Error("two epochs have the same order")
		}
	}
	if slices.Equal(orders[0], orders[1]) {
		t.Error("two seeds give the same order")
	}
	plain := NewDataLoader(data, 4).DropLast()
	var seen []float64
	for _, batch := range plain.Epoch(0) {
		seen = append(seen, batch.Inputs().Values()...)
	}
	if want := []float64{0, 1, 2, 3, 4, 5, 6, 7}; !slices.Equal(seen, want) || plain.Len() != 2 {
		t.Errorf("without shuffling and with DropLast: %v", seen)
	}
}

func TestSplit(t *testing.T) {
	first, second := numbered(10).Split(0.7, 3)
	all := append(first.Inputs().Values(), second.Inputs().Values()...)
	if first.Len() != 7 || second.Len() != 3 || slices.IsSorted(all) {
		t.Errorf("split into %d and %d: %v", first.Len(), second.Len(), all)
	}
	if slices.Sort(all); !slices.Equal(all, numbered(10).Inputs().Values()) {
		t.Errorf("the halves have %v", all)
	}
	again, _ := numbered(10).Split(0.7, 3)
	if !slices.Equal(again.Inputs().Values(), first.Inputs().Values()) {
		t.Error("the same seed splits otherwise")
	}
}

// FuzzDataLoader goes through datasets of any numbers and shapes. Each works or is
// refused with a sentence.
func FuzzDataLoader(f *testing.F) {
	f.Add([]byte{0, 0, 128, 63, 0, 0, 0, 64}, 1, 1, 2, int64(0), true)
	f.Add([]byte{0, 0, 192, 127, 0, 0, 0, 64}, 2, 0, 1, int64(-1), false)
	f.Fuzz(func(t *testing.T, raw []byte, features, targets, batchSize int, seed int64, drop bool) {
		var x []float64
		for ; len(raw) >= 4; raw = raw[4:] {
			x = append(x, float64(math.Float32frombits(binary.LittleEndian.Uint32(raw))))
		}
		var data *Dataset
		if err := catch(t, func() {
			data = NewDataset(NewTensor(x...).Reshape(-1, features), NewTensor(x[:min(len(x), max(0, targets))]...))
		}); err != nil {
			return
		}
		if slices.ContainsFunc(x, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) {
			t.Errorf("a dataset took %v", x)
		}
		catch(t, func() {
			loader := NewDataLoader(data, batchSize).Shuffle(seed)
			if drop {
				loader.DropLast()
			}
			n := 0
			for _, batch := range loader.Epoch(0) {
				n += batch.Len()
			}
			if want := data.Len(); n != want && !(drop && n == want/batchSize*batchSize) {
				t.Errorf("%d of %d examples in batches of %d", n, want, batchSize)
			}
		})
	})
}

// FuzzTensor reshapes, prints and reads tensors of any numbers and shapes.
func FuzzTensor(f *testing.F) {
	f.Add(1.5, -2e30, 3, 4)
	f.Add(math.Inf(1), 1e-40, -1, 7)
	f.Fuzz(func(t *testing.T, a, b float64, rows, columns int) {
		if rows > 2000 || columns > 2000 {
			return
		}
		catch(t, func() {
			x := Full(a, rows, columns).Reshape(columns, -1)
			if len(x.data) > 0 {
				x = x.Map(func(v float64) float64 { return v + b })
				if v := x.At(0, 0); v != float64(x.data[0]) && !math.IsNaN(v) {
					t.Errorf("At(0, 0) is %g", v)
				}
			}
			if s := x.String(); s[:7] != "tensor(" || s[len(s)-1] != ')' {
				t.Errorf("prints as %q", s)
			}
		})
	})
}
