package exercises

// A Verdict is what a function of this package finds out about an answer.
type Verdict struct {
	Name    string // of the exercise, as Progress has it
	Problem string // the first case in which the answer is wrong; "" if it is right
	Advice  string // the sentence that helps, if the mistake is a known one
}

// marks, if not nil, gets the verdicts instead of the learner.
var marks *[]Verdict

// Mark calls cells, which is to call functions of this package, and returns what
// they find, in order, instead of printing it and keeping it for Progress. It is for
// who marks the work of others: set GOLESSONS_SEED for cases that nobody has seen.
// Only one Mark can run at a time.
func Mark(cells func()) []Verdict {
	var all []Verdict
	marks = &all
	defer func() { marks = nil }()
	cells()
	return all
}
