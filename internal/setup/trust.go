package setup

import (
	"context"
	_ "embed"
	"os/exec"
	"path/filepath"

	"golessons/internal/setup/step"
	"golessons/internal/state"
	"golessons/internal/words"
)

// TrustScript signs the notebooks that are its arguments, as `jupyter trust`
// does, in one process.
//
//go:embed trust.py
var TrustScript string

// trustStep signs the shipped notebooks, so that JupyterLab shows their figures
// and tables without asking. A signature is that of the content, so it holds for
// the learner's copies too until they change.
func (e *Environment) trustStep() step.Step {
	files, err := e.Course().Shipped()
	var parts []string
	var paths []string
	for _, f := range files {
		path := filepath.Join(e.Course().Dir, f)
		data, readErr := state.ReadFile(path)
		if readErr != nil {
			err = readErr
		}
		parts = append(parts, string(data))
		paths = append(paths, path)
	}
	key := state.Hash(parts...)
	made := []string{}
	if len(files) > 0 {
		made = append(made, filepath.Join("jupyter", "data", "notebook_secret"))
	}
	return step.Step{
		Name: words.T("trust in the shipped notebooks"),
		Done: func() bool { return err == nil && e.Stamped("trust", key, e.Dir) },
		Do: func(ctx context.Context, p *step.StatusLine) error {
			if err != nil {
				return err
			}
			cmd := exec.CommandContext(ctx, e.Python(), append([]string{"-c", TrustScript}, paths...)...)
			cmd.Env = e.JupyterEnv()
			if err := p.Run(ctx, cmd); err != nil {
				return err
			}
			return e.Stamp("trust", key, e.Dir, made...)
		},
	}
}
