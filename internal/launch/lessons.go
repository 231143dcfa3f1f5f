package launch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	progressfile "golessons/helpers/progress"
	"golessons/internal/notebook"
)

// Languages are the languages that the lessons are in.
var Languages = []string{"ja", "en"}

func (s *State) lessonsDir() string { return filepath.Join(s.Checkout, "lessons") }

// shipped lists the lessons of the checkout, as ja/02_relu.ipynb.
func (s *State) shipped() ([]string, error) {
	var files []string
	for _, lang := range Languages {
		matches, err := filepath.Glob(filepath.Join(escapeGlob(s.lessonsDir()), lang, "[0-9]*.ipynb"))
		if err != nil {
			return nil, err
		}
		for _, m := range matches {
			files = append(files, filepath.Join(lang, filepath.Base(m)))
		}
	}
	return files, nil
}

// escapeGlob makes a path stand for itself in a pattern.
func escapeGlob(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// matching returns the shipped lessons that a learner's word names: 02, relu,
// 02_relu, 02_relu.ipynb, or ja/02_relu for one language only.
func (s *State) matching(word string) ([]string, error) {
	files, err := s.shipped()
	if err != nil {
		return nil, err
	}
	var found, names []string
	for _, f := range files {
		lang, name := filepath.Split(strings.TrimSuffix(f, ".ipynb"))
		names = append(names, name)
		number, short, _ := strings.Cut(name, "_")
		w, ok := strings.CutPrefix(strings.TrimSuffix(word, ".ipynb"), lang)
		if !ok && strings.Contains(word, "/") {
			continue
		}
		if w == name || w == number || w == short {
			found = append(found, f)
		}
	}
	if found == nil {
		slices.Sort(names)
		return nil, fmt.Errorf("there is no lesson %q; the lessons are %s", word, strings.Join(slices.Compact(names), ", "))
	}
	return found, nil
}

// learnerDir is the folder of the learner's copies.
func learnerDir(dir string) (string, error) {
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("there is no home folder to put the lessons in (%v); name a folder with -dir", err)
		}
		dir = filepath.Join(home, learnerFolder)
	}
	return filepath.Abs(dir)
}

// copied is what we remember of a learner's folder, in .golessons.json there:
// for each lesson, the hash of the version that was last put there, and of the
// one that was put beside a changed one; and the start pages' hashes.
type copied struct {
	Shipped map[string]string `json:"shipped"`
	Beside  map[string]string `json:"beside,omitempty"`
	Start   map[string]string `json:"start,omitempty"` // of each language's start page
}

// copyLessons brings the learner's folder up to date without ever overwriting
// what the learner wrote. Whether a lesson was changed is a question about its
// cells' text: running a lesson changes the file, but nothing that a new run
// does not bring back.
func (s *State) copyLessons(dir string, out io.Writer) error {
	files, err := s.shipped()
	if err != nil {
		return err
	}
	seen := readCopied(dir)
	for _, f := range files {
		shipped, err := os.ReadFile(filepath.Join(s.lessonsDir(), f))
		if err != nil {
			return err
		}
		text, err := notebook.Text(shipped)
		if err != nil {
			return fmt.Errorf("lessons/%s: %w", f, err)
		}
		now := hash(text)
		mine := filepath.Join(dir, f)
		current, err := os.ReadFile(mine)
		if errors.Is(err, fs.ErrNotExist) {
			if err := writeFile(mine, shipped); err != nil {
				return err
			}
			seen.Shipped[f] = now
			continue
		}
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", mine, err)
		}
		currentText, err := notebook.Text(current)
		if err != nil {
			currentText = "" // no notebook any more: changed, certainly
		}
		have := hash(currentText)
		switch {
		case have == now:
			seen.Shipped[f] = now
		case have == seen.Shipped[f]:
			// The learner ran it at most; a copy with those outputs is kept.
			if _, err := backUp(dir, f, current); err != nil {
				return err
			}
			if err := writeFile(mine, shipped); err != nil {
				return err
			}
			seen.Shipped[f] = now
			fmt.Fprintf(out, "  %s: new version (yours had no changes)\n", f)
		case seen.Shipped[f] != now && seen.Beside[f] != now:
			beside := freeName(strings.TrimSuffix(mine, ".ipynb")+".new", ".ipynb")
			if err := writeFile(beside, shipped); err != nil {
				return err
			}
			seen.Beside[f] = now
			rel, _ := filepath.Rel(dir, beside)
			fmt.Fprintf(out, "  %s: you changed it, so yours stays; the new version is beside it in %s\n", f, rel)
		}
	}
	for _, lang := range Languages {
		if err := s.writeStartPage(dir, lang, seen); err != nil {
			return err
		}
	}
	return seen.write(dir)
}

