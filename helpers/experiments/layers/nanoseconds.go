package layers

import (
	"math"
	"runtime"
	"sync/atomic"
	"time"

	"golessons/internal/words"
	"golessons/mlx"
)

// Nanoseconds returns the time that f takes for one of 50,000 normal numbers, in
// nanoseconds: the best of several rounds. It differs from call to call.
//
// Errors: no function.
func Nanoseconds(f func(x float64) float64, seed int64) float64 {
	if f == nil {
		mistake(words.Text{"Nanoseconds: the function is nil, want one", "Nanoseconds: 関数が nil です。関数を渡してください。"})
	}
	return nanoseconds(f, mlx.Randn(seed, 50_000).Values())
}

// NanosecondsOfUnit returns the time that one unit of a linear layer takes, in
// nanoseconds: as many multiplications and additions as it has inputs, the best of
// several rounds. It differs from call to call.
//
// Errors: inputs below 1.
func NanosecondsOfUnit(inputs int, seed int64) float64 {
	atLeast(1, "NanosecondsOfUnit", "inputs", inputs)
	weights := mlx.Randn(seed+1, inputs).Values()
	return nanoseconds(func(x float64) float64 {
		sum := 0.0
		for _, w := range weights {
			sum += w * x
		}
		return sum
	}, mlx.Randn(seed, 2000).Values())
}

func nanoseconds(f func(float64) float64, xs []float64) float64 {
	rounds := 7
	if runtime.GOOS == "js" {
		rounds = 40 // a browser makes code fast while it runs
	}
	best, sink := math.Inf(1), 0.0
	for range rounds {
		calls, took := 0, time.Duration(0)
		for start := time.Now(); took < round; took = time.Since(start) {
			for _, x := range xs {
				sink += f(x)
			}
			calls += len(xs)
		}
		best = min(best, float64(took.Nanoseconds())/float64(calls))
	}
	used.Store(math.Float64bits(sink))
	return best
}

// round is how long a round takes at least. A browser's clock moves in steps of a
// tenth of a millisecond or more.
const round = 5 * time.Millisecond

// used gets the results, which keeps the compiler from skipping the work.
var used atomic.Uint64
