//go:build unix

package main

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every link, also on the pages for a class and in the lessons, leads to a file that
// exists and to a heading in it.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	links := 0
	err := filepath.WalkDir(".", func(page string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && page != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules") {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".md" {
			return nil
		}
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			u, err := url.Parse(m[1])
			if err != nil {
				t.Errorf("%s: %v", page, err)
				continue
			}
			if u.IsAbs() {
				continue
			}
			links++
			file := page
			if u.Path != "" {
				file = filepath.Join(filepath.Dir(page), filepath.FromSlash(u.Path))
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			} else if u.Fragment != "" && !headings(read(t, file))[u.Fragment] {
				t.Errorf("%s links to %s, and %s has no such heading", page, m[1], file)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if links < 40 {
		t.Errorf("only %d links", links)
	}
}

// headings returns the fragments that GitHub gives to the headings of a page.
func headings(page string) map[string]bool {
	fragments := map[string]bool{}
	heading := regexp.MustCompile(`(?m)^#+ (.*)$`)
	dropped := regexp.MustCompile(`[^\p{L}\p{N}\p{M}_ -]`)
	for _, m := range heading.FindAllStringSubmatch(page, -1) {
		fragment := dropped.ReplaceAllString(strings.ToLower(m[1]), "")
		fragments[strings.ReplaceAll(fragment, " ", "-")] = true
	}
	return fragments
}
