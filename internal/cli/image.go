package cli

import (
	"context"
	"fmt"
	"strings"

	"golessons/internal/container"
	"golessons/internal/setup"
	"golessons/internal/state"
)

// image does a part of the Dockerfile, and of a container that runs it.
func image(ctx context.Context, c *call) error {
	s, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	part := ""
	if len(c.args) > 0 {
		part, c.args = c.args[0], c.args[1:]
	}
	switch part {
	case "tools":
		g, err := s.FindGo(ctx)
		if err != nil {
			return err
		}
		return setup.RunSteps(ctx, c.out, nil, s.ToolSteps(g))
	case "imports":
		imports, err := s.LessonImports()
		if err != nil {
			return err
		}
		return state.WriteFile(s.Path(setup.ImportsFile), []byte(strings.Join(imports, "\n")))
	case "warm":
		return container.Warm(ctx, s, c.out)
	case "seal":
		if err := container.Warm(ctx, s, c.out); err != nil {
			return err
		}
		return state.WriteFile(s.Path("sealed"), nil)
	case "start":
		return container.Start(ctx, s, c.args, c.err)
	case "health":
		return container.Health()
	}
	return fmt.Errorf("the parts of an image are tools, imports, warm, seal, start and health, not %q", part)
}
