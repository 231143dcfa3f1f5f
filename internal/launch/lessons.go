package launch

import (
	"bytes"
	"context"
	"encoding/json"
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

	progressfile "golessons/helpers/progress"
	"golessons/internal/notebook"
	"golessons/internal/plainfile"
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
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if target, err := os.Readlink(dir); err == nil {
		if _, err := os.Stat(dir); err != nil {
			return "", fmt.Errorf("%s is a link to %s, which is not there; mount or make that, or name another folder with -dir", dir, target)
		}
	}
	return dir, nil
}

// copied is what we remember of a learner's folder, in .golessons.json there:
// for each lesson, the hash of the version that was last put there, and of the
// one that was put beside a changed one; and the start pages' hashes.
type copied struct {
	Shipped map[string]string `json:"shipped"`
	Beside  map[string]string `json:"beside,omitempty"`
	Start   map[string]string `json:"start,omitempty"` // of each language's start page

	unknown bool // there is something that cannot be read, nor be written anew
}

// copyLessons brings the learner's folder up to date without ever overwriting
// what the learner wrote. Whether a lesson was changed is a question about its
// cells' text: running a lesson changes the file, but nothing that a new run
// does not bring back.
//
// The folder itself may be a link. Inside it no link is followed. What cannot
// be read or written, or is no file, is left as it is: it costs that lesson and
// a sentence. An error is one that concerns them all, such as a full disk.
func (s *State) copyLessons(dir string, out io.Writer) error {
	files, err := s.shipped()
	if err != nil {
		return err
	}
	folder, err := openLearnerDir(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	folder.Tidy(".")
	seen, err := readCopied(folder)
	if err != nil {
		fmt.Fprintf(out, "  %s; lessons that are there are not brought up to date\n", because(err))
	}
	for _, lang := range Languages {
		if err := folder.Check(lang); err != nil {
			fmt.Fprintf(out, "  %s; the lessons there are left as they are\n", because(err))
			continue
		}
		folder.Tidy(lang)
		todo := map[string]func() error{filepath.Join(lang, startPage): func() error { return s.writeStartPage(folder, lang, seen, out) }}
		for _, f := range files {
			if strings.HasPrefix(f, lang+string(filepath.Separator)) {
				todo[f] = func() error { return s.copyLesson(folder, f, seen, out) }
			}
		}
		for _, f := range slices.Sorted(maps.Keys(todo)) { // the page, index.md, is the last: it tells of the lessons
			err := todo[f]()
			if plainfile.Everywhere(err) {
				return unwritable(dir, err)
			}
			if err != nil {
				fmt.Fprintf(out, "  %s: %s; it is left as it is\n", f, because(err))
			}
		}
	}
	if err := seen.write(folder); err != nil {
		if plainfile.Everywhere(err) {
			return unwritable(dir, err)
		}
		fmt.Fprintf(out, "  %s; what was brought up to date is not remembered\n", because(err))
	}
	return nil
}

// openLearnerDir opens the folder of the learner's copies, or makes it.
func openLearnerDir(dir string) (*plainfile.Folder, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, unwritable(dir, err)
	}
	folder, err := plainfile.OpenFolder(dir)
	if err != nil {
		return nil, unwritable(dir, err)
	}
	return folder, nil
}

// because is err for a sentence: what is not what it should be names itself,
// and what was being done to it need not be said.
func because(err error) string {
	var kind *plainfile.WrongKind
	if errors.As(err, &kind) && kind.Is&fs.ModeSymlink != 0 {
		return kind.Error() + " (no link is followed in there)"
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Sprintf("%s cannot be read or written (%v)", path.Path, path.Err)
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return fmt.Sprintf("%s cannot be written (%v)", link.New, link.Err)
	}
	return err.Error()
}

