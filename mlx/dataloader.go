package mlx

import "iter"

// DataLoader cuts a dataset into mini-batches, in a new order each epoch.
// [Trainer] has one inside; use it for a loop of your own.
//
// Source: torch.utils.data.DataLoader.
type DataLoader struct {
	data      *Dataset
	batchSize int
	shuffle   bool
	dropLast  bool
	seed      int64
}

// NewDataLoader makes a loader of batches of the given size.
//
// Errors: a size below 1 or larger than the data.
func NewDataLoader(data *Dataset, batchSize int) *DataLoader {
	return must1(newDataLoader(data, batchSize))
}

func newDataLoader(data *Dataset, batchSize int) (*DataLoader, error) {
	if batchSize < 1 || batchSize > data.Len() {
		return nil, errorf("DataLoader", "batch size = %d, want 1 to %d, the number of examples", batchSize, data.Len())
	}
	return &DataLoader{data: data, batchSize: batchSize}, nil
}

// Shuffle makes each epoch go through the examples in an order of its own, drawn
// from the seed. Without, the order is that of the dataset. It returns the
// loader.
func (l *DataLoader) Shuffle(seed int64) *DataLoader {
	l.shuffle, l.seed = true, seed
	return l
}

// DropLast leaves out the last batch when it is smaller than the others. Without,
// it is kept. It returns the loader.
func (l *DataLoader) DropLast() *DataLoader {
	l.dropLast = true
	return l
}

// Len returns the number of batches in an epoch.
func (l *DataLoader) Len() int {
	if l.dropLast {
		return l.data.Len() / l.batchSize
	}
	return (l.data.Len() + l.batchSize - 1) / l.batchSize
}

// Epoch goes through the batches of one epoch, the first is 0:
//
//	for i, batch := range loader.Epoch(0) { … }
func (l *DataLoader) Epoch(epoch int) iter.Seq2[int, *Dataset] {
	return func(yield func(int, *Dataset) bool) {
		for i, rows := range l.rows(epoch) {
			if !yield(i, l.data.Subset(rows...)) {
				return
			}
		}
	}
}

// rows returns the numbers of the examples in each batch of an epoch.
func (l *DataLoader) rows(epoch int) [][]int {
	order := make([]int, l.data.Len())
	for i := range order {
		order[i] = i
	}
	if l.shuffle {
		r := generator(l.seed, streamShuffle+1+uint64(epoch))
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	batches := make([][]int, l.Len())
	for i := range batches {
		batches[i] = order[i*l.batchSize : min(len(order), (i+1)*l.batchSize)]
	}
	return batches
}
