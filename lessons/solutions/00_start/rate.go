//go:build ignore

package main

const myRate = 0.02 // 0.001 is still too slow, 0.03 already too large
