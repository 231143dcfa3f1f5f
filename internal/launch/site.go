package launch

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"golessons/internal/site"
)

// siteRequirements pins what only web pages need, so that who only learns does
// not download it. It goes into the environment that the set-up makes.
//
//go:embed requirements-site.txt
var siteRequirements string

// writeSite writes the lessons as web pages, with the outputs that they have.
func writeSite(ctx context.Context, c *call) error {
	if len(c.args) != 1 {
		return errors.New("site needs the one folder to write to, e.g. `go run . site public`")
	}
	s, err := SetUp(ctx, c.out)
	if err != nil {
		return err
	}
	b, err := s.SiteBuilder(ctx, c.out)
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

// SiteBuilder writes the checkout's lessons as web pages. It installs what
// that needs beyond the set-up.
func (s *State) SiteBuilder(ctx context.Context, out io.Writer) (*site.Builder, error) {
	lock, err := s.lock(ctx, out, "setting up")
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := runSteps(ctx, out, lock, []step{s.siteStep()}); err != nil {
		return nil, err
	}
	files, err := s.shipped()
	if err != nil {
		return nil, err
	}
	return &site.Builder{Python: s.venvPython(), Env: s.jupyterEnv(), Lessons: s.lessonsDir(), Files: files, Languages: Languages}, nil
}

func (s *State) siteStep() step {
	key := hash(siteRequirements)
	return step{
		name: "latex2mathml (formulas on web pages)",
		done: func() bool { return s.stamped("site", key, s.Dir) },
		do: func(ctx context.Context, p *progress) error {
			file := s.path("requirements-site.txt")
			if err := writeFile(file, []byte(siteRequirements)); err != nil {
				return err
			}
			cmd := exec.CommandContext(ctx, s.venvPython(), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries", "2")
			if _, err := os.Stat(s.path("venv", "bin", "pip")); err != nil { // uv leaves it out
				cmd = exec.CommandContext(ctx, "uv", "pip", "install", "--python", s.venvPython())
			}
			cmd.Args = append(cmd.Args, "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", file)
			cmd.Env = pythonEnv(os.Environ())
			if err := p.run(ctx, cmd); err != nil {
				return needsNetwork("latex2mathml", err)
			}
			made, err := filepath.Glob(filepath.Join(escapeGlob(s.path("venv")), "lib", "python*", "site-packages", "latex2mathml*"))
			if err != nil {
				return err
			}
			for i, m := range made {
				if made[i], err = filepath.Rel(s.Dir, m); err != nil {
					return err
				}
			}
			return s.stamp("site", key, s.Dir, made...)
		},
	}
}
