package mlx

import (
	"encoding/binary"
	"math/rand/v2"
)

// All random numbers of a model come from one seed. Each use has a stream of its own,
// so that adding one (say, a Dropout layer) leaves the numbers of the others alone.
const (
	streamTensor  = iota << 48 // Rand and Randn
	streamInit                 // + number of the parameter
	streamMask                 // + number of the forward pass
	streamShuffle              // + number of the epoch
)

// source returns the random numbers of one stream of a seed. ChaCha8 mixes both well,
// so that neighbouring seeds have nothing in common.
func source(seed int64, stream uint64) *rand.ChaCha8 {
	key := [32]byte{}
	binary.LittleEndian.PutUint64(key[:], uint64(seed))
	binary.LittleEndian.PutUint64(key[8:], stream)
	return rand.NewChaCha8(key)
}

// generator returns the same numbers as source, with the methods of rand.Rand.
func generator(seed int64, stream uint64) *rand.Rand { return rand.New(source(seed, stream)) }
