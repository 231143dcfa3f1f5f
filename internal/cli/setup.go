package cli

import (
	"context"
	"flag"
	"io"

	"golessons/internal/lab"
	"golessons/internal/setup"
	"golessons/internal/words"
)

// setupCommand does the set-up and no more.
type setupCommand struct{}

func (*setupCommand) flags(*flag.FlagSet) {}

func (*setupCommand) run(ctx context.Context, t terminal, _ []string) error {
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	if err := setUpToServe(ctx, env, t.out); err != nil {
		return err
	}
	words.Fprintf(t.out, "Everything is set up; `go run .` opens the lessons.\n")
	return nil
}

// setUpToServe sets up the environment, and its Jupyter to serve the lessons.
func setUpToServe(ctx context.Context, env *setup.Environment, out io.Writer) error {
	if _, err := env.SetUp(ctx, out); err != nil || env.Sealed() {
		return err
	}
	return lab.WriteServerSettings(env.State)
}
