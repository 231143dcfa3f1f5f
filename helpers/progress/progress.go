// Package progress keeps a file of which exercises a learner has solved. The
// learner can read and delete it.
//
// The file is [File] in the folder with the learner's copies of the lessons. Each
// line is one result, with tabs between: when, which lesson, which exercise, passed
// or failed. There is no code and no answer in it. [Record] adds a line if the
// result differs from the last one, and [Read] returns the last result of each
// exercise. A lesson is named with its language, as en/02_relu, and an exercise that
// is solved in one language counts in all.
//
// The package is apart from helpers because cells write the file and the launcher
// reads it.
package progress

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

const (
	// File is the name of the file in the folder of the learner's copies.
	File = "progress.tsv"

	// Folder is a file that the launcher puts into that folder, to recognise it.
	Folder = ".golessons.json"

	// Limit is how many bytes of a file are read. A line has about 60.
	Limit = 1 << 20
)

// header starts a new file and says what it is.
const header = "# Which exercises were checked and solved. No code, no answers. It may be deleted.\n" +
	"# どの練習問題を確かめ、解けたかの記録です。コードや答えは入っていません。消してもかまいません。\n" +
	"# time\tlesson\texercise\tresult\n"

const (
	passed = "passed"
	failed = "failed"
)

// Entry is a result of an exercise.
type Entry struct {
	Time     time.Time
	Lesson   string // such as en/02_relu
	Exercise string // the name given to the check
	Passed   bool
}

// Here returns the file for the running notebook and the name of its lesson. ok is
// false if the notebook is unknown (Jupyter sets JPY_SESSION_NAME to its path, VS
// Code does not) or if it is not in a folder that the launcher made.
func Here() (file, lesson string, ok bool) {
	notebook := os.Getenv("JPY_SESSION_NAME")
	name, isNotebook := strings.CutSuffix(filepath.Base(notebook), ".ipynb")
	if !isNotebook {
		return "", "", false
	}
	// Jupyter's path may be relative to its own root; the kernel says which folder
	// it runs in.
	dir := os.Getenv("GONB_DIR")
	if filepath.IsAbs(notebook) {
		dir = filepath.Dir(notebook)
	}
	root, lang := filepath.Split(filepath.Clean(dir))
	if _, err := os.Stat(filepath.Join(root, Folder)); dir == "" || err != nil {
		return "", "", false
	}
	return filepath.Join(root, File), lang + "/" + name, true
}

// Record adds a result to the file for the running notebook, if it differs from
// the last one. If there can be no such file, it keeps nothing: no exercise may
// fail because of that.
func Record(exercise string, ok bool) {
	file, lesson, here := Here()
	if !here {
		return
	}
	e := Entry{time.Now(), clean(lesson), clean(exercise), ok}
	if was, known := last(file, e.Lesson, e.Exercise); known && was == ok {
		return
	}
	line := e.String()
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		line = header + line
	}
	// A single write at the end of the file keeps the lines of several kernels
	// apart.
	if f, err := open(file, os.O_APPEND|os.O_CREATE|os.O_RDWR); err == nil {
		f.WriteString(afterPart(f) + line)
		f.Close()
	}
}

// Solved reports whether the last result of an exercise of the running notebook is
// passed, in this language or in another: who has solved it in one need not do so
// again.
func Solved(exercise string) bool {
	file, lesson, here := Here()
	if !here {
		return false
	}
	entries, _ := Read(file)
	for _, e := range entries {
		if e.Passed && e.Exercise == clean(exercise) && path.Base(e.Lesson) == path.Base(clean(lesson)) {
			return true
		}
	}
	return false
}

// last returns the last result of an exercise; known is false if the file has none.
func last(file, lesson, exercise string) (passed, known bool) {
	entries, _ := Read(file)
	for _, e := range entries {
		if e.Lesson == lesson && e.Exercise == exercise {
			return e.Passed, true
		}
	}
	return false, false
}

// String returns the entry's line in the file.
func (e Entry) String() string {
	result := failed
	if e.Passed {
		result = passed
	}
	return strings.Join([]string{e.Time.UTC().Format(time.RFC3339), e.Lesson, e.Exercise, result}, "\t") + "\n"
}

// clean returns a name without the tabs and newlines that separate the file's
// fields.
func clean(name string) string { return strings.Join(strings.Fields(name), " ") }

// afterPart returns a newline if the last line of f is not complete, as on a disk
// that was full, else "".
func afterPart(f *os.File) string {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return ""
	}
	end := make([]byte, 1)
	if _, err := f.ReadAt(end, info.Size()-1); err != nil || end[0] == '\n' {
		return ""
	}
	return "\n"
}

// open opens the file, unless it is something else: with a named pipe a cell would
// wait for ever.
func open(file string, flag int) (*os.File, error) {
	f, err := os.OpenFile(file, flag|nonblock, 0o666)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, errors.Join(err, errors.New(file+" is not a file"))
	}
	return f, nil
}

// Read returns the last result of each exercise, in the order in which the
// exercises were first tried. It ignores lines that are not results. A file that
// does not exist has no entries.
func Read(file string) ([]Entry, error) {
	f, err := open(file, os.O_RDONLY)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Parse(f)
}

// Parse is like Read, for the content of a file. It reads up to [Limit].
func Parse(r io.Reader) ([]Entry, error) {
	entries := []Entry{}
	at := map[[2]string]int{}
	lines := bufio.NewReader(io.LimitReader(r, Limit))
	for {
		line, long, err := lines.ReadLine()
		if err == io.EOF {
			return entries, nil
		}
		if err != nil {
			return entries, err
		}
		if long { // not a result: ignore it up to its end
			for long && err == nil {
				_, long, err = lines.ReadLine()
			}
			continue
		}
		fields := strings.Split(string(line), "\t")
		if len(fields) != 4 || fields[3] != passed && fields[3] != failed {
			continue
		}
		when, err := time.Parse(time.RFC3339, fields[0])
		if err != nil {
			continue
		}
		e := Entry{when, fields[1], fields[2], fields[3] == passed}
		key := [2]string{e.Lesson, e.Exercise}
		if i, seen := at[key]; seen {
			entries[i] = e
			continue
		}
		at[key] = len(entries)
		entries = append(entries, e)
	}
}
