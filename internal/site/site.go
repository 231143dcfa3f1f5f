// Package site writes the lessons as web pages that can be read without
// Jupyter, without a server and without a network: with their figures,
// formulas, sliders, hints and predictions, and with the outputs that they have.
// Nothing is run. What a cell shows that answers a prediction is folded, and so are
// code that is folded in JupyterLab and optional parts.
//
//	lessons/*/*.ipynb ─ convert.py ─ source ─ menu.go ─ page ─ page.html ─ *.html
//	                  nbconvert,              which page     the template,
//	                  latex2mathml            leads where    with the policy
//
// The parts:
//
//   - site.go: what a site is made from, and building it.
//   - convert.go, convert.py: HTML from cells (nbconvert), MathML from formulas
//     (latex2mathml), which browsers draw with the font beside the pages.
//   - menu.go: which pages there are, and the menu of each.
//   - page.go, page.html: what is on a page, and its words.
//   - assets/page.js: opens and closes the menu, shows in it where the reader is,
//     and opens what is folded for a link and for paper.
//   - assets/style.css: what pages look like, on screen and on paper.
//   - policy.go: which scripts a page may run.
//   - folder.go: the folder that the site is written to.
//
// `go run . site` (internal/cli) calls it.
package site

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

var (
	//go:embed convert.py
	convertScript string
	//go:embed page.html
	pageText string
	//go:embed assets/style.css
	style string
	//go:embed assets/page.js
	script string
	//go:embed assets/stixtwomath-subset.woff2
	font []byte
	//go:embed assets/OFL.txt
	fontLicence []byte
)

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// runFolder is the folder of a site with the course that runs.
const runFolder = "run"

// A Builder writes sites.
type Builder struct {
	Python string   // an interpreter that has nbconvert and latex2mathml
	Env    []string // its environment
	// Lessons is the folder with the lessons. Files names those to write, relative
	// to it, such as ja/02_relu.ipynb. Languages gives the order of its folders.
	Lessons   string
	Files     []string
	Languages []string
	// Run has the files of the course that runs in the browser, by their names in the
	// folder run; it has run/ja/index.html, which opens a lesson of any language. Without
	// it there are only the pages to read.
	Run map[string][]byte
}

// Build writes the site into dir and returns how many lessons and bytes it
// has. It removes the pages of an earlier site in dir that the new one does not
// have.
func (b *Builder) Build(ctx context.Context, dir string) (lessons int, size int64, err error) {
	old, err := earlier(dir)
	if err != nil {
		return 0, 0, err
	}
	files, lessons, err := b.files(ctx)
	if err != nil {
		return 0, 0, err
	}
	var names []string
	for name, data := range files {
		names = append(names, name)
		size += int64(len(data))
	}
	slices.Sort(names)
	// The mark comes first and lists the old files too: if we are interrupted, the
	// folder is still ours, and the next site removes what is left.
	if err := mark(dir, append(slices.Clone(names), old...)); err != nil {
		return 0, 0, err
	}
	for _, name := range names {
		if err := write(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return 0, 0, err
		}
	}
	for _, name := range old {
		if _, ok := files[name]; ok {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, 0, unwritable(file, err)
		}
		for up := filepath.Dir(filepath.FromSlash(name)); up != "."; up = filepath.Dir(up) {
			if os.Remove(filepath.Join(dir, up)) != nil {
				break // it has other files
			}
		}
	}
	return lessons, size, mark(dir, names)
}

// files returns all files of the site, by their names, and how many lessons
// there are.
func (b *Builder) files(ctx context.Context) (files map[string][]byte, lessons int, err error) {
	sources, err := b.sources()
	if err != nil {
		return nil, 0, err
	}
	css, err := b.convert(ctx, sources)
	if err != nil {
		return nil, 0, err
	}
	files = map[string][]byte{
		".nojekyll":                nil, // so that GitHub Pages leaves the pages as they are
		"style.css":                []byte(style + "\n" + css),
		"stixtwomath-subset.woff2": font,
		"stixtwomath-OFL.txt":      fontLicence,
	}
	courses := courses(b.Languages, sources)
	for _, c := range courses {
		lessons += len(c.lessons)
	}
	for name, p := range pages(courses, b.Run != nil) {
		var out bytes.Buffer
		p.Root = strings.Repeat("../", strings.Count(name, "/"))
		if err := pageTemplate.Execute(&out, p); err != nil {
			return nil, 0, err
		}
		files[name] = out.Bytes()
	}
	for name, data := range b.Run {
		files[runFolder+"/"+name] = data
	}
	return files, lessons, nil
}
