// Package goplsclient stands in for GoNB's package of that name in the kernel that
// runs in a browser, where there is no gopls: package complete answers in its
// place, from the compiled packages and their documentation, which the page's
// worker fetches.
package goplsclient

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"unicode/utf8"

	"golessons/internal/kernel/complete"
	"golessons/internal/kernel/explain"
	"golessons/internal/lite/kernel/goimports"
	"golessons/internal/lite/kernel/page"
)

// A Client answers what GoNB asks gopls.
type Client struct {
	dir       string // the program's
	completer complete.Completer
}

// New returns a client for the program in a folder.
func New(dir string) *Client {
	c := &Client{dir: dir, completer: complete.Completer{
		Open: func(importPath string) (io.ReadCloser, error) {
			if err := page.Current.Archive(importPath); err != nil {
				return nil, err
			}
			return os.Open(page.Archive(importPath))
		},
		Known: goimports.Known().Paths,
		Docs:  func(importPath string) ([]byte, error) { return page.Current.Docs(importPath) },
	}}
	explain.Offers = c.completer.Exported
	return c
}

// Start does nothing: there is nothing to start.
func (*Client) Start() error { return nil }

// Shutdown does nothing.
func (*Client) Shutdown() {}

// NotifyDidOpenOrChange does nothing: files are read when something is asked.
func (*Client) NotifyDidOpenOrChange(context.Context, string) error { return nil }

// ConsumeMessages returns none.
func (*Client) ConsumeMessages() []string { return nil }

// Definition returns the help on the name at a place in a file, in Markdown.
func (c *Client) Definition(_ context.Context, file string, line, column int) (markdown string, err error) {
	code, err := c.code(file, line, column)
	if err != nil {
		return "", err
	}
	return c.completer.Help(code), nil
}

// Complete returns what may stand at a place in a file, what each is, as JupyterLab
// calls it, and how many characters before the place it is for.
func (c *Client) Complete(_ context.Context, file string, line, column int) (matches, kinds []string, replace int, err error) {
	code, err := c.code(file, line, column)
	if err != nil {
		return nil, nil, 0, err
	}
	found := c.completer.Complete(code)
	for _, m := range found.Matches {
		matches = append(matches, m.Text)
		kinds = append(kinds, string(m.Kind))
	}
	return matches, kinds, utf8.RuneCountInString(code.Cell[found.Start:found.End]), nil
}

// code returns a file with the cursor in it, and what GoNB has written of earlier
// cells where the cell could not be parsed.
func (c *Client) code(file string, line, column int) (complete.Code, error) {
	cell, err := os.ReadFile(file)
	if err != nil {
		return complete.Code{}, err
	}
	earlier, _ := os.ReadFile(filepath.Join(c.dir, "other.go")) // there may be none
	return complete.Code{Earlier: string(earlier), Cell: string(cell), Offset: complete.At(string(cell), line, column)}, nil
}
