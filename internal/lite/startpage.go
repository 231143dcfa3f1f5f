package lite

import (
	"bytes"
	"strings"
)

// inBrowser returns the start page of a language as it is true in the browser. The page of a
// computer says in its table what to type in the folder of the course.
func inBrowser(lang string, page []byte) []byte {
	var out bytes.Buffer
	for line := range strings.Lines(string(page)) {
		switch {
		case strings.Contains(line, "`go run . -lang "):
			line = said(lang)["menu language"] + "\n"
		case strings.Contains(line, "`go run . reset "):
			line = said(lang)["reset"] + "\n"
		}
		out.WriteString(line)
	}
	return out.Bytes()
}
