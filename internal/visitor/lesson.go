package visitor

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"golessons/internal/notebook"
)

//go:embed visitor.js
var script string

// opening is how long the page and a kernel may take until they are there.
const opening = 2 * time.Minute

// AppURL returns the address of the page in which a notebook runs, in a language, below
// the site's own address.
func AppURL(site, language, file string) string {
	url := site + "run/" + language + "/index.html"
	if file != "" {
		url += "?path=" + file
	}
	return url
}

// A Lesson is a notebook that is open in JupyterLab.
type Lesson struct {
	*Page
	Path string // such as ja/02_relu.ipynb
}

// OpenLesson opens a notebook of the site in a new tab, and waits for its kernel.
func (b *Browser) OpenLesson(site, language, file string) (*Lesson, error) {
	p, err := b.Open(AppURL(site, language, file))
	if err != nil {
		return nil, err
	}
	l, err := p.Lesson(file)
	if err != nil {
		p.Picture("failed")
		p.Close()
		return nil, err
	}
	return l, nil
}

// Prepare waits until JupyterLab is there.
func (p *Page) Prepare() error {
	if err := p.Until("JupyterLab starts", opening, `globalThis.jupyterapp?.restored.then(() => true)`); err != nil {
		return err
	}
	_, err := Ask[bool](p, script+"; true")
	return err
}

// Lesson waits until a notebook, which the page's address names, is open and has a
// kernel.
func (p *Page) Lesson(file string) (*Lesson, error) {
	if err := p.Prepare(); err != nil {
		return nil, err
	}
	l := &Lesson{p, file}
	return l, l.Ready()
}

// Ready waits until the notebook is open and has a kernel.
func (l *Lesson) Ready() error {
	return l.Until(l.Path+" has a kernel", opening, l.call("ready"))
}

// New writes a notebook into the browser's storage and opens it in this page.
func (p *Page) New(file string, nb *notebook.Notebook) (*Lesson, error) {
	if err := p.Prepare(); err != nil {
		return nil, err
	}
	data, err := nb.Bytes()
	if err != nil {
		return nil, err
	}
	if _, err := Ask[bool](p, fmt.Sprintf("visitor.write(%s, %s).then(() => true)", quote(file), data)); err != nil {
		return nil, err
	}
	return p.Beside(file)
}

// Beside opens a notebook in this page, beside those that are open.
func (p *Page) Beside(file string) (*Lesson, error) {
	l := &Lesson{p, file}
	if _, err := Ask[bool](p, l.call("open")+".then(() => true)"); err != nil {
		return nil, err
	}
	return l, l.Ready()
}

// quote returns a value as JavaScript.
func quote(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // there are only strings and numbers
	}
	return string(data)
}

// call returns the call of a function of visitor.js with the notebook's path.
func (l *Lesson) call(function string, args ...any) string {
	list := []string{quote(l.Path)}
	for _, a := range args {
		list = append(list, quote(a))
	}
	return "visitor." + function + "(" + strings.Join(list, ", ") + ")"
}

// do calls a function of visitor.js and waits for it.
func (l *Lesson) do(function string, args ...any) error {
	_, err := Ask[bool](l.Page, "Promise.resolve("+l.call(function, args...)+").then(() => true)")
	return err
}

// Notebook returns the notebook as it is in the page.
func (l *Lesson) Notebook() (*notebook.Notebook, error) {
	data, err := Ask[string](l.Page, l.call("notebook"))
	if err != nil {
		return nil, err
	}
	return notebook.Parse([]byte(data))
}

// Stored returns the notebook as the browser has stored it, or as the site has it.
func (l *Lesson) Stored() (*notebook.Notebook, error) {
	data, err := Ask[string](l.Page, l.call("read"))
	if err != nil {
		return nil, err
	}
	return notebook.Parse([]byte(data))
}

// Change writes other code into a cell, as if it had been typed.
func (l *Lesson) Change(cell int, source string) error { return l.do("change", cell, source) }

