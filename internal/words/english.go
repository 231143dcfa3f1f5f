package words

import "fmt"

// English needs no Sentences: the sentence is the key.
var english = Language{
	Tag:    "en",
	Name:   "English",
	Locale: "en_US",
	Count: func(n int, noun string) string {
		if n == 1 {
			return "1 " + noun
		}
		return fmt.Sprint(n, " ", noun, "s")
	},
}
