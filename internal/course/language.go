package course

import "strings"

// LocaleLanguage returns the language of the locale: ja for a Japanese one and
// en for all others.
func LocaleLanguage(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "ja") {
				return "ja"
			}
			return "en"
		}
	}
	return "en"
}

// Languages are the languages that the lessons are in.
var Languages = []string{"ja", "en"}

// whereText has the sentences of a language about where the learner was.
type whereText struct{ first, last, date, solved string }

var whereTexts = map[string]whereText{
	"ja": {
		first:  "**はじめての方へ**: %s から始めましょう。\n",
		last:   "**前回の続き**: %s(%s に保存)。\n\n",
		date:   "2006年1月2日 15:04",
		solved: "- %s: 練習問題 %[3]d 問中 %[2]d 問正解\n",
	},
	"en": {
		first:  "**New here?** Begin with %s.\n",
		last:   "**Where you were:** %s (saved %s).\n\n",
		date:   "2 January 2006, 15:04",
		solved: "- %s: %d of %d exercises solved\n",
	},
}
