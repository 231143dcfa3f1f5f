package cli

import (
	"context"
	"flag"

	"golessons/internal/setup"
	"golessons/internal/words"
)

// startPageCommand brings a learner's start page up to date. JupyterLab's server
// runs it when the page is opened (internal/lab/start_page.py); nobody types it.
type startPageCommand struct{}

func (*startPageCommand) flags(*flag.FlagSet) {}

func (*startPageCommand) run(_ context.Context, _ terminal, args []string) error {
	if len(args) != 2 {
		return words.Error("startpage needs the learner's folder and a language")
	}
	env, err := setup.FindEnvironment()
	if err != nil {
		return err
	}
	return env.Course().UpdateStartPage(args[0], args[1])
}
