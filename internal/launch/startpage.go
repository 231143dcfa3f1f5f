package launch

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	progressfile "golessons/helpers/progress"
	"golessons/internal/notebook"
)

// startPage is the page of each language that JupyterLab opens first.
const startPage = "index.md"

// hereMark is where the start page says where the learner was.
const hereMark = "<!-- where you were -->"

// writeStartPage puts the start page of a language into the learner's folder,
// with where the learner was. What the learner wrote into it goes to backup/.
func (s *State) writeStartPage(dir, lang string, seen *copied) error {
	page, err := os.ReadFile(filepath.Join(s.lessonsDir(), lang, startPage))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	where, err := s.whereYouWere(dir, lang)
	if err != nil {
		return err
	}
	page = bytes.ReplaceAll(page, []byte(hereMark), []byte(where))
	f := filepath.Join(lang, startPage)
	mine := filepath.Join(dir, f)
	current, err := os.ReadFile(mine)
	switch {
	case err == nil && bytes.Equal(current, page):
		return nil
	case err == nil && hash(string(current)) != seen.Start[lang]:
		if _, err := backUp(dir, f, current); err != nil {
			return err
		}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("cannot read %s: %w", mine, err)
	}
	seen.Start[lang] = hash(string(page))
	return writeFile(mine, page)
}

// A visit is what is known of a learner's work on a lesson.
type visit struct {
	name, title       string
	solved, exercises int
	changed           time.Time // zero: as it was shipped
}

// visits tells of each lesson of a language how far the learner is.
func (s *State) visits(dir, lang string) ([]visit, error) {
	files, err := s.shipped()
	if err != nil {
		return nil, err
	}
	verdicts, err := progressfile.Read(filepath.Join(dir, progressfile.File))
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", filepath.Join(dir, progressfile.File), err)
	}
	var visits []visit
	for _, f := range files {
		if !strings.HasPrefix(f, lang+string(filepath.Separator)) {
			continue
		}
		shipped, err := os.ReadFile(filepath.Join(s.lessonsDir(), f))
		if err != nil {
			return nil, err
		}
		title, exercises, err := about(f, shipped)
		if err != nil {
			return nil, err
		}
		v := visit{name: filepath.Base(f), title: title, exercises: exercises}
		lesson := filepath.ToSlash(strings.TrimSuffix(f, ".ipynb"))
		for _, e := range verdicts {
			// A copy of a lesson (02_relu-Copy1, 02_relu.new) is that lesson.
			rest, ok := strings.CutPrefix(e.Lesson, lesson)
			if ok && (rest == "" || strings.ContainsRune("-.", rune(rest[0]))) && e.Passed {
				v.solved++
			}
		}
		v.solved = min(v.solved, v.exercises)
		mine := filepath.Join(dir, f)
		if info, err := os.Stat(mine); err == nil {
			if current, err := os.ReadFile(mine); err == nil && !bytes.Equal(current, shipped) {
				v.changed = info.ModTime()
			}
		}
		visits = append(visits, v)
	}
	return visits, nil
}

// about is the title of the shipped lesson f and how many exercises it has.
func about(f string, content []byte) (title string, exercises int, err error) {
	nb, err := notebook.ParseWritten(content)
	if err != nil {
		return "", 0, fmt.Errorf("lessons/%s: %w", f, err)
	}
	names, err := nb.Exercises()
	if err != nil {
		return "", 0, fmt.Errorf("lessons/%s: %w", f, err)
	}
	return nb.Title(), len(names), nil
}

// whereYouWere says in Markdown which lesson the learner worked in last, and
// how many exercises are solved in each.
func (s *State) whereYouWere(dir, lang string) (string, error) {
	visits, err := s.visits(dir, lang)
	if err != nil || len(visits) == 0 {
		return "", err
	}
	text := whereTexts[lang]
	last := -1
	for i, v := range visits {
		if !v.changed.IsZero() && (last < 0 || v.changed.After(visits[last].changed)) {
			last = i
		}
	}
	link := func(v visit) string { return fmt.Sprintf("[%s](%s)", v.title, v.name) }
	var b strings.Builder
	if last < 0 {
		fmt.Fprintf(&b, text.first, link(visits[0]))
	} else {
		fmt.Fprintf(&b, text.last, link(visits[last]), visits[last].changed.Format(text.date))
	}
	for _, v := range visits {
		if v.solved > 0 || !v.changed.IsZero() {
			fmt.Fprintf(&b, text.solved, link(v), v.solved, v.exercises)
		}
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// whereText is what a language says of where the learner was.
type whereText struct{ first, last, date, solved string }

var whereTexts = map[string]whereText{
	"ja": {
		first:  "**はじめての方へ**: %s から始めましょう。\n",
		last:   "**前回の続き**: %s(%s に保存)。\n\n",
		date:   "2006年1月2日 15:04",
		solved: "- %s: 練習問題 %[3]d 問中 %[2]d 問正解\n",
	},
	"en": {
		first:  "**New here?** Begin with %s.\n",
		last:   "**Where you were:** %s (saved %s).\n\n",
		date:   "2 January 2006, 15:04",
		solved: "- %s: %d of %d exercises solved\n",
	},
}
