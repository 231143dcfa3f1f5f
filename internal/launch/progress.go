package launch

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf8"

	progressfile "golessons/helpers/progress"
	"golessons/internal/notebook"
	"golessons/internal/plainfile"
)

// A learner is one row of the teacher's table.
type learner struct {
	name   string
	solved []int // of each lesson's exercises
	tried  []int // checked and not solved
}

// classProgress shows which exercises the learners of a class have solved, as a
// table and, if asked for, as a figure. It reads no notebook of theirs: only
// the files that package progress keeps.
func classProgress(ctx context.Context, c *call) error {
	if len(c.args) != 1 {
		return errors.New("progress needs the folder that has the learners' folders, e.g. `go run . progress /home`")
	}
	s, err := FindState()
	if err != nil {
		return err
	}
	lessons, err := s.lessons()
	if err != nil {
		return err
	}
	learners, err := readClass(ctx, c.args[0], lessons, c.err)
	if err != nil {
		return err
	}
	if len(learners) == 0 {
		return fmt.Errorf("below %s nobody has a %s yet: it is in a learner's folder of lessons from the first exercise on", c.args[0], progressfile.File)
	}
	if c.figure != "" {
		if err := writeFigure(c.figure, classFigure(learners, lessons)); err != nil {
			return fmt.Errorf("no figure: %s", because(err))
		}
	}
	return classTable(c.out, learners, lessons)
}

// A shippedLesson is a lesson of the checkout, in one language.
type shippedLesson struct {
	name      string // as 02_relu
	title     string
	exercises []string // the names that their verdicts have
	content   []byte
}

// number is how the table calls the lesson: 02.
func (l *shippedLesson) number() string {
	number, _, _ := strings.Cut(l.name, "_")
	return number
}

// lessonsOf reads the lessons of a language.
func (s *State) lessonsOf(lang string) ([]*shippedLesson, error) {
	files, err := s.shipped()
	if err != nil {
		return nil, err
	}
	var lessons []*shippedLesson
	for _, f := range files {
		if !strings.HasPrefix(f, lang+string(filepath.Separator)) {
			continue
		}
		content, err := readFile(filepath.Join(s.lessonsDir(), f))
		if err != nil {
			return nil, err
		}
		nb, err := notebook.ParseWritten(content)
		if err != nil {
			return nil, fmt.Errorf("lessons/%s: %w", f, err)
		}
		exercises, err := nb.Checked()
		if err != nil {
			return nil, fmt.Errorf("lessons/%s: %w", f, err)
		}
		lessons = append(lessons, &shippedLesson{strings.TrimSuffix(filepath.Base(f), ".ipynb"), nb.Title(), exercises, content})
	}
	return lessons, nil
}

// lessons reads the lessons, each in the first language that has it: the
// exercises are the same in all.
func (s *State) lessons() ([]*shippedLesson, error) {
	var all []*shippedLesson
	for _, lang := range Languages {
		lessons, err := s.lessonsOf(lang)
		if err != nil {
			return nil, err
		}
		for _, l := range lessons {
			if !slices.ContainsFunc(all, func(have *shippedLesson) bool { return have.name == l.name }) {
				all = append(all, l)
			}
		}
	}
	return all, nil
}

// count counts for each lesson which of its exercises the entries have solved,
// and which they have tried only. What is no exercise of the course does not
// count, and what was solved in two languages or in a copy counts once. An
// empty lang is every language.
func count(entries []progressfile.Entry, lessons []*shippedLesson, lang string) (solved, tried []int) {
	passed := map[[2]int]bool{}
	for _, e := range entries {
		in, name, _ := strings.Cut(e.Lesson, "/")
		if !slices.Contains(Languages, in) || lang != "" && in != lang {
			continue
		}
		i := slices.IndexFunc(lessons, func(l *shippedLesson) bool {
			// A copy of a lesson (02_relu-Copy1, 02_relu.new) is that lesson.
			rest, ok := strings.CutPrefix(name, l.name)
			return ok && (rest == "" || strings.ContainsRune("-.", rune(rest[0])))
		})
		if i < 0 {
			continue
		}
		if j := slices.Index(lessons[i].exercises, e.Exercise); j >= 0 {
			key := [2]int{i, j}
			passed[key] = passed[key] || e.Passed
		}
	}
	solved, tried = make([]int, len(lessons)), make([]int, len(lessons))
	for key, ok := range passed {
		if ok {
			solved[key[0]]++
		} else {
			tried[key[0]]++
		}
	}
	return solved, tried
}

// verdictsIn reads the verdicts in a learner's file.
func verdictsIn(folder *plainfile.Folder, name string) ([]progressfile.Entry, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return progressfile.Parse(f)
}

