package survival

import (
	"math"
	"slices"

	"golessons/internal/words"
)

// MeanMadeToFit returns the logits with one number added to all of them, such that
// the mean of the risks, 1/(1+e^−z), becomes rate. What is left of the loss is then
// not due to the level of the risks. It needs to know what happened, so it is a
// diagnosis and no fair score.
//
// Errors: no logits, or one that is NaN or infinite; a rate that is not between 0
// and 1.
//
// Source: updating the intercept (recalibration in the large), Steyerberg, Clinical
// Prediction Models, Springer 2009.
func MeanMadeToFit(logits []float64, rate float64) []float64 {
	switch {
	case len(logits) == 0:
		mistake(words.Text{"MeanMadeToFit: there are no logits", "MeanMadeToFit: ロジットがありません。"})
	case !(rate > 0 && rate < 1):
		mistake(words.Text{"MeanMadeToFit: rate = %g, want more than 0 and less than 1", "MeanMadeToFit: 割合 %g は 0 より大きく 1 より小さくしてください。"}, rate)
	}
	for _, z := range logits {
		if !(z-z == 0) {
			mistake(words.Text{"MeanMadeToFit: a logit is %g, want a number", "MeanMadeToFit: ロジットに %g があります。数にしてください。"}, z)
		}
	}
	mean := func(d float64) float64 {
		sum := 0.0
		for _, z := range logits {
			sum += 1 / (1 + math.Exp(-z-d))
		}
		return sum / float64(len(logits))
	}
	// With the first of these the largest logit, and with the second the smallest,
	// would become that of the rate.
	want := math.Log(rate / (1 - rate))
	low, high := want-slices.Max(logits), want-slices.Min(logits)
	for range 60 { // halve the interval
		if middle := (low + high) / 2; mean(middle) < rate {
			low = middle
		} else {
			high = middle
		}
	}
	fitted := make([]float64, len(logits))
	for i, z := range logits {
		fitted[i] = z + low
	}
	return fitted
}
