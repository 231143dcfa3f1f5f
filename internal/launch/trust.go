package launch

import (
	"context"
	_ "embed"
	"os/exec"
	"path/filepath"
)

// trust.py signs the notebooks that it is given, as `jupyter trust` does, in
// one process.
//
//go:embed trust.py
var trustScript string

// trustStep signs the shipped notebooks, so that JupyterLab shows their
// figures and tables without a question. The signature is of the content: the
// learner's copies have it too, until they change.
func (s *Environment) trustStep() step {
	files, err := s.Course().shipped()
	var parts []string
	var paths []string
	for _, f := range files {
		path := filepath.Join(s.Course().Dir, f)
		data, readErr := readFile(path)
		if readErr != nil {
			err = readErr
		}
		parts = append(parts, string(data))
		paths = append(paths, path)
	}
	key := hash(parts...)
	made := []string{}
	if len(files) > 0 {
		made = append(made, filepath.Join("jupyter", "data", "notebook_secret"))
	}
	return step{
		name: "trust in the shipped notebooks",
		done: func() bool { return err == nil && s.stamped("trust", key, s.Dir) },
		do: func(ctx context.Context, p *progress) error {
			if err != nil {
				return err
			}
			cmd := exec.CommandContext(ctx, s.venvPython(), append([]string{"-c", trustScript}, paths...)...)
			cmd.Env = s.jupyterEnv()
			if err := p.run(ctx, cmd); err != nil {
				return err
			}
			return s.stamp("trust", key, s.Dir, made...)
		},
	}
}
