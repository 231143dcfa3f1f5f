package helpers

import (
	"fmt"

	"golessons/helpers/internal/answer"
	"golessons/helpers/internal/spell"
	"golessons/internal/words"
)

// CheckThat checks an answer to an exercise and prints one line: ✓ if problem returns
// nil, else ✗ with the error. If problem panics or takes longer than five seconds,
// the check fails, and the line says so. An exercise that succeeds counts as solved
// in [Progress]. (Those of the lessons are in package golessons/helpers/exercises.)
func CheckThat(name string, problem func() error) bool {
	err, broken := answer.Try(problem)
	switch {
	case broken != "":
		return verdict(name, broken)
	case err != nil:
		return verdict(name, spell.Text(err))
	}
	return verdict(name, "")
}

// verdict prints the line of a check, keeps the result for Progress, and reports
// whether it passed.
func verdict(name, problem string) bool {
	record(name, problem == "")
	if problem == "" {
		fmt.Println("✓", name+words.T(": correct."))
		return true
	}
	fmt.Println("✗", name+": "+problem)
	return false
}
