package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"golessons/internal/setup"
)

// doctorCommand checks what the course needs, and says what mends what is wrong.
type doctorCommand struct {
	dir  string
	port int
}

func (c *doctorCommand) flags(fs *flag.FlagSet) {
	dirFlag(fs, &c.dir)
	fs.IntVar(&c.port, "port", 0, "the `port` to check (default 8888)")
}

func (c *doctorCommand) check() error { return checkPort(c.port) }

func (c *doctorCommand) run(ctx context.Context, t terminal, _ []string) error {
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	d := &examination{env: env, dir: c.dir, port: c.port}
	failed := 0
	for _, ck := range checks {
		found, err := ck.run(d, ctx)
		switch {
		case err == nil:
			fmt.Fprintf(t.out, "✓ %-12s %s\n", ck.name, found)
		case ck.advice:
			fmt.Fprintf(t.out, "· %-12s %s\n", ck.name, err)
		default:
			failed++
			fmt.Fprintf(t.out, "✗ %-12s %s\n", ck.name, err)
		}
	}
	if failed == 1 {
		return errors.New("one check failed; its line says what mends it")
	}
	if failed > 1 {
		return fmt.Errorf("%d checks failed; each line says what mends it", failed)
	}
	return nil
}
