//go:build ignore

package main

func stopEpoch(validation []float64) int {
	best, waited := math.Inf(1), 0
	for epoch, loss := range validation {
		if loss < best {
			best, waited = loss, 0
		} else if waited++; waited == 3 { // the third epoch in a row without a new low
			return epoch
		}
	}
	return len(validation) - 1
}
