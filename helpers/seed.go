package helpers

import (
	"os"
	"strconv"
)

// Seed is the seed a lesson draws its random numbers from: fallback, unless the
// environment variable GOLESSONS_SEED holds another whole number. The tests set
// it to run every lesson again with other seeds, so that a claim which is true
// by luck is found out. What is not a whole number is passed over.
func Seed(fallback int64) int64 {
	if seed, err := strconv.ParseInt(os.Getenv("GOLESSONS_SEED"), 10, 64); err == nil {
		return seed
	}
	return fallback
}
