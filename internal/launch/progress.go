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
	"strings"
	"text/tabwriter"
	"unicode"

	progressfile "golessons/helpers/progress"
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
func classProgress(_ context.Context, c *call) error {
	if len(c.args) != 1 {
		return errors.New("progress needs the folder that has the learners' folders, e.g. `go run . progress /home`")
	}
	s, err := FindState()
	if err != nil {
		return err
	}
	lessons, exercises, err := s.exercises()
	if err != nil {
		return err
	}
	learners, err := readClass(c.args[0], lessons, c.err)
	if err != nil {
		return err
	}
	if len(learners) == 0 {
		return fmt.Errorf("below %s nobody has a %s yet: it is in a learner's folder of lessons from the first exercise on", c.args[0], progressfile.File)
	}
	if c.figure != "" {
		if err := os.WriteFile(c.figure, []byte(classFigure(learners, lessons, exercises)), 0o644); err != nil {
			return err
		}
	}
	return classTable(c.out, learners, lessons, exercises)
}

// exercises lists the lessons by name and how many exercises each has.
func (s *State) exercises() (lessons []string, exercises []int, err error) {
	files, err := s.shipped()
	if err != nil {
		return nil, nil, err
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".ipynb")
		if slices.Contains(lessons, name) {
			continue // in another language
		}
		content, err := os.ReadFile(filepath.Join(s.lessonsDir(), f))
		if err != nil {
			return nil, nil, err
		}
		_, n, err := about(f, content)
		if err != nil {
			return nil, nil, err
		}
		lessons, exercises = append(lessons, name), append(exercises, n)
	}
	return lessons, exercises, nil
}

// readClass reads the progress of each learner who has a folder in dir: a home
// folder, a volume, or a folder of lessons itself.
func readClass(dir string, lessons []string, errOut io.Writer) ([]learner, error) {
	folders, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var learners []learner
	for _, folder := range folders {
		entries, found, err := readLearner(filepath.Join(dir, folder.Name()), folder)
		if err != nil {
			fmt.Fprintf(errOut, "golessons: %s: %v\n", folder.Name(), err)
			continue
		}
		if !found {
			continue
		}
		l := learner{printable(folder.Name()), make([]int, len(lessons)), make([]int, len(lessons))}
		// A lesson in two languages has the same exercises.
		passed := map[[2]string]bool{}
		for _, e := range entries {
			_, lesson, _ := strings.Cut(e.Lesson, "/")
			key := [2]string{lesson, e.Exercise}
			passed[key] = passed[key] || e.Passed
		}
		for key, ok := range passed {
			i := slices.Index(lessons, key[0])
			switch {
			case i < 0: // a notebook of the learner's own
			case ok:
				l.solved[i]++
			default:
				l.tried[i]++
			}
		}
		learners = append(learners, l)
	}
	return learners, nil
}

// readLearner reads the file in a learner's folder, which may have anything in
// it: what leads out of the folder, or is no ordinary small file, is not read.
func readLearner(path string, folder fs.DirEntry) (entries []progressfile.Entry, found bool, err error) {
	if !folder.IsDir() {
		return nil, false, nil
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, false, err
	}
	defer root.Close()
	for _, name := range []string{filepath.Join(learnerFolder, progressfile.File), progressfile.File} {
		info, err := root.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, false, err
		}
		if !info.Mode().IsRegular() || info.Size() > 1<<20 {
			return nil, false, fmt.Errorf("%s is no file that the course has written", name)
		}
		f, err := root.Open(name)
		if err != nil {
			return nil, false, err
		}
		defer f.Close()
		entries, err := progressfile.Parse(io.LimitReader(f, 1<<20))
		return entries, true, err
	}
	return nil, false, nil
}

// printable keeps what would move a terminal's cursor out of a folder's name.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, name)
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
func classTable(w io.Writer, learners []learner, lessons []string, exercises []int) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "learner")
	for i, name := range lessons {
		number, _, _ := strings.Cut(name, "_")
		fmt.Fprintf(t, "\t%s (%d)", number, exercises[i])
	}
	fmt.Fprintf(t, "\tall (%d)\n", sum(exercises))
	for _, l := range learners {
		fmt.Fprint(t, l.name)
		for i := range lessons {
			fmt.Fprint(t, "\t"+cellText(l.solved[i], l.tried[i]))
		}
		fmt.Fprintf(t, "\t%s\n", cellText(sum(l.solved), sum(l.tried)))
	}
	fmt.Fprint(t, "solved by")
	for i := range lessons {
		n := 0
		for _, l := range learners {
			if exercises[i] > 0 && l.solved[i] >= exercises[i] {
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

// classFigure draws the table as SVG: a bar a lesson and learner, as full as
// the lesson is solved, and lighter what was tried.
func classFigure(learners []learner, lessons []string, exercises []int) string {
	const left, top, width, row = 160, 40, 84, 22
	var b strings.Builder
	w, h := left+width*len(lessons)+10, top+row*len(learners)+34
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13" role="img" aria-label="Exercises solved, a row a learner, a column a lesson">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="white"/>`+"\n", w, h)
	for i, name := range lessons {
		number, _, _ := strings.Cut(name, "_")
		fmt.Fprintf(&b, `<text x="%d" y="%d">%s (%d)</text>`+"\n", left+width*i, top-12, number, exercises[i])
	}
	for y, l := range learners {
		at := top + row*y
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`+"\n", left-10, at+14, html.EscapeString(shorten(l.name, 20)))
		for i := range lessons {
			full := width - 10
			n := max(exercises[i], l.solved[i]+l.tried[i], 1)
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