const copiedFile = progressfile.Folder

// readCopied reads what is remembered of the folder dir. Damaged, it is as if
// nothing had been copied: then nothing that differs is overwritten either.
func readCopied(dir string) *copied {
	var c copied
	if data, err := os.ReadFile(filepath.Join(dir, copiedFile)); err != nil || json.Unmarshal(data, &c) != nil {
		c = copied{}
	}
	if c.Shipped == nil {
		c.Shipped = map[string]string{}
	}
	if c.Beside == nil {
		c.Beside = map[string]string{}
	}
	if c.Start == nil {
		c.Start = map[string]string{}
	}
	return &c
}

func (c *copied) write(dir string) error {
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	file := filepath.Join(dir, copiedFile)
	if old, err := os.ReadFile(file); err == nil && string(old) == string(data) {
		return nil
	}
	return writeFile(file, data)
}

// freeName is base+ext, or with a number the first one that nobody has.
func freeName(base, ext string) string {
	name := base + ext
	for i := 2; ; i++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name
		}
		name = fmt.Sprintf("%s%d%s", base, i, ext)
	}
}

// backUp keeps a copy of the learner's file f in backup/, and returns its name
// there.
func backUp(dir, f string, content []byte) (string, error) {
	stamp := time.Now().Format("20060102-150405")
	ext := filepath.Ext(f)
	name := freeName(filepath.Join(dir, "backup", strings.TrimSuffix(f, ext)+"-"+stamp), ext)
	return name, writeFile(name, content)
}

// reset brings lessons back as they were shipped.
func reset(_ context.Context, c *call) error {
	s, err := FindState()
	if err != nil {
		return err
	}
	dir, err := learnerDir(c.dir)
	if err != nil {
		return err
	}
	if len(c.args) == 0 {
		return errors.New("reset needs the lessons to bring back, e.g. `go run . reset 02`")
	}
	var files []string
	for _, word := range c.args {
		found, err := s.matching(word)
		if err != nil {
			return err
		}
		files = append(files, found...)
	}
	seen := readCopied(dir)
	for _, f := range files {
		mine := filepath.Join(dir, f)
		shipped, err := os.ReadFile(filepath.Join(s.lessonsDir(), f))
		if err != nil {
			return err
		}
		current, err := os.ReadFile(mine)
		switch {
		case err == nil && string(current) == string(shipped):
			fmt.Fprintf(c.out, "%s is as it was shipped\n", f)
			continue
		case err == nil:
			backup, err := backUp(dir, f, current)
			if err != nil {
				return err
			}
			rel, _ := filepath.Rel(dir, backup)
			fmt.Fprintf(c.out, "%s is as it was shipped again; yours is in %s\n", f, rel)
		case errors.Is(err, fs.ErrNotExist):
			fmt.Fprintf(c.out, "%s is there again\n", f)
		default:
			return fmt.Errorf("cannot read %s: %w", mine, err)
		}
		if err := writeFile(mine, shipped); err != nil {
			return err
		}
		text, err := notebook.Text(shipped)
		if err != nil {
			return fmt.Errorf("lessons/%s: %w", f, err)
		}
		seen.Shipped[f] = hash(text)
	}
	return seen.write(dir)
}
