package mlx

// optional returns the optional argument of a call, or otherwise when it is not given.
//
// Errors: an argument given more than once.
func optional[T any](where, what string, given []T, otherwise T) T {
	must(atMostOne(where, what, given))
	if len(given) == 1 {
		return given[0]
	}
	return otherwise
}

// atMostOne checks that an optional argument is not given twice.
func atMostOne[T any](where, what string, given []T) error {
	if len(given) > 1 {
		return errorf(where, "got %s %d times, want it once at most", what, len(given))
	}
	return nil
}

// once checks that an option of an optimizer is not given twice.
func (o *Optimizer) once(what string) error {
	o.given = append(o.given, what)
	n := 0
	for _, g := range o.given {
		if g == what {
			n++
		}
	}
	return atMostOne(o.name, what, make([]struct{}, n))
}