// copyLesson brings one lesson up to date.
func (s *State) copyLesson(folder *plainfile.Folder, f string, seen *copied, out io.Writer) error {
	shipped, text, err := s.readShipped(f)
	if err != nil {
		return err
	}
	now := hash(text)
	current, err := folder.Read(f, plainfile.Large)
	if errors.Is(err, fs.ErrNotExist) {
		if err := folder.Write(f, shipped); err != nil {
			return err
		}
		seen.Shipped[f] = now
		return nil
	}
	if err != nil || seen.unknown {
		return err
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
		if _, err := backUp(folder, f, current); err != nil {
			return err
		}
		if err := folder.Write(f, shipped); err != nil {
			return err
		}
		seen.Shipped[f] = now
		fmt.Fprintf(out, "  %s: new version (yours had no changes)\n", f)
	case seen.Shipped[f] != now && seen.Beside[f] != now:
		beside, err := folder.FreeName(strings.TrimSuffix(f, ".ipynb")+".new", ".ipynb")
		if err != nil {
			return err
		}
		if err := folder.Write(beside, shipped); err != nil {
			return err
		}
		seen.Beside[f] = now
		fmt.Fprintf(out, "  %s: you changed it, so yours stays; the new version is beside it in %s\n", f, beside)
	}
	return nil
}

// readShipped reads a lesson of the checkout, and its text.
func (s *State) readShipped(f string) (shipped []byte, text string, err error) {
	if shipped, err = readFile(filepath.Join(s.lessonsDir(), f)); err != nil {
		return nil, "", err
	}
	if text, err = notebook.Text(shipped); err != nil {
		return nil, "", fmt.Errorf("lessons/%s: %w", f, err)
	}
	return shipped, text, nil
}

const copiedFile = progressfile.Folder

// readCopied reads what is remembered of the learner's folder. Damaged, it is
// as if nothing had been copied: then nothing that differs is overwritten
// either. With an error there can be no memory.
func readCopied(folder *plainfile.Folder) (*copied, error) {
	var c copied
	data, err := folder.Read(copiedFile, 1<<20)
	if err == nil && json.Unmarshal(data, &c) != nil {
		c = copied{}
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	c.unknown = err != nil
	if c.Shipped == nil {
		c.Shipped = map[string]string{}
	}
	if c.Beside == nil {
		c.Beside = map[string]string{}
	}
	if c.Start == nil {
		c.Start = map[string]string{}
	}
	return &c, err
}

func (c *copied) write(folder *plainfile.Folder) error {
	if c.unknown {
		return nil // was said
	}
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	if old, err := folder.Read(copiedFile, 1<<20); err == nil && bytes.Equal(old, data) {
		return nil
	}
	return folder.Write(copiedFile, data)
}

// backUp keeps a copy of the learner's file f in backup/, and returns its name
// in the folder.
func backUp(folder *plainfile.Folder, f string, content []byte) (string, error) {
	stamp := time.Now().Format("20060102-150405")
	ext := filepath.Ext(f)
	name, err := folder.FreeName(filepath.Join("backup", strings.TrimSuffix(f, ext)+"-"+stamp), ext)
	if err != nil {
		return "", err
	}
	return name, folder.Write(name, content)
}

// reset brings lessons back as they were shipped. One that cannot be does not
// keep it from the others.
func reset(ctx context.Context, c *call) error {
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
	folder, err := openLearnerDir(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	seen, err := readCopied(folder)
	if err != nil {
		fmt.Fprintf(c.err, "golessons: %s; what is brought back is not remembered\n", because(err))
	}
	failed := 0
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := s.resetLesson(folder, f, seen, c.out)
		if plainfile.Everywhere(err) {
			return unwritable(dir, err)
		}
		if err != nil && len(files) == 1 {
			return fmt.Errorf("%s is not brought back: %s", f, because(err))
		}
		if err != nil {
			failed++
			fmt.Fprintf(c.err, "golessons: %s is not brought back: %s\n", f, because(err))
		}
	}
	if err := seen.write(folder); err != nil {
		return unwritable(dir, err)
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d lessons could not be brought back, and are left as they are", failed, len(files))
	}
	return nil
}

// resetLesson brings one lesson back, and says so when it is there.
func (s *State) resetLesson(folder *plainfile.Folder, f string, seen *copied, out io.Writer) error {
	shipped, text, err := s.readShipped(f)
	if err != nil {
		return err
	}
	backup := ""
	current, err := folder.Read(f, plainfile.Large)
	switch {
	case err == nil && bytes.Equal(current, shipped):
		fmt.Fprintf(out, "%s is as it was shipped\n", f)
		return nil
	case err == nil:
		if backup, err = backUp(folder, f, current); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := folder.Write(f, shipped); err != nil {
		return err
	}
	seen.Shipped[f] = hash(text)
	if backup == "" {
		fmt.Fprintf(out, "%s is there again\n", f)
	} else {
		fmt.Fprintf(out, "%s is as it was shipped again; yours is in %s\n", f, backup)
	}
	return nil
}
