package course

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"golessons/helpers/progress"
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
	page, err := state.ReadFile(filepath.Join(c.Dir, lang, StartPage))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	where, err := c.whereYouWere(folder, lang, out)
	if err != nil {
		return err
	}
	page = bytes.ReplaceAll(page, []byte(HereMark), []byte(where))
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

// A visit says how far a learner is in a lesson.
type visit struct {
	name, title       string
	solved, exercises int
	changed           time.Time // zero: as it was shipped
}

// visits returns how far the learner is in each lesson of a language.
func (c Course) visits(folder *plainfile.Folder, lang string, out io.Writer) ([]visit, error) {
	lessons, err := c.lessonsOf(lang)
	if err != nil {
		return nil, err
	}
	verdicts, err := verdictsIn(folder, progress.File)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		words.Fprintf(out, "  %s; the start page in %s/ counts no exercises\n", Reason(err), lang)
	}
	solved, _ := count(verdicts, lessons, lang)
	var visits []visit
	for i, l := range lessons {
		v := visit{name: l.name + ".ipynb", title: l.title, exercises: len(l.exercises), solved: solved[i]}
		f := filepath.Join(lang, v.name)
		if info, err := folder.Stat(f); err == nil {
			if current, err := folder.Read(f, plainfile.Large); err == nil && !bytes.Equal(current, l.content) {
				v.changed = info.ModTime()
			}
		}
		visits = append(visits, v)
	}
	return visits, nil
}

// whereYouWere returns Markdown that says in which lesson the learner worked
// last, and how many exercises are solved in each.
func (c Course) whereYouWere(folder *plainfile.Folder, lang string, out io.Writer) (string, error) {
	visits, err := c.visits(folder, lang, out)
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
		b.WriteString(w.Sprintf("**New here?** Begin with %s.\n", link(visits[0])))
	} else {
		b.WriteString(w.Sprintf("**Where you were:** %s (saved %s).\n\n", link(visits[last]), visits[last].changed.Format(w.Date)))
	}
	for _, v := range visits {
		if v.solved > 0 || !v.changed.IsZero() {
			b.WriteString(w.Sprintf("- %s: %d of %d exercises solved\n", link(v), v.solved, v.exercises))
		}
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}
