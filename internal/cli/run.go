package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/course"
	"golessons/internal/notebook"
	"golessons/internal/setup"
	"golessons/internal/setup/step"
	"golessons/internal/state"
	"golessons/internal/words"
)

// runCommand runs lessons without a browser. It goes through all of them, and
// says of each that failed why.
type runCommand struct {
	lang   string // both if it is empty
	update bool
	seed   int // the lessons' own if it is 0
}

func (c *runCommand) flags(fs *flag.FlagSet) {
	fs.StringVar(&c.lang, "lang", "", words.Sprintf("only this `language`, %s (default all)", orLanguages()))
	fs.BoolVar(&c.update, "update", false, words.T("write the outputs into the checkout's notebooks"))
	fs.IntVar(&c.seed, "seed", 0, words.T("run with this `seed` instead of the lessons' own"))
}

func (c *runCommand) check() error { return checkLang(c.lang) }

func (c *runCommand) run(ctx context.Context, t terminal, names []string) error {
	env, err := setup.SetUp(ctx, t.out)
	if err != nil {
		return err
	}
	files, err := c.files(env.Course(), names)
	if err != nil {
		return err
	}
	failed := 0
	for _, file := range files {
		if err := c.runLesson(ctx, env, t.out, file); err != nil {
			if ctx.Err() != nil {
				return err
			}
			failed++
			fmt.Fprintf(t.out, "✗ %s: %v\n", shortName(env.Course(), file), err)
		}
	}
	if failed > 0 {
		return words.Errorf("%d of %d lessons failed", failed, len(files))
	}
	return nil
}

// files returns the notebooks to run: the lessons of the checkout that are named,
// or all of them, and any notebook that is named by its file.
func (c *runCommand) files(lessons course.Course, names []string) ([]string, error) {
	var files, found []string
	if len(names) == 0 {
		all, err := lessons.Shipped()
		if err != nil {
			return nil, err
		}
		found = all
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			if c.update {
				return nil, words.Errorf("-update writes the checkout's lessons, not a file of yours like %s", name)
			}
			abs, err := filepath.Abs(name)
			if err != nil {
				return nil, err
			}
			files = append(files, abs)
			continue
		}
		matches, err := lessons.Matching(name)
		if err != nil {
			return nil, err
		}
		found = append(found, matches...)
	}
	for _, f := range found {
		if c.lang == "" || strings.HasPrefix(f, c.lang+string(filepath.Separator)) {
			files = append(files, filepath.Join(lessons.Dir, f))
		}
	}
	if len(files) == 0 {
		return nil, words.Error("there is nothing to run")
	}
	return files, nil
}

// shortName returns a lesson's file as a person would call it.
func shortName(lessons course.Course, file string) string {
	if rel, err := filepath.Rel(lessons.Dir, file); err == nil && !strings.HasPrefix(rel, "..") {
		return rel
	}
	return file
}

// runLesson runs a notebook, and with -update writes its outputs into it.
func (c *runCommand) runLesson(ctx context.Context, env *setup.Environment, out io.Writer, file string) error {
	old, err := notebook.Read(file)
	if err != nil {
		return err
	}
	x := env.Executor()
	if c.seed != 0 {
		x.Env = append(x.Env, fmt.Sprintf("GOLESSONS_SEED=%d", c.seed))
	}
	name := shortName(env.Course(), file)
	line := step.NewStatusLine(out, name)
	slowest, slowestCell := time.Duration(0), 0
	x.Ran = func(cell int, took time.Duration) {
		line.Say(words.Sprintf("cell %d of %d", cell+1, len(old.Cells)))
		if took > slowest {
			slowest, slowestCell = took, cell
		}
	}
	done, err := x.Execute(ctx, old, filepath.Dir(file))
	if err == nil {
		err = done.FailedClaims()
	}
	line.End(err)
	if err != nil {
		return err
	}
	words.Fprintf(out, "  slowest: cell %d, %.2f s\n", slowestCell+1, slowest.Seconds())
	if !c.update {
		return nil
	}
	return c.writeOutputs(out, name, file, old, done)
}

// writeOutputs writes a lesson with the outputs of a new run, unless nothing has
// changed.
func (c *runCommand) writeOutputs(out io.Writer, name, file string, old, done *notebook.Notebook) error {
	if err := done.Normalise(); err != nil {
		return err
	}
	// Outputs that are the same within the tolerance stay as they are, to the
	// byte.
	done.KeepEqual(old)
	data, err := done.Bytes()
	if err != nil {
		return err
	}
	if now, err := state.ReadFile(file); err == nil && string(now) == string(data) {
		return nil
	}
	words.Fprintf(out, "  wrote %s\n", name)
	return state.WriteFile(file, data)
}
