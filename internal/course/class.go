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
	"text/tabwriter"
	"unicode"
	"unicode/utf8"

	"golessons/helpers/progress"
	"golessons/internal/plainfile"
	"golessons/internal/state"
)

// A Class is what the learners of a class have solved.
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

// ReadClass reads which exercises of the course the learners have solved whose
// folders are in dir: home folders, volumes, or folders of lessons themselves.
// Where one cannot be read, a sentence on errOut says so, and the others are read.
func (c Course) ReadClass(ctx context.Context, dir string, errOut io.Writer) (*Class, error) {
	lessons, err := c.Lessons()
	if err != nil {
		return nil, err
	}
	learners, err := readLearners(ctx, dir, lessons, errOut)
	return &Class{learners, lessons}, err
}

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
			solved, tried := count(entries, lessons, "")
			learners = append(learners, Learner{who, solved, tried})
		}
	}
	return learners, nil
}

// readLearner reads the file in a learner's folder, which may have anything in
// it: what leads out of the folder, or is no plain file, is not read.
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
			err = fmt.Errorf("%s is larger than %d MB, of which the first is read", file, progress.Limit>>20)
		}
		return entries, entries != nil || err == nil, err
	}
	return nil, false, nil
}

// quoted is a name as it may be shown whatever is in it: as it is, or like a
// string of Go where it would not be plain that it is a name.
func quoted(name string) string {
	plain := name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.@+", r)
	})
	if plain && utf8.ValidString(name) {
		return state.Shorten(name, longestName)
	}
	return strconv.Quote(state.Shorten(name, longestName))
}

// longestName is how much of a learner's name the table shows.
const longestName = 40

// escaped is a text without what would move a terminal's cursor or colour it.
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

// WriteTable writes a line a learner: exercises solved of each lesson, and
// with a + those that were checked and are not solved yet.
func (c *Class) WriteTable(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "learner")
	all := 0
	for _, l := range c.lessons {
		all += len(l.exercises)
		fmt.Fprintf(t, "\t%s (%d)", l.number(), len(l.exercises))
	}
	fmt.Fprintf(t, "\tall (%d)\n", all)
	for _, l := range c.Learners {
		fmt.Fprint(t, l.name)
		for i := range c.lessons {
			fmt.Fprint(t, "\t"+cellText(l.solved[i], l.tried[i]))
		}
		fmt.Fprintf(t, "\t%s\n", cellText(sum(l.solved), sum(l.tried)))
	}
	fmt.Fprint(t, "solved by")
	for i, lesson := range c.lessons {
		n := 0
		for _, l := range c.Learners {
			if len(lesson.exercises) > 0 && l.solved[i] == len(lesson.exercises) {
				n++
			}
		}
		fmt.Fprintf(t, "\t%d of %d", n, len(c.Learners))
	}
	fmt.Fprintln(t)
	return t.Flush()
}

func cellText(solved, tried int) string {
	switch {
	case solved == 0 && tried == 0:
		return "·"
	case tried == 0:
		return fmt.Sprint(solved)
	}
	return fmt.Sprintf("%d+%d", solved, tried)
}
