package cli

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"golessons/internal/setup"
	"golessons/internal/words"
)

// doctorCommand checks everything that the course needs, and says how to mend
// what is wrong.
type doctorCommand struct {
	dir  string
	port int
}

func (c *doctorCommand) flags(fs *flag.FlagSet) {
	dirFlag(fs, &c.dir)
	fs.IntVar(&c.port, "port", 0, words.T("the `port` to check (default 8888)"))
}

func (c *doctorCommand) check() error { return checkPort(c.port) }

func (c *doctorCommand) run(ctx context.Context, t terminal, _ []string) error {
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	d := &examination{env: env, dir: c.dir, port: c.port}
	failed := 0
	for _, ck := range checks() {
		found, err := ck.run(d, ctx)
		name := ck.name + strings.Repeat(" ", max(0, 12-words.Width(ck.name)))
		switch {
		case err == nil:
			fmt.Fprintf(t.out, "✓ %s %s\n", name, found)
		case ck.advice:
			fmt.Fprintf(t.out, "· %s %s\n", name, err)
		default:
			failed++
			fmt.Fprintf(t.out, "✗ %s %s\n", name, err)
		}
	}
	if failed == 1 {
		return words.Error("one check failed; its line says what mends it")
	}
	if failed > 1 {
		return words.Errorf("%d checks failed; each line says what mends it", failed)
	}
	return nil
}
