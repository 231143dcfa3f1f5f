package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golessons/internal/plainfile"
	"golessons/internal/words"
)

// Read reads a notebook's file.
func Read(file string) (*Notebook, error) {
	data, err := plainfile.Read(file, plainfile.Large)
	if err != nil {
		return nil, err
	}
	nb, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return nb, nil
}

// Parse reads a notebook from its JSON text.
func Parse(data []byte) (*Notebook, error) {
	// Cells are read one by one, so that an error names the cell.
	cells, nb, err := parseAs[json.RawMessage](data)
	if err != nil {
		return nil, err
	}
	for i, raw := range cells {
		cell := new(Cell)
		if err := json.Unmarshal(raw, cell); err != nil {
			return nil, fmt.Errorf("cell %d: %w", i+1, err)
		}
		nb.Cells = append(nb.Cells, cell)
	}
	return nb, nil
}

// ParseWritten is like Parse, but leaves out the outputs, which are most of a
// lesson: it takes a third of the time.
func ParseWritten(data []byte) (*Notebook, error) {
	cells, nb, err := parseAs[writtenCell](data)
	if err != nil {
		return nil, err
	}
	for i, w := range cells {
		cell, err := w.cell()
		if err != nil {
			return nil, fmt.Errorf("cell %d: %w", i+1, err)
		}
		nb.Cells = append(nb.Cells, cell)
	}
	return nb, nil
}

// parseAs reads a notebook from its JSON text, and its cells as values of type C.
func parseAs[C any](data []byte) (cells []C, nb *Notebook, err error) {
	var f struct {
		Cells    []C            `json:"cells"`
		Metadata map[string]any `json:"metadata"`
		Format   int            `json:"nbformat"`
		Minor    int            `json:"nbformat_minor"`
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, nil, words.Errorf("not a notebook: %w", err)
	}
	if f.Format != 4 {
		return nil, nil, words.Errorf("not a notebook of format 4 (nbformat is %d)", f.Format)
	}
	return f.Cells, &Notebook{Metadata: f.Metadata, Format: f.Format, Minor: f.Minor}, nil
}

// A writtenCell is a cell in the file, without its outputs.
type writtenCell struct {
	ID             string         `json:"id"`
	Type           string         `json:"cell_type"`
	Source         multiline      `json:"source"`
	Metadata       map[string]any `json:"metadata"`
	ExecutionCount *int           `json:"execution_count"`
}

func (w *writtenCell) cell() (*Cell, error) {
	if w.Type != "code" && w.Type != "markdown" && w.Type != "raw" {
		return nil, fmt.Errorf("unknown type %q", w.Type)
	}
	return &Cell{ID: w.ID, Type: w.Type, Source: string(w.Source), Metadata: w.Metadata, ExecutionCount: w.ExecutionCount}, nil
}

// UnmarshalJSON reads a cell with its outputs.
func (c *Cell) UnmarshalJSON(data []byte) error {
	var f struct {
		writtenCell
		Outputs []Output `json:"outputs"`
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return err
	}
	cell, err := f.cell()
	if err != nil {
		return err
	}
	*c = *cell
	for i := range f.Outputs {
		c.Outputs = append(c.Outputs, &f.Outputs[i])
	}
	return nil
}

// MarshalJSON writes a cell as Jupyter does.
func (c *Cell) MarshalJSON() ([]byte, error) {
	cell := map[string]any{"cell_type": c.Type, "metadata": object(c.Metadata), "source": multiline(c.Source)}
	if c.ID != "" {
		cell["id"] = c.ID
	}
	if c.Type == "code" {
		cell["outputs"], cell["execution_count"] = append([]*Output{}, c.Outputs...), c.ExecutionCount // a list even if it is empty
	}
	return marshal(cell)
}

