package mlx

import (
	"runtime"
	"sync"
)

// Parallel calls f with 0, 1, … n-1, as many at once as there are processors,
// and waits for all. It is for training the same network with several seeds:
// each call makes a model of its own and puts its result in its own place.
//
//	losses := make([]float64, 5)
//	mlx.Parallel(5, func(seed int) { losses[seed] = train(int64(seed)) })
//
// A small network on one processor each is faster than all processors on one
// network after the other: see bench/train.go.
func Parallel(n int, f func(i int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
