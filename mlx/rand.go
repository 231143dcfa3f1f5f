package mlx

import (
	"encoding/binary"
	"math/rand/v2"
)

// One seed feeds every random thing; each takes a stream of its own, so that
// adding one (say, a Dropout layer) leaves the numbers of the others alone.
const (
	streamTensor  = iota << 48 // Rand and Randn
	streamInit                 // + number of the parameter
	streamMask                 // + number of the forward pass
	streamShuffle              // + number of the epoch
)

// source returns the random numbers of one stream of a seed. ChaCha8 mixes both
// well, so that neighbouring seeds have nothing in common.
func source(seed int64, stream uint64) *rand.ChaCha8 {
	key := [32]byte{}
	binary.LittleEndian.PutUint64(key[:], uint64(seed))
	binary.LittleEndian.PutUint64(key[8:], stream)
	return rand.NewChaCha8(key)
}

// generator returns the numbers of one stream in all the forms of rand.Rand.
func generator(seed int64, stream uint64) *rand.Rand { return rand.New(source(seed, stream)) }
