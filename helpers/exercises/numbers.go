package exercises

// sum returns the sum of values.
func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}

// mean returns the mean of values.
func mean(values []float64) float64 { return sum(values) / float64(len(values)) }

// squares returns the sum of the squares of what values differ from their mean by.
func squares(values []float64) (total float64) {
	m := mean(values)
	for _, v := range values {
		total += (v - m) * (v - m)
	}
	return total
}

// size returns the number of values.
func size(values []float64) float64 { return float64(len(values)) }
