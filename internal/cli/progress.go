package cli

import (
	"context"
	"flag"
	"path/filepath"

	"golessons/helpers/progress"
	"golessons/internal/course"
	"golessons/internal/plainfile"
	"golessons/internal/setup"
	"golessons/internal/words"
)

// progressCommand shows which exercises the learners of a class have solved, as
// a table and, if asked for, as a figure. It reads no notebook of theirs, only
// the files that package progress keeps.
type progressCommand struct {
	figure string // the file to draw the table into
}

func (c *progressCommand) flags(fs *flag.FlagSet) {
	fs.StringVar(&c.figure, "figure", "", words.T("draw them too, into this SVG `file`"))
}

func (c *progressCommand) run(ctx context.Context, t terminal, args []string) error {
	if len(args) != 1 {
		return words.Error("progress needs the folder that has the learners' folders, e.g. `go run . progress /home`")
	}
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	class, err := env.Course().ReadClass(ctx, args[0], t.err)
	if err != nil {
		return err
	}
	if len(class.Learners) == 0 {
		return words.Errorf("below %s nobody has a %s yet: it is in a learner's folder of lessons from the first exercise on", args[0], progress.File)
	}
	if c.figure != "" {
		if err := writeFigure(c.figure, class.Figure()); err != nil {
			return words.Errorf("no figure: %s", course.Reason(err))
		}
	}
	return class.WriteTable(t.out)
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
