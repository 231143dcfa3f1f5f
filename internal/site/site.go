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
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golessons/helpers/handlers"
	"golessons/internal/plainfile"
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

// startPage is the page of a language that is written as its index.html.
const startPage = "index.md"

// markFile says that a folder is a site of ours, and lists what is in it.
const markFile = ".golessons-site"

// A source is a file that becomes a page.
type source struct {
	lang, name string // ja, 02_relu.ipynb
	converted
}

// page is the name of the source's page: 02_relu.html.
func (s *source) page() string {
	return strings.TrimSuffix(s.name, path.Ext(s.name)) + ".html"
}

// converted is what convert.py makes of a source.
type converted struct {
	Title       string
	Description string
	List        template.HTML
	Sections    []section
	Body        template.HTML
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

// earlier lists the files of the site that is in dir. It fails when something
// else is there.
func earlier(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil, nil
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; name a folder for the site", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read %s (%v); name another folder", dir, cause(err))
	}
	data, err := plainfile.Read(filepath.Join(dir, markFile), plainfile.Large)
	if err != nil {
		return nil, fmt.Errorf("%s has files in it that are no site of ours; name a new or an empty folder", dir)
	}
	var files []string
	for name := range strings.Lines(string(data)) {
		if name = strings.TrimSuffix(name, "\n"); filepath.IsLocal(name) {
			files = append(files, name)
		}
	}
	return files, nil
}

func mark(dir string, names []string) error {
	slices.Sort(names)
	return write(filepath.Join(dir, markFile), []byte(strings.Join(slices.Compact(names), "\n")+"\n"))
}

// files makes all files of the site, by their name in it.
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
		".nojekyll":                nil, // GitHub Pages takes the pages as they are
		"style.css":                []byte(style + "\n" + css),
		"stixtwomath-subset.woff2": font,
		"stixtwomath-OFL.txt":      fontLicence,
	}
	add := func(name string, p page) error {
		var out bytes.Buffer
		p.Root = strings.Repeat("../", strings.Count(name, "/"))
		if err := pageTemplate.Execute(&out, p); err != nil {
			return err
		}
		files[name] = out.Bytes()
		return nil
	}
	exists := map[string]*source{}
	for _, s := range sources {
		exists[s.lang+"/"+s.name] = s
	}
	var root []link
	for _, lang := range b.Languages {
		start := exists[lang+"/"+startPage]
		of := slices.DeleteFunc(slices.Clone(sources), func(s *source) bool { return s.lang != lang || s == start })
		if len(of) == 0 {
			continue
		}
		t := textsOf(lang)
		var course []link
		for _, s := range of {
			course = append(course, link{s.page(), s.Title, lang})
		}
		index := page{Lang: lang, Text: t, Title: t.Course, Description: t.About, Index: "index.html", Next: &course[0],
			Others: b.others(lang, startPage, func(other string) bool {
				return slices.ContainsFunc(sources, func(s *source) bool { return s.lang == other })
			})}
		if start != nil {
			index.Title, index.Body = start.Title, start.Body
		} else {
			for i, s := range of {
				index.Lessons = append(index.Lessons, lesson{course[i], s.List})
			}
		}
		if err := add(lang+"/index.html", index); err != nil {
			return nil, 0, err
		}
		root = append(root, link{lang + "/index.html", t.Language, lang})
		for i, s := range of {
			p := page{Lang: lang, Text: t, Title: s.Title, Description: s.Description, Sections: s.Sections, Body: s.Body, Index: "index.html",
				Course: slices.Clone(course), Others: b.others(lang, s.name, func(other string) bool {
					return exists[other+"/"+s.name] != nil
				})}
			p.Course[i].To = ""
			if i > 0 {
				p.Previous = &course[i-1]
			}
			if i < len(of)-1 {
				p.Next = &course[i+1]
			}
			if err := add(lang+"/"+s.page(), p); err != nil {
				return nil, 0, err
			}
			lessons++
		}
	}
	return files, lessons, add("index.html", page{Lang: "en", Title: "golessons", Description: textsOf("en").About, Text: textsOf("en"), Choice: root})
}

// others are the links to the same page in the other languages that have it.
func (b *Builder) others(lang, name string, has func(other string) bool) []link {
	var links []link
	for _, other := range b.Languages {
		if other != lang && has(other) {
			s := source{lang: other, name: name}
			links = append(links, link{"../" + other + "/" + s.page(), textsOf(other).Language, other})
		}
	}
	return links
}

func (b *Builder) sources() ([]*source, error) {
	var sources []*source
	for _, lang := range b.Languages {
		if _, err := os.Stat(filepath.Join(b.Lessons, lang, startPage)); err == nil {
			sources = append(sources, &source{lang: lang, name: startPage})
		}
	}
	for _, f := range b.Files {
		lang, name := path.Split(filepath.ToSlash(f))
		sources = append(sources, &source{lang: path.Clean(lang), name: name})
	}
	if len(b.Files) == 0 {
		return nil, fmt.Errorf("there are no lessons in %s", b.Lessons)
	}
	return sources, nil
}

// convert fills in the sources and returns the colours of the code.
func (b *Builder) convert(ctx context.Context, sources []*source) (css string, err error) {
	type in struct {
		File  string            `json:"file"`
		Lang  string            `json:"lang"`
		Links map[string]string `json:"links"`
	}
	var pages []in
	for _, s := range sources {
		links := map[string]string{}
		for _, to := range sources {
			links["../"+to.lang+"/"+to.name] = "../" + to.lang + "/" + to.page()
			if to.lang == s.lang {
				links[to.name] = to.page()
			}
		}
		pages = append(pages, in{filepath.Join(b.Lessons, s.lang, s.name), s.lang, links})
	}
	asked, err := json.Marshal(map[string]any{"pages": pages, "handlers": handlers.All()})
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, b.Python, "-c", convertScript)
	cmd.Env = b.Env
	cmd.Stdin = bytes.NewReader(asked)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		if lines := strings.Split(strings.TrimSpace(said.String()), "\n"); lines[0] != "" {
			err = errors.New(lines[len(lines)-1])
		}
		return "", fmt.Errorf("nbconvert: %w", err)
	}
	var answer struct {
		Failed string
		Pages  []converted
		CSS    string
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		return "", fmt.Errorf("nbconvert: %w", err)
	}
	if answer.Failed != "" {
		return "", errors.New(answer.Failed)
	}
	for i, c := range answer.Pages {
		if c.Title == "" {
			c.Title = sources[i].name
		}
		sources[i].converted = c
	}
	return answer.CSS, nil
}

// write writes a file unless it is there already as it should be.
func write(file string, data []byte) error {
	if now, err := plainfile.Read(file, plainfile.Large); err == nil && bytes.Equal(now, data) {
		return nil
	}
	if err := plainfile.Write(file, data); err != nil {
		return unwritable(file, err)
	}
	return nil
}

func unwritable(file string, err error) error {
	return fmt.Errorf("cannot write %s (%v); name another folder", file, cause(err))
}

// cause is an error of a file without the file's name.
func cause(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}
