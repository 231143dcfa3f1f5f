// Package lang finds the language a notebook is read in, for GoNB; all else asks
// internal/words.
package lang

import (
	"os"
	"path/filepath"
	"strings"
)

// Current is "ja" or "en". What is found first holds:
//
//   - the environment variable GOLESSONS_LANG;
//   - a folder called ja or en in the notebook's path (GONB_DIR, which the
//     kernel sets, else the working directory);
//   - the locale (LC_ALL, LC_MESSAGES, LANG);
//   - "en".
func Current() string {
	if l := known(os.Getenv("GOLESSONS_LANG")); l != "" {
		return l
	}
	if l := inPath(os.Getenv("GONB_DIR")); l != "" {
		return l
	}
	if dir, err := os.Getwd(); err == nil {
		if l := inPath(dir); l != "" {
			return l
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			if strings.HasPrefix(value, "ja") {
				return "ja"
			}
			return "en"
		}
	}
	return "en"
}

func known(s string) string {
	if s == "ja" || s == "en" {
		return s
	}
	return ""
}

// inPath is the last element of path that names a language.
func inPath(path string) string {
	elements := strings.Split(filepath.ToSlash(path), "/")
	for i := len(elements) - 1; i >= 0; i-- {
		if l := known(elements[i]); l != "" {
			return l
		}
	}
	return ""
}
