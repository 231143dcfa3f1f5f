// Package words holds what the course says to a learner, in each of its
// languages.
//
// The English sentence stands in the code, and is the key by which another
// language has its own, as in gettext:
//
//	words.Sprintf("layer %d", 2) // "layer 2", "層 2"
//
// A language is one file: [english] and [japanese] show what it holds.
//
// Every cell links this package, and GoNB is built with it: it imports nothing
// but what those have anyway.
package words

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A Language is what the course says in one language. What it lacks is said in
// English.
type Language struct {
	Tag    string // "ja": its folder of notebooks, and the value of GOLESSONS_LANG
	Name   string // what its speakers call it: "日本語"
	Locale string // "ja_JP"

	// Count writes how many there are of an English noun whose plural ends in
	// s. A language whose sentences have the noun themselves writes n alone.
	Count func(n int, noun string) string

	// Sentences are the sentences by the English ones. A translation has the
	// verbs of its English sentence, for the same arguments; where their order
	// differs, they say which argument they mean: %[2]d.
	Sentences map[string]string
}

// languages are all, in the order in which they are offered.
var languages = []*Language{&japanese, &english}

// All returns the languages, in the order in which they are offered.
func All() []*Language { return append([]*Language(nil), languages...) }

// Find returns the language with the tag, or nil.
func Find(tag string) *Language {
	for _, l := range languages {
		if l.Tag == tag {
			return l
		}
	}
	return nil
}

// Add adds a language to the others until remove is called. It is for tests.
func Add(l *Language) (remove func()) {
	before := languages
	languages = append(All(), l)
	return func() { languages = before }
}

// Current returns the tag of the language a notebook is read in. What is found
// first holds:
//
//   - the environment variable GOLESSONS_LANG;
//   - a folder with a language's tag for a name in the notebook's path
//     (GONB_DIR, which the kernel sets, else the working directory);
//   - the locale (LC_ALL, LC_MESSAGES, LANG);
//   - English.
func Current() string { return current().Tag }

func current() *Language {
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
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			for _, l := range languages {
				if strings.HasPrefix(value, l.Tag) {
					return l
				}
			}
			return &english
		}
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

// T returns the English sentence in the current language.
func T(english string) string {
	if translated := current().Sentences[english]; translated != "" {
		return translated
	}
	return english
}

// Count writes how many there are of an English noun, as the current language
// has it in a sentence: "2 values", "2".
func Count(n int, noun string) string {
	if count := current().Count; count != nil {
		return count(n, noun)
	}
	return english.Count(n, noun)
}

// Sprintf is fmt.Sprintf with the format in the current language. So are the
// other functions; that each calls its namesake in fmt with the format as it
// came lets go vet check what is given against the English format.
func Sprintf(format string, args ...any) string {
	if translated := T(format); translated != format {
		return fmt.Sprintf(translated, args...)
	}
	return fmt.Sprintf(format, args...)
}

// Errorf is fmt.Errorf with the format in the current language.
func Errorf(format string, args ...any) error {
	if translated := T(format); translated != format {
		return fmt.Errorf(translated, args...)
	}
	return fmt.Errorf(format, args...)
}

// Error returns an error with the sentence in the current language.
func Error(english string) error { return errors.New(T(english)) }

// Printf is fmt.Printf with the format in the current language.
func Printf(format string, args ...any) { Fprintf(os.Stdout, format, args...) }

// Fprintf is fmt.Fprintf with the format in the current language.
func Fprintf(w io.Writer, format string, args ...any) {
	if translated := T(format); translated != format {
		fmt.Fprintf(w, translated, args...)
		return
	}
	fmt.Fprintf(w, format, args...)
}
