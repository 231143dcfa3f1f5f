package course

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golessons/helpers/progress"
	"golessons/internal/plainfile"
	"golessons/internal/state"
	"golessons/internal/words"
)

// A Class holds what the learners of a class have solved.
type Class struct {
	Learners []Learner
	lessons  []*Lesson
}

// A Learner is one row of the teacher's table.
type Learner struct {
	name   string
	solved []int // of each lesson's exercises
	tried  []int // checked and not solved
}

// ReadClass reads which exercises of the course the learners with a folder in dir
// have solved. The folders are home folders, volumes, or the folders of lessons
// themselves. If one cannot be read, a sentence on errOut says so, and the others
// are read.
func (c Course) ReadClass(ctx context.Context, dir string, errOut io.Writer) (*Class, error) {
	lessons, err := c.Lessons()
	if err != nil {
		return nil, err
	}
	learners, err := readLearners(ctx, dir, lessons, errOut)
	return &Class{learners, lessons}, err
}

// readLearners reads what each learner has solved and tried.
func readLearners(ctx context.Context, dir string, lessons []*Lesson, errOut io.Writer) ([]Learner, error) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	folder, err := plainfile.OpenFolder(dir)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	var learners []Learner
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !name.IsDir() {
			continue
		}
		who := quoted(name.Name())
		entries, found, err := readLearner(folder, name.Name())
		if err != nil {
			fmt.Fprintf(errOut, "golessons: %s: %s\n", who, escaped(Reason(err)))
		}
		if found {
			solved, tried := count(entries, lessons)
			learners = append(learners, Learner{who, solved, tried})
		}
	}
	return learners, nil
}

// readLearner reads the file of verdicts in a learner's folder. The folder may
// have anything in it: links out of it are not followed, and only plain files
// are read.
func readLearner(class *plainfile.Folder, name string) (entries []progress.Entry, found bool, err error) {
	folder, err := class.Sub(name)
	if err != nil {
		return nil, false, err
	}
	defer folder.Close()
	for _, file := range []string{filepath.Join(LearnerFolder, progress.File), progress.File} {
		info, err := folder.Stat(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, false, err
		}
		entries, err := verdictsIn(folder, file)
		if err == nil && info.Size() > progress.Limit {
			err = words.Errorf("%s is larger than %d MB, of which the first is read", file, progress.Limit>>20)
		}
		return entries, entries != nil || err == nil, err
	}
	return nil, false, nil
}

// quoted returns a learner's name for the terminal: as it is, or in Go's quotes
// if it has anything but letters, digits and -_.@+ in it.
func quoted(name string) string {
	plain := name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.@+", r)
	})
	if plain && utf8.ValidString(name) {
		return state.Shorten(name, longestName)
	}
	return strconv.Quote(state.Shorten(name, longestName))
}

// longestName is how many characters of a learner's name are shown.
const longestName = 40

// escaped returns text with escapes for everything that would move a terminal's
// cursor or colour it.
func escaped(text string) string {
	q := strconv.Quote(text)
	return strings.ReplaceAll(q[1:len(q)-1], `\"`, `"`)
}

func sum(numbers []int) int {
	n := 0
	for _, i := range numbers {
		n += i
	}
	return n
}

// WriteTable writes a row for each learner, with the number of exercises solved
// in each lesson and, after a +, the number of those tried but not solved.
func (c *Class) WriteTable(w io.Writer) error {
	head := []string{words.T("learner")}
	all := 0
	for _, l := range c.lessons {
		all += len(l.exercises)
		head = append(head, fmt.Sprintf("%s (%d)", l.number(), len(l.exercises)))
	}
	rows := [][]string{append(head, words.Sprintf("all (%d)", all))}
	for _, l := range c.Learners {
		row := []string{l.name}
		for i := range c.lessons {
			row = append(row, cellText(l.solved[i], l.tried[i]))
		}
		rows = append(rows, append(row, cellText(sum(l.solved), sum(l.tried))))
	}
	// Not a learner's name in any language, which is in quotes if it has a
	// space or a bracket.
	last := []string{words.T("solved by")}
	for i, lesson := range c.lessons {
		n := 0
		for _, l := range c.Learners {
			if len(lesson.exercises) > 0 && l.solved[i] == len(lesson.exercises) {
				n++
			}
		}
		last = append(last, words.Sprintf("%d of %d", n, len(c.Learners)))
	}
	return writeColumns(w, append(rows, last))
}

// writeColumns writes rows with two spaces between the columns. Package
// tabwriter, which counts letters, would not align wide ones.
func writeColumns(w io.Writer, rows [][]string) error {
	width := map[int]int{}
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			width[i] = max(width[i], words.Width(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		end := len(row) - 1
		for i, cell := range row[:end] {
			b.WriteString(cell + strings.Repeat(" ", width[i]-words.Width(cell)+2))
		}
		b.WriteString(row[end] + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// cellText returns a cell of the table: how many exercises are solved and,
// after a +, how many are only tried.
func cellText(solved, tried int) string {
	switch {
	case solved == 0 && tried == 0:
		return "·"
	case tried == 0:
		return fmt.Sprint(solved)
	}
	return fmt.Sprintf("%d+%d", solved, tried)
}