// UnmarshalJSON reads an output of any type.
func (o *Output) UnmarshalJSON(data []byte) error {
	var f struct {
		Type           string         `json:"output_type"`
		Name           string         `json:"name"`
		Text           multiline      `json:"text"`
		Data           map[string]any `json:"data"`
		Metadata       map[string]any `json:"metadata"`
		ExecutionCount *int           `json:"execution_count"`
		EName          string         `json:"ename"`
		EValue         string         `json:"evalue"`
		Traceback      []string       `json:"traceback"`
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return fmt.Errorf("outputs: %w", err)
	}
	*o = Output{Type: f.Type, Name: f.Name, Text: string(f.Text), Data: f.Data, Metadata: f.Metadata, ExecutionCount: f.ExecutionCount,
		EName: f.EName, EValue: f.EValue, Traceback: f.Traceback}
	for mime, value := range o.Data {
		if !isJSON(mime) {
			o.Data[mime] = joinLines(value)
		}
	}
	return nil
}

// MarshalJSON writes an output as Jupyter does: with the fields that its type
// has.
func (o *Output) MarshalJSON() ([]byte, error) {
	switch o.Type {
	case "stream":
		return marshal(map[string]any{"output_type": o.Type, "name": o.Name, "text": multiline(o.Text)})
	case "error":
		return marshal(map[string]any{"output_type": o.Type, "ename": o.EName, "evalue": o.EValue, "traceback": o.Traceback})
	}
	data := map[string]any{}
	for mime, value := range o.Data {
		// Jupyter keeps an encoded picture on one line.
		if s, ok := value.(string); ok && (strings.HasPrefix(mime, "text/") || mime == "image/svg+xml") {
			value = multiline(s)
		}
		data[mime] = value
	}
	out := map[string]any{"output_type": o.Type, "data": data, "metadata": object(o.Metadata)}
	if o.Type == "execute_result" {
		out["execution_count"] = o.ExecutionCount
	}
	return marshal(out)
}

// joinLines returns the text that a list of strings stands for, as multiline
// does; any other value as it is.
func joinLines(value any) any {
	if value == nil {
		return ""
	}
	list, ok := value.([]any)
	if !ok {
		return value
	}
	var text strings.Builder
	for _, line := range list {
		s, ok := line.(string)
		if !ok && line != nil {
			return value
		}
		text.WriteString(s)
	}
	return text.String()
}

func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasSuffix(mime, "+json")
}

// A multiline is nbformat's kind of text: a string, or a list of its lines.
type multiline string

func (m *multiline) UnmarshalJSON(data []byte) error {
	var lines []string
	if err := json.Unmarshal(data, &lines); err == nil {
		*m = multiline(strings.Join(lines, ""))
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return errors.New("a text is a string or a list of strings")
	}
	*m = multiline(text)
	return nil
}

func (m multiline) MarshalJSON() ([]byte, error) {
	lines := []string{}
	for line := range strings.Lines(string(m)) {
		lines = append(lines, line)
	}
	return marshal(lines)
}

// Bytes returns the notebook's file as Jupyter writes it: keys in order, one
// space of indentation, texts line by line, a newline at the end.
func (nb *Notebook) Bytes() ([]byte, error) {
	cells := append([]*Cell{}, nb.Cells...) // a list even if it is empty
	data, err := marshal(map[string]any{"cells": cells, "metadata": object(nb.Metadata), "nbformat": nb.Format, "nbformat_minor": nb.Minor})
	if err != nil {
		return nil, err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, data, "", " "); err != nil {
		return nil, err
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}

// object returns m, or an empty object in the place of nil.
func object(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

// marshal writes JSON as notebooks have it, without escapes for HTML.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Text is like the method, for the content of a file.
func Text(data []byte) (string, error) {
	nb, err := ParseWritten(data)
	if err != nil {
		return "", err
	}
	return nb.Text(), nil
}

// Text returns what a person has written in a notebook: the types and sources of
// its cells. Two notebooks with the same Text differ at most by their outputs and
// settings.
func (nb *Notebook) Text() string {
	var b strings.Builder
	for _, c := range nb.Cells {
		fmt.Fprintf(&b, "%s %d\n%s\n", c.Type, len(c.Source), c.Source)
	}
	return b.String()
}
