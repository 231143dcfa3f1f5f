package launch

import (
	"os"
	"path/filepath"
	"strings"
)

// page is what a server opens first, below its URL.
func page(c Course, lang string) string {
	if _, err := os.Stat(filepath.Join(c.Dir, lang, startPage)); err == nil {
		return "lab/tree/" + lang + "/" + startPage
	}
	if files, err := c.shipped(); err == nil {
		for _, f := range files {
			if strings.HasPrefix(f, lang+string(filepath.Separator)) {
				return "lab/tree/" + filepath.ToSlash(f)
			}
		}
	}
	return "lab"
}
