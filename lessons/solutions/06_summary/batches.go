//go:build ignore

package main

func batches(n, size int) [][]int {
	var result [][]int
	var batch []int
	for i := range n {
		batch = append(batch, i)
		if len(batch) == size { // full: put it away and begin another
			result = append(result, batch)
			batch = nil
		}
	}
	if len(batch) > 0 { // what is left over
		result = append(result, batch)
	}
	return result
}