// Activate makes a cell the one that keys are about. The notebook comes to the front.
func (l *Lesson) Activate(cell int) error { return l.do("activate", cell) }

// Save saves the notebook.
func (l *Lesson) Save() error { return l.do("save") }

// StartAll starts to run all cells.
func (l *Lesson) StartAll() error { return l.do("runAll") }

// StartCell starts to run a cell.
func (l *Lesson) StartCell(cell int) error { return l.do("runCell", cell) }

// Idle returns the script that says whether no cell of the notebook runs or waits, for
// Until.
func (l *Lesson) Idle() string { return l.call("busy") + " === 0" }

// Wait waits until what was started has ended, and returns how long it took.
func (l *Lesson) Wait(limit time.Duration) (time.Duration, error) {
	err := l.Until("the cells of "+l.Path+" end", limit, l.call("run")+".done && "+l.Idle())
	if err != nil {
		return 0, err
	}
	state, err := Ask[struct {
		Failed string
		Took   float64
	}](l.Page, l.call("run"))
	if err == nil && state.Failed != "" {
		err = errors.New(state.Failed)
	}
	return time.Duration(state.Took * float64(time.Millisecond)), err
}

// RunAll runs all cells and returns the notebook with their outputs.
func (l *Lesson) RunAll(limit time.Duration) (*notebook.Notebook, time.Duration, error) {
	if err := l.StartAll(); err != nil {
		return nil, 0, err
	}
	took, err := l.Wait(limit)
	if err != nil {
		return nil, 0, err
	}
	nb, err := l.Notebook()
	return nb, took, err
}

// RunCell runs a cell and returns it with its outputs.
func (l *Lesson) RunCell(cell int, limit time.Duration) (*notebook.Cell, time.Duration, error) {
	if err := l.StartCell(cell); err != nil {
		return nil, 0, err
	}
	took, err := l.Wait(limit)
	if err != nil {
		return nil, 0, err
	}
	nb, err := l.Notebook()
	if err != nil {
		return nil, 0, err
	}
	return nb.Cells[cell], took, nil
}

// Interrupt interrupts the kernel.
func (l *Lesson) Interrupt() error { return l.do("interrupt") }

// Restart restarts the kernel.
func (l *Lesson) Restart() error {
	if err := l.do("restart"); err != nil {
		return err
	}
	return l.Ready()
}

// Complete returns what the code before the cursor, which is at its end, can be
// completed to.
func (l *Lesson) Complete(code string) ([]string, error) {
	answer, err := Ask[struct{ Matches []string }](l.Page, l.call("complete", code, len([]rune(code))))
	return answer.Matches, err
}

// Inspect returns the help (Shift+Tab) at a position in code, in characters.
func (l *Lesson) Inspect(code string, cursor int) (string, error) {
	answer, err := Ask[struct{ Data map[string]any }](l.Page, l.call("inspect", code, cursor))
	for _, kind := range []string{"text/markdown", "text/plain"} {
		if text, ok := answer.Data[kind].(string); ok {
			return text, err
		}
	}
	return "", err
}

// An Answer is the kernel's answer to code that stands in no cell.
type Answer struct {
	Status string  // ok or error
	Took   float64 // in milliseconds
	// Messages are what the kernel sent.
	Messages []struct {
		Type    string
		At      float64 // after how many milliseconds
		Content map[string]any
	}
}

// Execute runs code that stands in no cell.
func (l *Lesson) Execute(code string, limit time.Duration) (*Answer, error) {
	a, err := AskWithin[Answer](l.Page, limit, l.call("execute", code))
	return &a, err
}

// Printed returns what the code has printed.
func (a *Answer) Printed() string {
	var b strings.Builder
	for _, m := range a.Messages {
		if text, ok := m.Content["text"].(string); ok && m.Type == "stream" {
			b.WriteString(text)
		}
	}
	return b.String()
}
