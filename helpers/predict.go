package helpers

import (
	"fmt"
	"slices"
	"strings"

	"golessons/helpers/internal/lang"
)

// Predict lets the learner commit to an answer before the result shows. While
// yours is "" it prints the question with its options and returns false. When
// yours is one of the options it runs result, which shows what happens and
// returns the option that is right, says whether yours was, and returns true.
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
		fmt.Println(lang.T("答えを決めて書き込み、もう一度実行すると結果が出ます。", "Write your answer down and run the cell again to see the result."))
		return false
	}
	if !slices.Contains(options, yours) {
		fmt.Printf(lang.T("「%s」は選択肢にありません。選択肢: %s\n", "“%s” is not one of the options: %s\n"), yours, strings.Join(options, lang.T("、", ", ")))
		return false
	}
	fmt.Printf(lang.T("あなたの予想: %s\n", "You predict: %s\n"), yours)
	right, problem := guard(result)
	switch {
	case problem != "":
		fmt.Println("✗", problem)
	case right == yours:
		fmt.Printf(lang.T("✓ 予想どおり、結果は「%s」です。\n", "✓ as you predicted: %s.\n"), right)
	default:
		fmt.Printf(lang.T("△ 結果は「%s」です。どこで予想と分かれたか考えてみましょう。\n", "△ it is: %s. Where did your prediction and the result part?\n"), right)
	}
	return true
}
