// Package words holds what the course says to a learner, in each of its
// languages.
//
// The English sentence stands in the code, and is the key to the sentence in
// another language, as in gettext:
//
//	words.Sprintf("layer %d", 2) // "layer 2", "層 2"
//
// A language is one file; README.md tells how to add one.
//
// Every cell links this package, and GoNB is built with it: it imports nothing
// but what those have anyway.
package words

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// T returns the English sentence in the current language.
func T(english string) string { return current().T(english) }

// T returns the English sentence in l.
func (l *Language) T(english string) string {
	if translated := l.Sentences[english]; translated != "" {
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

// Sprintf is like fmt.Sprintf, with the format in the current language. Each of
// these functions calls its namesake in fmt with the format as it came, so that
// go vet checks the arguments against the English format.
func Sprintf(format string, args ...any) string { return current().Sprintf(format, args...) }

// Sprintf is like fmt.Sprintf, with the format in l.
func (l *Language) Sprintf(format string, args ...any) string {
	if translated := l.T(format); translated != format {
		return fmt.Sprintf(translated, args...)
	}
	return fmt.Sprintf(format, args...)
}

// Errorf is like fmt.Errorf, with the format in the current language.
func Errorf(format string, args ...any) error {
	if translated := T(format); translated != format {
		return fmt.Errorf(translated, args...)
	}
	return fmt.Errorf(format, args...)
}

// Error returns an error with the sentence in the current language.
func Error(english string) error { return errors.New(T(english)) }

// Printf is like fmt.Printf, with the format in the current language.
func Printf(format string, args ...any) { Fprintf(os.Stdout, format, args...) }

// Fprintf is like fmt.Fprintf, with the format in the current language.
func Fprintf(w io.Writer, format string, args ...any) {
	if translated := T(format); translated != format {
		fmt.Fprintf(w, translated, args...)
		return
	}
	fmt.Fprintf(w, format, args...)
}
