//go:build ignore

package main

func plateau(bp float64) float64 {
	return max(0, (bp-120)/10) - max(0, (bp-160)/10)
}
