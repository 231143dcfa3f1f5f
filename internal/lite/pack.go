package lite

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"
)

// first lists the scripts of JupyterLab that it asks for until the first cell has run.
// TestFirst says when it is not true any more.
//
//go:embed first.txt
var first string

// packs says in which packs files are. A host that compresses nothing sends them compressed
// all the same, and in few answers.
type packs struct {
	First   File            `json:"first"`   // what opens JupyterLab
	Rest    File            `json:"rest"`    // what it may ask for later
	Lessons map[string]File `json:"lessons"` // by the lesson's file
}

// pack puts files into packs, and returns these and their files.
func pack(files map[string][]byte) (*packs, map[string][]byte, error) {
	at := map[bool][]string{}
	p := &packs{Lessons: map[string]File{}}
	packed := map[string][]byte{}
	one := func(name string, names ...string) (File, error) {
		data, err := join(files, names)
		if err != nil {
			return File{}, err
		}
		a, data, err := compress("packs/"+name, ".pack", data)
		packed[a.File] = data
		return a, err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) == ".ipynb" {
			a, err := one("lesson", name)
			if err != nil {
				return nil, nil, err
			}
			p.Lessons[name] = a
			continue
		}
		at[isFirst(name)] = append(at[isFirst(name)], name)
	}
	var err error
	if p.First, err = one("first", at[true]...); err != nil {
		return nil, nil, err
	}
	p.Rest, err = one("rest", at[false]...)
	return p, packed, err
}

// isFirst reports whether a file is needed until the first cell has run.
func isFirst(name string) bool {
	dir, file := path.Split(name)
	return dir != "build/" || slices.Contains(strings.Fields(first), file)
}

// join returns files in one: the length of a list, the list as JSON with each file's name,
// type and length, and the files.
func join(files map[string][]byte, names []string) ([]byte, error) {
	var list [][3]any
	var all []byte
	for _, name := range names {
		list = append(list, [3]any{name, contentType(name), len(files[name])})
		all = append(all, files[name]...)
	}
	head, err := json.Marshal(list)
	return slices.Concat(binary.LittleEndian.AppendUint32(nil, uint32(len(head))), head, all), err
}

// contentType returns the type that a web server sends for a file. (What package mime says
// depends on the computer.)
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".ipynb", ".json":
		return "application/json"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff", ".woff2":
		return "font/" + path.Ext(name)[1:]
	}
	return "application/octet-stream"
}

// compress returns data compressed, and names it by its content.
func compress(name, suffix string, data []byte) (File, []byte, error) {
	packed, err := gzipped(data)
	return named(name, suffix, data, packed), packed, err
}
