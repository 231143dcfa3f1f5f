package exercises

import (
	"errors"
	"fmt"

	"golessons/helpers"
	"golessons/helpers/internal/answer"
	"golessons/internal/words"
)

// An exercise asks for an F, mostly a function, that answers an O to each I.
type exercise[F, I, O any] struct {
	name  string // under which Progress has it
	input string // what an I is called in a sentence; a struct's fields have names

	stub, right F

	// cases returns what an answer is tried at: first the cases that a reader
	// understands, then random ones. It makes new ones at each call, because an
	// answer may write into its arguments.
	cases func(r random) []I

	// ask returns the answer to one case. If it is nil, F is func(I) O.
	ask func(yours F, at I) O

	// judge returns what is wrong with an answer that could be right in more than
	// one way, "" if nothing is. If it is nil, the answer must be the right one's.
	judge func(at I, got, want O) string

	// advise says what helps with a wrong answer that is no known mistake, of which
	// got came in the first case that is wrong. It may be nil.
	advise func(yours F, got O) words.Text

	mistakes []mistake[F]
	hints    []words.Text
	why      words.Text // why the answer is right
	next     words.Text // what to try next
}

// A mistake is a wrong answer that learners give, and the sentence that helps. An
// answer that agrees with it in all cases is taken for it.
type mistake[F any] struct {
	answer F
	say    words.Text
}

// check prints whether yours is right, and what there is to say about it.
func (e exercise[F, I, O]) check(yours F) bool {
	problem, advice := e.problem(yours)
	if marks != nil {
		*marks = append(*marks, Verdict{e.name, problem, advice})
		return problem == ""
	}
	if !helpers.CheckThat(e.name, func() error {
		if problem != "" {
			return errors.New(problem)
		}
		return nil
	}) {
		if advice != "" {
			fmt.Println("  " + advice)
		}
		hints := make([]string, len(e.hints))
		for i, h := range e.hints {
			hints[i] = h.String()
		}
		helpers.Hint(hints...)
		return false
	}
	words.Printf("  Why it is right: %s\n", e.why)
	words.Printf("  Try next: %s\n", e.next)
	return true
}

// problem returns a sentence about the first case in which yours is wrong, and
// advice if it is a known mistake. Both are "" for a right answer.
func (e exercise[F, I, O]) problem(yours F) (problem, advice string) {
	given, right := e.answers(yours), e.answers(e.right)
	var got outcome[O]
	for i, at := range e.cases(newRandom()) {
		if i == len(given) {
			break
		}
		got = given[i]
		if problem = e.wrong(at, got, right[i]); problem != "" {
			break
		}
	}
	if problem == "" {
		return "", ""
	}
	if agree(given, e.answers(e.stub)) {
		return problem, words.T("This is still the answer that the cell came with. Change the line marked ←, run that cell, and then run this one.")
	}
	for _, m := range e.mistakes {
		if agree(given, e.answers(m.answer)) {
			return problem, m.say.String()
		}
	}
	if e.advise != nil && got.problem == "" {
		return problem, e.advise(yours, got.answer).String()
	}
	return problem, ""
}

// An outcome is what came of asking for an answer: the answer, or a problem.
type outcome[O any] struct {
	answer  O
	problem string
}

// answers asks f in all cases. It stops at the first that takes too long.
func (e exercise[F, I, O]) answers(f F) []outcome[O] {
	var all []outcome[O]
	for _, at := range e.cases(newRandom()) {
		got, problem, ended := answer.TryFor(answer.Limit, func() O { return e.call(f, at) })
		all = append(all, outcome[O]{got, problem})
		if !ended {
			break
		}
	}
	return all
}

func (e exercise[F, I, O]) call(f F, at I) O {
	if e.ask == nil {
		return any(f).(func(I) O)(at)
	}
	return e.ask(f, at)
}

// wrong returns a sentence about what came of a case, "" if it is right.
func (e exercise[F, I, O]) wrong(at I, got, want outcome[O]) string {
	where := words.Sprintf("at %s ", answer.Argument(e.input, at))
	switch {
	case got.problem != "":
		return where + got.problem
	case e.judge != nil:
		return e.judge(at, got.answer, want.answer)
	}
	if difference := answer.Difference(got.answer, want.answer); difference != "" {
		return where + difference
	}
	return ""
}

// agree reports whether two answers have the same outcome in each case.
func agree[O any](a, b []outcome[O]) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].problem != b[i].problem || a[i].problem == "" && answer.Difference(a[i].answer, b[i].answer) != "" {
			return false
		}
	}
	return true
}
