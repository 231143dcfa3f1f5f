package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	progressfile "golessons/helpers/progress"
	"golessons/internal/course"
	"golessons/internal/plainfile"
	"golessons/internal/setup"
)

// classProgress shows which exercises the learners of a class have solved, as a
// table and, if asked for, as a figure. It reads no notebook of theirs: only
// the files that package progress keeps.
func classProgress(ctx context.Context, c *call) error {
	if len(c.args) != 1 {
		return errors.New("progress needs the folder that has the learners' folders, e.g. `go run . progress /home`")
	}
	s, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	lessons, err := s.Course().Lessons()
	if err != nil {
		return err
	}
	learners, err := course.ReadClass(ctx, c.args[0], lessons, c.err)
	if err != nil {
		return err
	}
	if len(learners) == 0 {
		return fmt.Errorf("below %s nobody has a %s yet: it is in a learner's folder of lessons from the first exercise on", c.args[0], progressfile.File)
	}
	if c.figure != "" {
		if err := writeFigure(c.figure, course.Figure(learners, lessons)); err != nil {
			return fmt.Errorf("no figure: %s", course.Reason(err))
		}
	}
	return course.WriteTable(c.out, learners, lessons)
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
