package cli

import (
	"context"
	"flag"
	"path/filepath"

	"golessons/internal/setup"
	"golessons/internal/words"
)

// siteCommand writes the lessons as web pages, with the outputs that they have.
type siteCommand struct{}

func (*siteCommand) flags(*flag.FlagSet) {}

func (*siteCommand) run(ctx context.Context, t terminal, args []string) error {
	if len(args) != 1 {
		return words.Error("site needs the one folder to write to, e.g. `go run . site public`")
	}
	env, err := setup.SetUp(ctx, t.out)
	if err != nil {
		return err
	}
	b, err := env.SiteBuilder()
	if err != nil {
		return err
	}
	dir := filepath.Clean(args[0])
	lessons, size, err := b.Build(ctx, dir)
	if err != nil {
		return err
	}
	words.Fprintf(t.out, "Wrote %d lessons, %.1f MB, to %s; open %s in a browser, or put the folder on any web server.\n",
		lessons, float64(size)/1e6, dir, filepath.Join(dir, "index.html"))
	return nil
}
