package data

import (
	"fmt"
	"os"

	"golessons/helpers/internal/lang"
)

// mistake ends the call with a sentence, in the learner's language. In a
// notebook cell (GoNB sets GONB_PIPE) it prints the sentence and ends the cell,
// because Go's trace of a panic says nothing more to a learner; elsewhere it
// panics with it, so that tests can recover it.
func mistake(ja, en string, args ...any) {
	sentence := "data: " + fmt.Sprintf(lang.T(ja, en), args...)
	if os.Getenv("GONB_PIPE") != "" {
		fmt.Fprintln(os.Stderr, sentence)
		os.Exit(1)
	}
	panic(sentence)
}
