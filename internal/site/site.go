// Package site writes the lessons as web pages that can be read without
// Jupyter, without a server and without a network: with their figures,
// formulas, sliders and hints, and with the outputs that they have. Nothing is
// run.
//
// nbconvert makes HTML of the cells and latex2mathml makes MathML of the
// formulas (convert.py); browsers draw that by themselves, with the font that
// is put beside the pages.
package site

import (
	"context"
	_ "embed"
	"errors"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// A Builder writes sites.
type Builder struct {
	Python string   // an interpreter that has nbconvert and latex2mathml
	Env    []string // its environment
	// Lessons is the folder with the lessons, Files names those to write in
	// it, as ja/02_relu.ipynb, and Languages orders the folders.
	Lessons   string
	Files     []string
	Languages []string
}

// Build writes the site into dir and returns how many lessons and bytes it
// has. Pages that an earlier site had there and this one has not are removed.
func (b *Builder) Build(ctx context.Context, dir string) (lessons int, size int64, err error) {
	old, err := earlier(dir)
	if err != nil {
		return 0, 0, err
	}
	files, lessons, err := b.files(ctx)
	if err != nil {
		return 0, 0, err
	}
	// A folder in which something is left of a site that was interrupted is
	// still ours: the mark comes first, and lists both.
	var names []string
	for name, data := range files {
		names = append(names, name)
		size += int64(len(data))
	}
	slices.Sort(names)
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
		os.Remove(filepath.Dir(file)) // if that was the last one
	}
	return lessons, size, mark(dir, names)
}
