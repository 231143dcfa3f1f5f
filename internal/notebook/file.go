package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golessons/internal/plainfile"
)

// Read reads a notebook.
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
func Parse(data []byte) (*Notebook, error) { return decode(data, true) }

// ParseWritten is Parse without the outputs, which are most of a lesson: it
// takes a fraction of the time.
func ParseWritten(data []byte) (*Notebook, error) { return decode(data, false) }

// parsedOutput is an Output in the file.
type parsedOutput struct {
	Type           string                     `json:"output_type"`
	Name           string                     `json:"name"`
	Text           multiline                  `json:"text"`
	Data           map[string]json.RawMessage `json:"data"`
	Metadata       map[string]any             `json:"metadata"`
	ExecutionCount *int                       `json:"execution_count"`
	EName          string                     `json:"ename"`
	EValue         string                     `json:"evalue"`
	Traceback      []string                   `json:"traceback"`
}

func decode(data []byte, withOutputs bool) (*Notebook, error) {
	var f struct {
		Cells []struct {
			ID             string          `json:"id"`
			Type           string          `json:"cell_type"`
			Source         multiline       `json:"source"`
			Metadata       map[string]any  `json:"metadata"`
			ExecutionCount *int            `json:"execution_count"`
			Outputs        json.RawMessage `json:"outputs"`
		} `json:"cells"`
		Metadata map[string]any `json:"metadata"`
		Format   int            `json:"nbformat"`
		Minor    int            `json:"nbformat_minor"`
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("not a notebook: %w", err)
	}
	if f.Format != 4 {
		return nil, fmt.Errorf("not a notebook of format 4 (nbformat is %d)", f.Format)
	}
	nb := &Notebook{Metadata: f.Metadata, Format: f.Format, Minor: f.Minor}
	for i, c := range f.Cells {
		if c.Type != "code" && c.Type != "markdown" && c.Type != "raw" {
			return nil, fmt.Errorf("cell %d: unknown type %q", i+1, c.Type)
		}
		cell := &Cell{ID: c.ID, Type: c.Type, Source: string(c.Source), Metadata: c.Metadata, ExecutionCount: c.ExecutionCount}
		var outputs []parsedOutput
		if withOutputs && c.Outputs != nil {
			if err := json.Unmarshal(c.Outputs, &outputs); err != nil {
				return nil, fmt.Errorf("cell %d: outputs: %w", i+1, err)
			}
		}
		for _, o := range outputs {
			out := &Output{Type: o.Type, Name: o.Name, Text: string(o.Text), Metadata: o.Metadata, ExecutionCount: o.ExecutionCount,
				EName: o.EName, EValue: o.EValue, Traceback: o.Traceback}
			for mime, raw := range o.Data {
				if out.Data == nil {
					out.Data = map[string]any{}
				}
				var text multiline
				if err := json.Unmarshal(raw, &text); err == nil && !isJSON(mime) {
					out.Data[mime] = string(text)
					continue
				}
				var value any
				if err := json.Unmarshal(raw, &value); err != nil {
					return nil, fmt.Errorf("cell %d: output %s: %w", i+1, mime, err)
				}
				out.Data[mime] = value
			}
			cell.Outputs = append(cell.Outputs, out)
		}
		nb.Cells = append(nb.Cells, cell)
	}
	return nb, nil
}

func isJSON(mime string) bool {
	return mime == "application/json" || strings.HasSuffix(mime, "+json")
}

// multiline is nbformat's text: a string, or a list of its lines.
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

// Bytes is the notebook's file as Jupyter writes it: keys in order, one space
// of indentation, text by lines, a newline at the end.
func (nb *Notebook) Bytes() ([]byte, error) {
	cells := []any{}
	for _, c := range nb.Cells {
		cell := map[string]any{"cell_type": c.Type, "metadata": object(c.Metadata), "source": multiline(c.Source)}
		if c.ID != "" {
			cell["id"] = c.ID
		}
		if c.Type == "code" {
			outputs := []any{}
			for _, o := range c.Outputs {
				outputs = append(outputs, o.json())
			}
			cell["outputs"], cell["execution_count"] = outputs, c.ExecutionCount
		}
		cells = append(cells, cell)
	}
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

func (o *Output) json() map[string]any {
	switch o.Type {
	case "stream":
		return map[string]any{"output_type": o.Type, "name": o.Name, "text": multiline(o.Text)}
	case "error":
		return map[string]any{"output_type": o.Type, "ename": o.EName, "evalue": o.EValue, "traceback": o.Traceback}
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
	return out
}

func object(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

// marshal writes JSON without HTML's escapes, which notebooks do without.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Text is what a person wrote in a notebook: the types and sources of its
// cells. Two files with the same Text differ by their outputs and settings at
// most.
func Text(data []byte) (string, error) {
	nb, err := ParseWritten(data)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, c := range nb.Cells {
		fmt.Fprintf(&b, "%s %d\n%s\n", c.Type, len(c.Source), c.Source)
	}
	return b.String(), nil
}
