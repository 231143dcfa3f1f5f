package mlx

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Parallel calls f with 0, 1, … n-1, as many at a time as there are processors, and
// waits for all calls to return. It is for training the same network with several
// seeds: each call makes a model of its own and puts its result in its own place.
//
//	losses := make([]float64, 5)
//	mlx.Parallel(5, func(seed int) { losses[seed] = train(int64(seed)) })
//
// Small networks on one processor each take less time than one after the other
// on all processors: go run ./bench train measures it.
//
// Errors: a negative n; an [*Error] that f panics with. Parallel panics with the
// first one once all calls have ended.
func Parallel(n int, f func(i int)) {
	if n < 0 {
		must(errorf("Parallel", "n = %d, want 0 or more", n))
	}
	next := make(chan int)
	var wg sync.WaitGroup
	var first atomic.Pointer[Error]
	call := func(i int) {
		defer func() {
			if r := recover(); r != nil {
				err, ok := r.(*Error)
				if !ok {
					panic(r)
				}
				first.CompareAndSwap(nil, err)
			}
		}()
		f(i)
	}
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				call(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	if err := first.Load(); err != nil {
		panic(err)
	}
}
