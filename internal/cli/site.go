package cli

import (
	"context"
	"flag"
	"path/filepath"

	"golessons/internal/setup"
	"golessons/internal/words"
)

// siteCommand writes the lessons as web pages, with the outputs that they have, and beside
// them the course that runs in the browser.
type siteCommand struct{ read bool }

func (c *siteCommand) flags(f *flag.FlagSet) {
	f.BoolVar(&c.read, "read", false, words.T("only the pages to read, without the course that runs in the browser"))
}

func (c *siteCommand) run(ctx context.Context, t terminal, args []string) error {
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
	if !c.read {
		if b.Run, err = env.LiteFiles(ctx); err != nil {
			return err
		}
	}
	dir := filepath.Clean(args[0])
	lessons, size, err := b.Build(ctx, dir)
	if err != nil {
		return err
	}
	if !c.read {
		words.Fprintf(t.out, "Wrote %d lessons, %.1f MB, to %s. To read them, open %s in a browser. To run them, put the folder on any web server, or type `python3 -m http.server -d %s` and open http://localhost:8000.\n",
			lessons, float64(size)/1e6, dir, filepath.Join(dir, "index.html"), dir)
		return nil
	}
	words.Fprintf(t.out, "Wrote %d lessons, %.1f MB, to %s; open %s in a browser, or put the folder on any web server.\n",
		lessons, float64(size)/1e6, dir, filepath.Join(dir, "index.html"))
	return nil
}
