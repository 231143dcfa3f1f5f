package words

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// used is the language that Use has set.
var used atomic.Pointer[Language]

// Use makes the language with the tag the current one, whatever the environment
// says; "" leaves it to the environment again. The launcher, which is asked for
// a language, uses it; helpers do not.
func Use(tag string) { used.Store(Find(tag)) }

// Current returns the tag of the language that is spoken. The first of these
// that names a language decides:
//
//   - what Use has set;
//   - the environment variable GOLESSONS_LANG;
//   - a folder with a language's tag for a name in the notebook's path
//     (GONB_DIR, which the kernel sets, else the working directory);
//   - the locale.
func Current() string { return current().Tag }

func current() *Language {
	if l := used.Load(); l != nil {
		return l
	}
	if l := Find(os.Getenv("GOLESSONS_LANG")); l != nil {
		return l
	}
	if l := inPath(os.Getenv("GONB_DIR")); l != nil {
		return l
	}
	if dir, err := os.Getwd(); err == nil {
		if l := inPath(dir); l != nil {
			return l
		}
	}
	return ofLocale(os.Getenv)
}

// Preferred returns the tag of the language that GOLESSONS_LANG names, else the
// locale's: what somebody has asked for who has no notebook open.
func Preferred(getenv func(string) string) string {
	if l := Find(getenv("GOLESSONS_LANG")); l != nil {
		return l.Tag
	}
	return OfLocale(getenv)
}

// OfLocale returns the tag of the locale's language (LC_ALL, LC_MESSAGES,
// LANG), or English's if the course does not have that language.
func OfLocale(getenv func(string) string) string { return ofLocale(getenv).Tag }

func ofLocale(getenv func(string) string) *Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name) // ja_JP.UTF-8
		if value == "" {
			continue
		}
		tag := strings.ToLower(value)
		if end := strings.IndexAny(tag, "_-.@"); end >= 0 {
			tag = tag[:end]
		}
		if l := Find(tag); l != nil {
			return l
		}
		break
	}
	return &english
}

// inPath returns the language that the last such element of path names.
func inPath(path string) *Language {
	elements := strings.Split(filepath.ToSlash(path), "/")
	for i := len(elements) - 1; i >= 0; i-- {
		if l := Find(elements[i]); l != nil {
			return l
		}
	}
	return nil
}
