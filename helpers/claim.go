package helpers

import "fmt"

// Claim prints a statement of the lesson's text, with ✓ if ok and with ✗ if not,
// and returns ok. The tests run every lesson with several seeds and accept no ✗.
func Claim(text string, ok bool) bool {
	mark := "✗"
	if ok {
		mark = "✓"
	}
	fmt.Println(mark, text)
	return ok
}
