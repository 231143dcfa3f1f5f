package course

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golessons/helpers/progress"
	"golessons/internal/notebook"
	"golessons/internal/plainfile"
	"golessons/internal/state"
	"golessons/internal/words"
)

// StartPage is the page of each language that JupyterLab opens first.
const StartPage = "index.md"

// HereMark is replaced on the start page by where the learner was.
const HereMark = "<!-- where you were -->"

// writeStartPage writes the start page of a language into the learner's folder,
// with the place where the learner was. If the learner has changed the page,
// the changed one is kept in backup/.
func (c Course) writeStartPage(folder *plainfile.Folder, lang string, seen *memory, out io.Writer) error {
	page, err := c.startPage(folder, lang, seen, out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	f := filepath.Join(lang, StartPage)
	current, err := folder.Read(f, plainfile.Large)
	switch {
	case err == nil && bytes.Equal(current, page):
		return nil
	case err == nil && state.Hash(string(current)) != seen.Start[lang]:
		if _, err := backUp(folder, f, current); err != nil {
			return err
		}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := folder.Write(f, page); err != nil {
		return err
	}
	seen.Start[lang] = state.Hash(string(page))
	return nil
}

// UpdateStartPage brings the start page of a language in the learner's folder up to
// date: the server calls for it each time that the page is opened. It leaves a page
// as it is that the learner has changed, and a folder that [Course.Copy] did not
// fill.
func (c Course) UpdateStartPage(dir, lang string) error {
	if !slices.Contains(words.Tags(), lang) {
		return nil // a folder of the learner's, with a page of that name
	}
	folder, err := plainfile.OpenFolder(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	seen, err := readMemory(folder)
	if err != nil {
		return err
	}
	f := filepath.Join(lang, StartPage)
	current, err := folder.Read(f, plainfile.Large)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || state.Hash(string(current)) != seen.Start[lang] {
		return err
	}
	page, err := c.startPage(folder, lang, seen, io.Discard)
	if err != nil || bytes.Equal(current, page) {
		return err
	}
	if err := folder.Write(f, page); err != nil {
		return err
	}
	seen.Start[lang] = state.Hash(string(page))
	return seen.write(folder)
}

// startPage returns the start page of a language, with the place where the learner
// was.
func (c Course) startPage(folder *plainfile.Folder, lang string, seen *memory, out io.Writer) ([]byte, error) {
	page, err := state.ReadFile(filepath.Join(c.Dir, lang, StartPage))
	if err != nil {
		return nil, err
	}
	where, err := c.whereYouWere(folder, lang, seen, out)
	if err != nil {
		return nil, err
	}
	return bytes.ReplaceAll(page, []byte(HereMark), []byte(where)), nil
}

// A visit says how far a learner is in a lesson, in whichever language.
type visit struct {
	name, title       string
	solved, exercises int
	changed           time.Time // the last time; zero: in all languages as it was shipped
}

// visits returns how far the learner is in each lesson that a language has.
func (c Course) visits(folder *plainfile.Folder, lang string, seen *memory, out io.Writer) ([]visit, error) {
	lessons, err := c.lessonsOf(lang)
	if err != nil {
		return nil, err
	}
	verdicts, err := verdictsIn(folder, progress.File)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		words.Fprintf(out, "  %s; the start page in %s/ counts no exercises\n", Reason(err), lang)
	}
	solved, _ := count(verdicts, lessons)
	var visits []visit
	for i, l := range lessons {
		v := visit{name: l.name + ".ipynb", title: l.title, exercises: len(l.exercises), solved: solved[i]}
		for _, in := range words.Tags() {
			f := filepath.Join(in, v.name)
			if at := changed(folder, f, seen.Shipped[f]); at.After(v.changed) {
				v.changed = at
			}
		}
		visits = append(visits, v)
	}
	return visits, nil
}

// changed returns when the learner's copy f of a lesson was saved last, or the zero
// time if it is as it was shipped, in the given version, or cannot be read.
func changed(folder *plainfile.Folder, f, version string) time.Time {
	info, err := folder.Stat(f)
	if err != nil {
		return time.Time{}
	}
	data, err := folder.Read(f, plainfile.Large)
	if err != nil {
		return time.Time{}
	}
	nb, err := notebook.ParseWritten(data)
	if err == nil && state.Hash(nb.Text()) == version && !nb.HasRun() {
		return time.Time{}
	}
	return info.ModTime()
}

// whereYouWere returns Markdown that says in which lesson the learner worked
// last, and how many exercises are solved in each.
func (c Course) whereYouWere(folder *plainfile.Folder, lang string, seen *memory, out io.Writer) (string, error) {
	visits, err := c.visits(folder, lang, seen, out)
	if err != nil || len(visits) == 0 {
		return "", err
	}
	w := words.In(lang)
	last := -1
	for i, v := range visits {
		if !v.changed.IsZero() && (last < 0 || v.changed.After(visits[last].changed)) {
			last = i
		}
	}
	link := func(v visit) string { return fmt.Sprintf("[%s](%s)", v.title, v.name) }
	var b strings.Builder
	if last < 0 {
		b.WriteString(w.Sprintf("**New here?** Begin with %s.\n", link(visits[0])) + "\n")
	} else {
		b.WriteString(w.Sprintf("**Where you were:** %s (saved %s).\n\n", link(visits[last]), visits[last].changed.Format(w.Date)))
	}
	for _, v := range visits {
		if v.solved > 0 || !v.changed.IsZero() {
			b.WriteString(w.Sprintf("- %s: %d of %d exercises solved\n", link(v), v.solved, v.exercises))
		}
	}
	return strings.TrimRight(b.String(), "\n"), nil
}
