//go:build ignore

package main

func subnetworks(units int) float64 {
	teams := 1.0
	for range units {
		teams *= 2 // each unit doubles the number
	}
	return teams
}
