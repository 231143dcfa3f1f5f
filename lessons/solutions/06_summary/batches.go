//go:build ignore

package main

type split struct{ N, Size int }

func batches(s split) [][]int {
	var result [][]int
	var batch []int
	for i := range s.N {
		batch = append(batch, i)
		if len(batch) == s.Size { // full: put it away and begin another
			result = append(result, batch)
			batch = nil
		}
	}
	if len(batch) > 0 { // what is left over
		result = append(result, batch)
	}
	return result
}
