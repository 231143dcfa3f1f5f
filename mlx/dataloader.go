package mlx

import "iter"

// DataLoader cuts a dataset into mini-batches, in a new order each epoch.
// [Trainer] uses one; so can a training loop of your own.
//
// Source: torch.utils.data.DataLoader.
type DataLoader struct {
	data      *Dataset
	batchSize int
	shuffle   bool
	dropLast  bool
	seed      int64
}

// NewDataLoader returns a loader of batches of the given size. A size larger than
// the data gives one batch with all examples.
//
// Errors: a size below 1.
func NewDataLoader(data *Dataset, batchSize int) *DataLoader {
	return must1(newDataLoader(data, batchSize))
}

func newDataLoader(data *Dataset, batchSize int) (*DataLoader, error) {
	if batchSize < 1 {
		return nil, errorf("DataLoader", "batch size = %d, want at least 1", batchSize)
	}
	return &DataLoader{data: data, batchSize: batchSize}, nil
}

// Shuffle gives each epoch an order of its own, drawn from the seed. Without it, the
// examples come in the order of the dataset. It returns the loader.
func (l *DataLoader) Shuffle(seed int64) *DataLoader {
	l.shuffle, l.seed = true, seed
	return l
}

// DropLast leaves out the last batch when it is smaller than the others. It returns
// the loader.
//
// Errors: a batch size larger than the data, which leaves no batch.
func (l *DataLoader) DropLast() *DataLoader {
	must(l.setDropLast(true))
	return l
}

func (l *DataLoader) setDropLast(drop bool) error {
	l.dropLast = drop
	if l.Len() == 0 {
		return errorf("DataLoader", "batch size = %d of %d examples, without a smaller last batch, leaves none", l.batchSize, l.data.Len())
	}
	return nil
}

// Len returns the number of batches in an epoch.
func (l *DataLoader) Len() int {
	if l.dropLast {
		return l.data.Len() / l.batchSize
	}
	return (l.data.Len()-1)/l.batchSize + 1
}

// Epoch returns an iterator over the batches of one epoch; the first epoch is 0:
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
