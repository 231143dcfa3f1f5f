package cli

import (
	"context"
	"errors"

	"golessons/internal/course"
	"golessons/internal/setup"
)

// reset brings lessons back as they were shipped. One that cannot be does not
// keep it from the others.
func reset(ctx context.Context, c *call) error {
	s, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	dir, err := course.LearnerDir(c.dir)
	if err != nil {
		return err
	}
	if len(c.args) == 0 {
		return errors.New("reset needs the lessons to bring back, e.g. `go run . reset 02`")
	}
	return s.Course().Reset(ctx, dir, c.args, c.out, c.err)
}
