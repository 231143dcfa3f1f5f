package cli

import (
	"context"
	"fmt"
	"io"

	"golessons/internal/lab"
	"golessons/internal/setup"
)

func setupOnly(ctx context.Context, c *call) error {
	s, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	if err := setUpToServe(ctx, s, c.out); err != nil {
		return err
	}
	fmt.Fprintln(c.out, "Everything is set up; `go run .` opens the lessons.")
	return nil
}

// setUpToServe sets up the environment, and its Jupyter to serve the lessons.
func setUpToServe(ctx context.Context, s *setup.Environment, out io.Writer) error {
	if _, err := s.SetUp(ctx, out); err != nil || s.Sealed() {
		return err
	}
	return lab.WriteServerSettings(s.State)
}