// readClass reads the progress of each learner who has a folder in dir: a home
// folder, a volume, or a folder of lessons itself. What goes wrong with one
// costs that one and a sentence.
func readClass(ctx context.Context, dir string, lessons []*shippedLesson, errOut io.Writer) ([]learner, error) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	folder, err := plainfile.OpenFolder(dir)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	var learners []learner
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
			fmt.Fprintf(errOut, "golessons: %s: %s\n", who, escaped(because(err)))
		}
		if found {
			solved, tried := count(entries, lessons, "")
			learners = append(learners, learner{who, solved, tried})
		}
	}
	return learners, nil
}

// readLearner reads the file in a learner's folder, which may have anything in
// it: what leads out of the folder, or is no plain file, is not read.
func readLearner(class *plainfile.Folder, name string) (entries []progressfile.Entry, found bool, err error) {
	folder, err := class.Sub(name)
	if err != nil {
		return nil, false, err
	}
	defer folder.Close()
	for _, file := range []string{filepath.Join(learnerFolder, progressfile.File), progressfile.File} {
		info, err := folder.Stat(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, false, err
		}
		entries, err := verdictsIn(folder, file)
		if err == nil && info.Size() > progressfile.Limit {
			err = fmt.Errorf("%s is larger than %d MB, of which the first is read", file, progressfile.Limit>>20)
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
		return shorten(name, longestName)
	}
	return strconv.Quote(shorten(name, longestName))
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

// classTable writes a line a learner: exercises solved of each lesson, and
// with a + those that were checked and are not solved yet.
func classTable(w io.Writer, learners []learner, lessons []*shippedLesson) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "learner")
	all := 0
	for _, l := range lessons {
		all += len(l.exercises)
		fmt.Fprintf(t, "\t%s (%d)", l.number(), len(l.exercises))
	}
	fmt.Fprintf(t, "\tall (%d)\n", all)
	for _, l := range learners {
		fmt.Fprint(t, l.name)
		for i := range lessons {
			fmt.Fprint(t, "\t"+cellText(l.solved[i], l.tried[i]))
		}
		fmt.Fprintf(t, "\t%s\n", cellText(sum(l.solved), sum(l.tried)))
	}
	fmt.Fprint(t, "solved by")
	for i, lesson := range lessons {
		n := 0
		for _, l := range learners {
			if len(lesson.exercises) > 0 && l.solved[i] == len(lesson.exercises) {
				n++
			}
		}
		fmt.Fprintf(t, "\t%d of %d", n, len(learners))
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

// writeFigure writes a file that root may have named in a folder of somebody
// else's.
func writeFigure(file, svg string) error {
	folder, err := plainfile.OpenFolder(filepath.Dir(file))
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Write(filepath.Base(file), []byte(svg))
}

// classFigure draws the table as SVG: a bar a lesson and learner, as full as
// the lesson is solved, and lighter what was tried.
func classFigure(learners []learner, lessons []*shippedLesson) string {
	const left, top, width, row = 160, 40, 84, 22
	var b strings.Builder
	w, h := left+width*len(lessons)+10, top+row*len(learners)+34
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" role="img" aria-label="Exercises solved, a row a learner, a column a lesson">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="white"/>`+"\n", w, h)
	for i, l := range lessons {
		fmt.Fprintf(&b, `<text x="%d" y="%d">%s (%d)</text>`+"\n", left+width*i, top-12, l.number(), len(l.exercises))
	}
	for y, l := range learners {
		at := top + row*y
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", left-10, at+14, html.EscapeString(shorten(l.name, 20)))
		for i, lesson := range lessons {
			full := width - 10
			n := max(len(lesson.exercises), 1)
			solved, tried := full*l.solved[i]/n, full*l.tried[i]/n
			x := left + width*i
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="16" fill="#eeeeee"/><rect x="%d" y="%d" width="%d" height="16" fill="#1f77b4"/><rect x="%d" y="%d" width="%d" height="16" fill="#aec7e8"/>`+"\n",
				x, at, full, x, at, solved, x+solved, at, tried)
		}
	}
	at := top + row*len(learners) + 12
	fmt.Fprintf(&b, `<rect x="%d" y="%d" width="12" height="12" fill="#1f77b4"/><text x="%d" y="%d">solved</text>`, left, at, left+18, at+11)
	fmt.Fprintf(&b, `<rect x="%d" y="%d" width="12" height="12" fill="#aec7e8"/><text x="%d" y="%d">tried</text>`+"\n</svg>\n", left+90, at, left+108, at+11)
	return b.String()
}
