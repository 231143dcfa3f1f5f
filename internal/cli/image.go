package cli

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"golessons/internal/container"
	"golessons/internal/setup"
	"golessons/internal/setup/step"
	"golessons/internal/state"
)

// imageCommand does a part of the Dockerfile's work, or of a container that was
// started from the image.
type imageCommand struct{}

func (*imageCommand) flags(*flag.FlagSet) {}

func (*imageCommand) run(ctx context.Context, t terminal, args []string) error {
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	part := ""
	if len(args) > 0 {
		part, args = args[0], args[1:]
	}
	switch part {
	case "tools":
		g, err := env.FindGo(ctx)
		if err != nil {
			return err
		}
		steps, err := env.Steps(g, setup.Tools)
		if err != nil {
			return err
		}
		return step.RunAll(ctx, t.out, nil, steps)
	case "imports":
		imports, err := env.LessonImports()
		if err != nil {
			return err
		}
		return state.WriteFile(env.Path(setup.ImportsFile), []byte(strings.Join(imports, "\n")))
	case "warm":
		return container.Warm(ctx, env, t.out)
	case "seal":
		if err := container.Warm(ctx, env, t.out); err != nil {
			return err
		}
		return env.Seal()
	case "start":
		return container.Start(ctx, env, args, t.err)
	case "health":
		return container.Health()
	}
	return fmt.Errorf("the parts of an image are tools, imports, warm, seal, start and health, not %q", part)
}
