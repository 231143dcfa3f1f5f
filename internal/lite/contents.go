package lite

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/notebook"
	"golessons/internal/plainfile"
)

// startPage is the page of each language that opens first.
const startPage = "index.md"

// An entry is what Jupyter's server says about a file or a folder, which JupyterLite
// reads from files.
type entry struct {
	Name     string  `json:"name"`
	Path     string  `json:"path"`
	Type     string  `json:"type"`
	Format   *string `json:"format"`
	Mimetype *string `json:"mimetype"`
	Content  []entry `json:"content"`
	Size     int     `json:"size"`
	Writable bool    `json:"writable"`
	Created  string  `json:"created"`
	Modified string  `json:"last_modified"`
}

// never is when the shipped files were changed: their content alone decides whether a
// site is new.
const never = "1970-01-01T00:00:00Z"

// A lesson is what the start page says of one.
type lesson struct {
	Name      string   `json:"name"` // as 02_relu
	Title     string   `json:"title"`
	Exercises []string `json:"exercises"` // the names that their verdicts have
}

// lessons returns the lessons of each language.
func (s *Site) lessons() (map[string][]lesson, error) {
	all := map[string][]lesson{}
	for _, f := range s.Lessons {
		nb, err := notebook.Read(filepath.Join(s.Dir, f))
		if err != nil {
			return nil, err
		}
		exercises, err := nb.Checked()
		if err != nil {
			return nil, fmt.Errorf("lessons/%s: %w", f, err)
		}
		lang, name := path.Split(filepath.ToSlash(f))
		lang = path.Clean(lang)
		all[lang] = append(all[lang], lesson{strings.TrimSuffix(name, ".ipynb"), nb.Title(), append([]string{}, exercises...)})
	}
	return all, nil
}

// contents returns the lessons and the lists of them.
func (s *Site) contents() (map[string][]byte, error) {
	var names []string
	for _, lang := range s.Languages {
		names = append(names, lang+"/"+startPage)
	}
	for _, f := range s.Lessons {
		names = append(names, filepath.ToSlash(f))
	}
	files := map[string][]byte{}
	folders := map[string][]entry{}
	for _, name := range names {
		data, err := plainfile.Read(filepath.Join(s.Dir, filepath.FromSlash(name)), plainfile.Large)
		if errors.Is(err, fs.ErrNotExist) && path.Base(name) == startPage {
			continue
		}
		if err != nil {
			return nil, err
		}
		kind := "notebook"
		if path.Base(name) == startPage {
			kind, data = "file", inBrowser(path.Dir(name), data)
		} else if data, err = unanswered(data); err != nil {
			return nil, fmt.Errorf("lessons/%s: %w", name, err)
		}
		files["files/"+name] = data
		dir := path.Dir(name)
		folders[dir] = append(folders[dir], entry{Name: path.Base(name), Path: name, Type: kind, Size: len(data), Writable: true, Created: never, Modified: never})
	}
	var root []entry
	for dir, in := range folders {
		root = append(root, entry{Name: dir, Path: dir, Type: "directory", Writable: true, Created: never, Modified: never})
		if err := list(files, dir, in); err != nil {
			return nil, err
		}
	}
	return files, list(files, "", root)
}

// unanswered returns a lesson without its outputs, as learners get it on a computer too:
// no question is answered before it is asked.
func unanswered(lesson []byte) ([]byte, error) {
	nb, err := notebook.ParseWritten(lesson)
	if err != nil {
		return nil, err
	}
	nb.ClearOutputs()
	return nb.Bytes()
}

// list adds the list of a folder to the files.
func list(files map[string][]byte, dir string, content []entry) error {
	slices.SortFunc(content, func(a, b entry) int { return strings.Compare(a.Name, b.Name) })
	format := "json"
	data, err := json.Marshal(entry{Name: dir, Path: dir, Type: "directory", Format: &format, Content: content, Writable: true, Created: never, Modified: never})
	files[path.Join("api/contents", dir, "all.json")] = data
	return err
}
