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

// trustScript signs the notebooks that are its arguments, as `jupyter trust`
// does, in one process and without their outputs.
//
//go:embed trust.py
var trustScript string

// TrustCommand returns the program, with its arguments, that signs the shipped
// notebooks, as learners get them, with the secret in Jupyter's data folder.
func (e *Environment) TrustCommand() ([]string, error) {
	files, err := e.Course().Shipped()
	command := []string{e.Python(), "-c", trustScript}
	for _, f := range files {
		command = append(command, filepath.Join(e.Course().Dir, f))
	}
	return command, err
}

// trustSteps returns the step that signs the shipped notebooks, so that
// JupyterLab does not call them untrusted. A signature is that of the content, so it
// holds for the learner's copies. JupyterLab signs them again when it saves them.
func (e *Environment) trustSteps(*Go) ([]step.Step, error) {
	files, err := e.Course().Shipped()
	parts := []string{trustScript}
	for _, f := range files {
		data, readErr := state.ReadFile(filepath.Join(e.Course().Dir, f))
		if readErr != nil {
			err = readErr
		}
		parts = append(parts, string(data))
	}
	key := state.Hash(parts...)
	made := []string{}
	if len(files) > 0 {
		made = append(made, filepath.Join("jupyter", "data", "notebook_secret"))
	}
	return []step.Step{{
		Name: words.T("trust in the shipped notebooks"),
		Done: func() bool { return err == nil && e.Stamped("trust", key, e.Dir) },
		Do: func(ctx context.Context, p *step.StatusLine) error {
			if err != nil {
				return err
			}
			sign, err := e.TrustCommand()
			if err != nil {
				return err
			}
			cmd := exec.CommandContext(ctx, sign[0], sign[1:]...)
			cmd.Env = e.JupyterEnv()
			if err := p.Run(ctx, cmd); err != nil {
				return err
			}
			return e.Stamp("trust", key, e.Dir, made...)
		},
	}}, nil
}
