package line

import (
	"golessons/helpers/data"
	"golessons/helpers/internal/number"
)

// Loss returns the mean squared error of the line w·x + b at the points (x[i], y[i]), of
// which there is at least one.
func Loss(w, b float64, x, y []float64) float64 {
	wantPairs("Loss", x, y)
	sum := 0.0
	for i := range x {
		miss := w*x[i] + b - y[i]
		sum += miss * miss
	}
	return sum / float64(len(x))
}

// LossOf returns the mean squared error of any way to answer on the examples of a set.
func LossOf(answer func(x float64) float64, set *data.Set) float64 {
	notNil("LossOf", "answer", answer == nil)
	x, y := points("LossOf", set)
	sum := 0.0
	for i := range x {
		miss := answer(x[i]) - y[i]
		sum += miss * miss
	}
	return sum / float64(len(x))
}

// LeastSquares returns the line with the smallest loss, by the formula: w is the
// covariance of x and y divided by the variance of x. If all x are the same, w is 0.
func LeastSquares(x, y []float64) (w, b float64) {
	wantPairs("LeastSquares", x, y)
	meanX, meanY := number.Mean(x), number.Mean(y)
	covariance, variance := 0.0, 0.0
	for i := range x {
		covariance += (x[i] - meanX) * (y[i] - meanY)
		variance += (x[i] - meanX) * (x[i] - meanX)
	}
	if variance > 0 {
		w = covariance / variance
	}
	return w, meanY - w*meanX
}
