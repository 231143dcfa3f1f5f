package course

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golessons/internal/notebook"
	"golessons/internal/plainfile"
	"golessons/internal/state"
	"golessons/internal/words"
)

// Copy brings the learner's folder up to date without ever overwriting what the
// learner wrote. Only a change of the cells' text counts as one: running a
// lesson changes the file too, but only in ways that a new run brings back.
//
// A copy comes without outputs. Those that a copy has, from a run or from a course
// whose copies came with outputs, stay in it as long as its text is the shipped
// one; when a new version replaces it, they are kept in backup/.
//
// The folder itself may be a link; inside it no link is followed. A lesson that
// cannot be read or written, or is no file, is left as it is, and a sentence on
// out says so. An error concerns all lessons, such as a full disk.
func (c Course) Copy(dir string, out io.Writer) error {
	files, err := c.Shipped()
	if err != nil {
		return err
	}
	folder, err := openLearnerDir(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	folder.Tidy(".")
	seen, err := readMemory(folder)
	if err != nil {
		words.Fprintf(out, "  %s; lessons that are there are not brought up to date\n", Reason(err))
	}
	for _, lang := range words.Tags() {
		if err := folder.Check(lang); err != nil {
			words.Fprintf(out, "  %s; the lessons there are left as they are\n", Reason(err))
			continue
		}
		folder.Tidy(lang)
		todo := map[string]func() error{filepath.Join(lang, StartPage): func() error { return c.writeStartPage(folder, lang, seen, out) }}
		for _, f := range files {
			if strings.HasPrefix(f, lang+string(filepath.Separator)) {
				todo[f] = func() error { return c.copyLesson(folder, f, seen, out) }
			}
		}
		for _, f := range slices.Sorted(maps.Keys(todo)) { // the page, index.md, is the last: it tells of the lessons
			err := todo[f]()
			if plainfile.Everywhere(err) {
				return state.Unwritable(dir, err)
			}
			if err != nil {
				words.Fprintf(out, "  %s: %s; it is left as it is\n", f, Reason(err))
			}
		}
	}
	if err := seen.write(folder); err != nil {
		if plainfile.Everywhere(err) {
			return state.Unwritable(dir, err)
		}
		words.Fprintf(out, "  %s; what was brought up to date is not remembered\n", Reason(err))
	}
	return nil
}

// Reason returns err as a part of a sentence: the file and what is wrong with
// it, without the system call that failed.
func Reason(err error) string {
	var kind *plainfile.WrongKind
	if errors.As(err, &kind) && kind.Is&fs.ModeSymlink != 0 {
		return kind.Error() + words.T(" (no link is followed in there)")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return words.Sprintf("%s cannot be read or written (%v)", path.Path, path.Err)
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return words.Sprintf("%s cannot be written (%v)", link.New, link.Err)
	}
	return err.Error()
}

// copyLesson brings one lesson up to date.
func (c Course) copyLesson(folder *plainfile.Folder, f string, seen *memory, out io.Writer) error {
	lesson, text, err := c.readShipped(f)
	if err != nil {
		return err
	}
	shipped := state.Hash(text)
	theirs, err := folder.Read(f, plainfile.Large)
	current := ""
	switch {
	case err == nil:
		theirText, err := notebook.Text(theirs)
		if err != nil {
			theirText = "" // no notebook any more: changed, certainly
		}
		current = state.Hash(theirText)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	switch decide(shipped, current, seen.of(f)) {
	case create:
		if err := folder.Write(f, lesson); err != nil {
			return err
		}
		seen.Shipped[f] = shipped
	case remember:
		seen.Shipped[f] = shipped
	case replace:
		// The learner has at most run it; a copy with those outputs is kept.
		if _, err := backUp(folder, f, theirs); err != nil {
			return err
		}
		if err := folder.Write(f, lesson); err != nil {
			return err
		}
		seen.Shipped[f] = shipped
		words.Fprintf(out, "  %s: new version (yours had no changes)\n", f)
	case putBeside:
		beside, err := folder.FreeName(strings.TrimSuffix(f, ".ipynb")+".new", ".ipynb")
		if err != nil {
			return err
		}
		if err := folder.Write(beside, lesson); err != nil {
			return err
		}
		seen.Beside[f] = shipped
		words.Fprintf(out, "  %s: you changed it, so yours stays; the new version is beside it in %s\n", f, beside)
	}
	return nil
}

// readShipped reads a lesson of the checkout. It returns the file that a learner
// gets, which has no outputs and no execution counts, so that no question is
// answered before it is asked; and the lesson's text.
func (c Course) readShipped(f string) (lesson []byte, text string, err error) {
	nb, err := c.readLesson(f)
	if err != nil {
		return nil, "", err
	}
	nb.ClearOutputs()
	lesson, err = nb.Bytes()
	return lesson, nb.Text(), err
}

// readLesson reads a lesson of the checkout, without its outputs.
func (c Course) readLesson(f string) (*notebook.Notebook, error) {
	data, err := state.ReadFile(filepath.Join(c.Dir, f))
	if err != nil {
		return nil, err
	}
	nb, err := notebook.ParseWritten(data)
	if err != nil {
		return nil, fmt.Errorf("lessons/%s: %w", f, err)
	}
	return nb, nil
}

// backUp writes content, which the learner's file f had, to a new file in
// backup/, and returns that file's name.
func backUp(folder *plainfile.Folder, f string, content []byte) (string, error) {
	stamp := time.Now().Format("20060102-150405")
	ext := filepath.Ext(f)
	name, err := folder.FreeName(filepath.Join("backup", strings.TrimSuffix(f, ext)+"-"+stamp), ext)
	if err != nil {
		return "", err
	}
	return name, folder.Write(name, content)
}
