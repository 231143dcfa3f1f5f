//go:build ignore

package main

const myRate = 0.025 // 0.001 is too slow here, 0.03 already too large
