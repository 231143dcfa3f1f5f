// Package progress keeps which exercises a learner has solved, in a file that
// the learner can read and delete.
//
// The file is [File] in the folder of the learner's copies. Each line is one
// verdict: when, which lesson, which exercise, passed or not, with tabs
// between. It holds no code and no answers. [Record] adds a line when a verdict
// is news; [Read] gives the newest verdict on each exercise.
//
// It is a package apart from helpers because the launcher reads what cells
// write.
package progress

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// File is the name of the file in the folder of the learner's copies.
	File = "progress.tsv"

	// Folder is the file by which the launcher marks that folder.
	Folder = ".golessons.json"

	// Limit is how many bytes of a file are read. A verdict has about 60, and
	// only news is kept.
	Limit = 1 << 20
)

// header stands in a new file for whoever opens it.
const header = "# Which exercises were checked and solved. No code, no answers. It may be deleted.\n" +
	"# どの練習問題を確かめ、解けたかの記録です。コードや答えは入っていません。消してもかまいません。\n" +
	"# time\tlesson\texercise\tresult\n"

const (
	passed = "passed"
	failed = "failed"
)

// Entry is a verdict on an exercise.
type Entry struct {
	Time     time.Time
	Lesson   string // as en/02_relu
	Exercise string // the name given to the check
	Passed   bool
}

// Here finds the file and the lesson of the notebook that runs: its path is in
// the environment (JPY_SESSION_NAME, which Jupyter sets; VS Code does not), and
// its folder belongs to a folder that the launcher made. Otherwise ok is false.
func Here() (file, lesson string, ok bool) {
	path := os.Getenv("JPY_SESSION_NAME")
	name, isNotebook := strings.CutSuffix(filepath.Base(path), ".ipynb")
	if !isNotebook {
		return "", "", false
	}
	// The kernel says which folder it runs in; Jupyter may name the notebook by
	// a path from its own root.
	dir := os.Getenv("GONB_DIR")
	if filepath.IsAbs(path) {
		dir = filepath.Dir(path)
	}
	root, lang := filepath.Split(filepath.Clean(dir))
	if _, err := os.Stat(filepath.Join(root, Folder)); dir == "" || err != nil {
		return "", "", false
	}
	return filepath.Join(root, File), lang + "/" + name, true
}

// Record adds a verdict to the file of the notebook that runs, if it is news.
// Where there is no such file, or it cannot be written, nothing is kept: an
// exercise must not fail for it.
func Record(exercise string, ok bool) {
	file, lesson, here := Here()
	if !here {
		return
	}
	e := Entry{time.Now(), clean(lesson), clean(exercise), ok}
	if was, known := newest(file, e.Lesson, e.Exercise); known && was == ok {
		return
	}
	line := e.String()
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		line = header + line
	}
	// One write at the end of the file: kernels that do it at the same time do
	// not mix their lines.
	if f, err := open(file, os.O_APPEND|os.O_CREATE|os.O_RDWR); err == nil {
		f.WriteString(afterPart(f) + line)
		f.Close()
	}
}

// Solved tells whether the newest verdict on an exercise of the notebook that
// runs is that it is solved.
func Solved(exercise string) bool {
	file, lesson, here := Here()
	if !here {
		return false
	}
	passed, _ := newest(file, clean(lesson), clean(exercise))
	return passed
}

// newest is the newest verdict on an exercise, if the file has one.
func newest(file, lesson, exercise string) (passed, known bool) {
	entries, _ := Read(file)
	for _, e := range entries {
		if e.Lesson == lesson && e.Exercise == exercise {
			return e.Passed, true
		}
	}
	return false, false
}

// String is the entry's line in the file.
func (e Entry) String() string {
	result := failed
	if e.Passed {
		result = passed
	}
	return strings.Join([]string{e.Time.UTC().Format(time.RFC3339), e.Lesson, e.Exercise, result}, "\t") + "\n"
}

// clean keeps what separates the file's fields out of a name.
func clean(name string) string { return strings.Join(strings.Fields(name), " ") }

// afterPart is what ends the last line of f, of which a full disk may have kept
// a part.
func afterPart(f *os.File) string {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return ""
	}
	last := make([]byte, 1)
	if _, err := f.ReadAt(last, info.Size()-1); err != nil || last[0] == '\n' {
		return ""
	}
	return "\n"
}

// open opens the file, and nothing else that may stand in its place: a named
// pipe would make a cell wait for ever.
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

// Read reads the newest verdict on each exercise, in the order in which the
// exercises were first tried. Lines that are none are passed over. A file that
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

// Parse reads what such a file says, as far as [Limit].
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
		if long { // no verdict, and passed over as far as its end
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
