//go:build ignore

package main

func split(list []int, n int) (train, validation []int) {
	return list[:n], list[n:]
}
