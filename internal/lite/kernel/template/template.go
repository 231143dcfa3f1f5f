// Package template stands in for text/template in the kernel that runs in a
// browser. GoNB writes with it what a kernel in a browser never shows: pages for
// %wasm, errors without package explain, and the script of widgets, which finds the
// kernel on a Jupyter server. The real one is a tenth of the kernel, with all that
// the linker keeps because of it.
package template

import (
	"errors"
	"io"
)

// A Template makes nothing.
type Template struct{}

// New returns a template.
func New(string) *Template { return &Template{} }

// Parse returns the template.
func (t *Template) Parse(string) (*Template, error) { return t, nil }

// Execute returns an error.
func (*Template) Execute(io.Writer, any) error { return errors.New("not possible in a browser") }

// Must returns the template.
func Must(t *Template, _ error) *Template { return t }
