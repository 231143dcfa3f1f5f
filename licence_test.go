//go:build unix

package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestLicence(t *testing.T) {
	if text := read(t, "LICENSE"); !strings.Contains(text, "Apache License") || !strings.Contains(text, "Version 2.0, January 2004") {
		t.Error("LICENSE is not the text of the Apache License 2.0")
	}
	if text := read(t, "CITATION.cff"); !strings.Contains(text, "\nlicense: Apache-2.0\n") {
		t.Error("CITATION.cff names another licence than LICENSE")
	}
	// Each language's start page and the README name the lecture and the licence.
	for file, lecture := range map[string]string{
		"README.md": "lecture 10", "NOTICE": "lecture 10",
		"lessons/en/index.md": "number 10", "lessons/ja/index.md": "第 10 回",
	} {
		if text := read(t, file); !strings.Contains(text, lecture) || !strings.Contains(text, "Apache License") {
			t.Errorf("%s does not name the lecture (%q) and the licence", file, lecture)
		}
	}
}

// Files that came from elsewhere have their licence beside them, and NOTICE names
// it.
func TestNoticeNamesEveryOtherLicence(t *testing.T) {
	notice := read(t, "NOTICE")
	licence := regexp.MustCompile(`^(OFL|LICEN[CS]E|COPYING)`)
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && file != "." && (strings.HasPrefix(name, ".") || name == "node_modules") {
			return fs.SkipDir
		}
		foreign := licence.MatchString(name) && file != "LICENSE"
		for _, ending := range []string{".ttf", ".otf", ".woff2", ".min.js"} {
			foreign = foreign || strings.HasSuffix(name, ending)
		}
		if foreign && !d.IsDir() && !strings.Contains(notice, filepath.ToSlash(file)) {
			t.Errorf("NOTICE does not name %s", file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
