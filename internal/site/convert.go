package site

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"golessons/helpers/handlers"
	"golessons/internal/words"
)

// startPage is the name of a language's own start page, which is written as its
// index.html.
const startPage = "index.md"

// A source is a file that becomes a page.
type source struct {
	lang, name string // ja, 02_relu.ipynb
	converted
}

// page returns the name of the source's page, such as 02_relu.html.
func (s *source) page() string {
	return strings.TrimSuffix(s.name, path.Ext(s.name)) + ".html"
}

// A converted source is what convert.py returns for it.
type converted struct {
	Title       string
	Description string
	List        template.HTML // what the lesson teaches
	Sections    []section
	Body        template.HTML
}

// sources lists the start pages and the lessons, in the order of the menu.
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
		return nil, words.Errorf("there are no lessons in %s", b.Lessons)
	}
	return sources, nil
}

// folds returns what the folded parts of a page are called, and the word before the
// colon with which the heading of an optional part begins.
func folds(lang string) map[string]string {
	w := words.In(lang)
	return map[string]string{"came": w.T("Show what came"), "code": w.T("Show the code"), "optional": w.T("Optional")}
}

// convert runs convert.py on all sources at once, fills in what it makes of them,
// and returns the style sheet for the colours of code.
func (b *Builder) convert(ctx context.Context, sources []*source) (css string, err error) {
	type in struct {
		File  string            `json:"file"`
		Lang  string            `json:"lang"`
		Links map[string]string `json:"links"`
		Words map[string]string `json:"words"`
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
		pages = append(pages, in{filepath.Join(b.Lessons, s.lang, s.name), s.lang, links, folds(s.lang)})
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
