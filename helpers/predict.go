package helpers

import (
	"fmt"
	"slices"
	"strings"

	"golessons/helpers/internal/answer"
	"golessons/internal/words"
)

// Predict makes the learner choose an answer before the result is shown. While
// yours is "", it prints the question with its options and returns false. Once
// yours is one of the options, it calls result, which shows what happens and
// returns the right option, says whether yours is right, and returns true.
//
//	answer := "" // your prediction
//	helpers.Predict("λ ten times as large: the weights become", answer, func() string {
//		figure.New(…).Show()
//		return "smaller"
//	}, "larger", "smaller", "the same")
func Predict(question, yours string, result func() string, options ...string) bool {
	if yours == "" {
		fmt.Println("? " + question)
		for _, option := range options {
			fmt.Println("  - " + option)
		}
		fmt.Println(words.T("Write your answer down and run the cell again to see the result."))
		return false
	}
	if !slices.Contains(options, yours) {
		words.Printf("“%s” is not one of the options: %s\n", yours, strings.Join(options, words.T(", ")))
		return false
	}
	words.Printf("You predict: %s\n", yours)
	right, problem := answer.Guard(result)
	switch {
	case problem != "":
		fmt.Println("✗", problem)
	case right == yours:
		words.Printf("✓ as you predicted: %s.\n", right)
	default:
		words.Printf("△ it is: %s. Where did your prediction and the result part?\n", right)
	}
	return true
}
