package cli

import (
	"context"
	"flag"

	"golessons/internal/course"
	"golessons/internal/setup"
	"golessons/internal/words"
)

// resetCommand brings lessons back as they were shipped.
type resetCommand struct {
	dir string
}

func (c *resetCommand) flags(fs *flag.FlagSet) { dirFlag(fs, &c.dir) }

func (c *resetCommand) run(ctx context.Context, t terminal, lessons []string) error {
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	dir, err := course.LearnerDir(c.dir)
	if err != nil {
		return err
	}
	if len(lessons) == 0 {
		return words.Error("reset needs the lessons to bring back, e.g. `go run . reset 02`")
	}
	return env.Course().Reset(ctx, dir, lessons, t.out, t.err)
}
