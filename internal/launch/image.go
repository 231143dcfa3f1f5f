package launch

import (
	"context"
	"fmt"
	"strings"
)

// image does a part of the Dockerfile, and of a container that runs it.
func image(ctx context.Context, c *call) error {
	s, err := findEnvironment()
	if err != nil {
		return err
	}
	part := ""
	if len(c.args) > 0 {
		part, c.args = c.args[0], c.args[1:]
	}
	switch part {
	case "tools":
		g, err := s.findGo(ctx)
		if err != nil {
			return err
		}
		return runSteps(ctx, c.out, nil, s.toolSteps(g))
	case "imports":
		imports, err := s.lessonImports()
		if err != nil {
			return err
		}
		return writeFile(s.path(importsFile), []byte(strings.Join(imports, "\n")))
	case "warm":
		return warmImage(ctx, s, c.out)
	case "seal":
		if err := warmImage(ctx, s, c.out); err != nil {
			return err
		}
		return writeFile(s.path("sealed"), nil)
	case "start":
		return startContainer(ctx, s, c.args, c.err)
	case "health":
		return health()
	}
	return fmt.Errorf("the parts of an image are tools, imports, warm, seal, start and health, not %q", part)
}
