package exercises_test

import (
	"os"

	"golessons/helpers/exercises"
)

func init() { os.Setenv("GOLESSONS_LANG", "en") }

// The cell under a stub is one line.
func Example() {
	myReLU := func(x float64) float64 { return max(x, -x) }
	exercises.ReLU(myReLU)
	// Output:
	// ✗ myReLU: at x = −0.5 yours gives 0.5, want 0
	//   Negative numbers come back positive. This is the absolute value; ReLU gives 0 for all of them.
	// Hint 1 of 3: What has to come back when the input is 0 or less? (2 more)
}

func Example_solved() {
	myReLU := func(x float64) float64 { return max(0, x) }
	exercises.ReLU(myReLU)
	// Output:
	// ✓ myReLU: correct.
	//   Why it is right: The larger of 0 and x is x where x is positive, and 0 elsewhere: a rule with a condition, in one word. That bend is all that a network needs to be more than a straight line.
	//   Try next: What does myReLU(myReLU(x)) do? Think first, and then try.
}
