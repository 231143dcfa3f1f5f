package lab

import (
	"os"
	"path/filepath"
	"strings"

	"golessons/internal/course"
)

// Page is what a server opens first, below its URL.
func Page(c course.Course, lang string) string {
	if _, err := os.Stat(filepath.Join(c.Dir, lang, course.StartPage)); err == nil {
		return "lab/tree/" + lang + "/" + course.StartPage
	}
	if files, err := c.Shipped(); err == nil {
		for _, f := range files {
			if strings.HasPrefix(f, lang+string(filepath.Separator)) {
				return "lab/tree/" + filepath.ToSlash(f)
			}
		}
	}
	return "lab"
}
