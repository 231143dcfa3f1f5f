package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"golessons/internal/setup"
)

// writeSite writes the lessons as web pages, with the outputs that they have.
func writeSite(ctx context.Context, c *call) error {
	if len(c.args) != 1 {
		return errors.New("site needs the one folder to write to, e.g. `go run . site public`")
	}
	s, err := setup.SetUp(ctx, c.out)
	if err != nil {
		return err
	}
	b, err := s.SiteBuilder()
	if err != nil {
		return err
	}
	dir := filepath.Clean(c.args[0])
	lessons, size, err := b.Build(ctx, dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Wrote %d lessons, %.1f MB, to %s; open %s in a browser, or put the folder on any web server.\n",
		lessons, float64(size)/1e6, dir, filepath.Join(dir, "index.html"))
	return nil
}
