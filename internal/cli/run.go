package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/notebook"
	"golessons/internal/setup"
	"golessons/internal/state"
)

// runLessons runs lessons without a browser. It goes through all of them and
// then names those that failed.
func runLessons(ctx context.Context, c *call) error {
	s, err := setup.SetUp(ctx, c.out)
	if err != nil {
		return err
	}
	files, err := lessonsToRun(s, c)
	if err != nil {
		return err
	}
	failed := 0
	for _, file := range files {
		if err := runLesson(ctx, s, c, file); err != nil {
			if ctx.Err() != nil {
				return err
			}
			failed++
			fmt.Fprintf(c.out, "✗ %s: %v\n", shortName(s, file), err)
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d lessons failed", failed, len(files))
	}
	return nil
}

// lessonsToRun are the lessons that the arguments name, or all: of the
// checkout, or any notebook by its file.
func lessonsToRun(s *setup.Environment, c *call) ([]string, error) {
	words := c.args
	var found []string
	if len(words) == 0 {
		files, err := s.Course().Shipped()
		if err != nil {
			return nil, err
		}
		found = files
	}
	var files []string
	for _, word := range words {
		if info, err := os.Stat(word); err == nil && !info.IsDir() {
			if c.update {
				return nil, fmt.Errorf("-update writes the checkout's lessons, not a file of yours like %s", word)
			}
			abs, err := filepath.Abs(word)
			if err != nil {
				return nil, err
			}
			files = append(files, abs)
			continue
		}
		m, err := s.Course().Matching(word)
		if err != nil {
			return nil, err
		}
		found = append(found, m...)
	}
	for _, f := range found {
		if c.lang == "" || strings.HasPrefix(f, c.lang+string(filepath.Separator)) {
			files = append(files, filepath.Join(s.Course().Dir, f))
		}
	}
	if len(files) == 0 {
		return nil, errors.New("there is nothing to run")
	}
	return files, nil
}

// shortName is a lesson's file as a person would call it.
func shortName(s *setup.Environment, file string) string {
	if rel, err := filepath.Rel(s.Course().Dir, file); err == nil && !strings.HasPrefix(rel, "..") {
		return rel
	}
	return file
}

func runLesson(ctx context.Context, s *setup.Environment, c *call, file string) error {
	old, err := notebook.Read(file)
	if err != nil {
		return err
	}
	x := s.Executor()
	if c.seed != 0 {
		x.Env = append(x.Env, fmt.Sprintf("GOLESSONS_SEED=%d", c.seed))
	}
	p := setup.NewStatusLine(c.out, shortName(s, file))
	slowest, slowestCell := time.Duration(0), 0
	x.Ran = func(cell int, took time.Duration) {
		p.Say(fmt.Sprintf("cell %d of %d", cell+1, len(old.Cells)))
		if took > slowest {
			slowest, slowestCell = took, cell
		}
	}
	done, err := x.Execute(ctx, old, filepath.Dir(file))
	if err == nil {
		err = done.FailedClaims()
	}
	p.End(err)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "  slowest: cell %d, %.2f s\n", slowestCell+1, slowest.Seconds())
	if !c.update {
		return nil
	}
	if err := done.Normalise(); err != nil {
		return err
	}
	// What is the same within the tolerance stays as it is, to the byte.
	done.KeepEqual(old)
	data, err := done.Bytes()
	if err != nil {
		return err
	}
	if now, err := state.ReadFile(file); err == nil && string(now) == string(data) {
		return nil
	}
	fmt.Fprintf(c.out, "  wrote %s\n", shortName(s, file))
	return state.WriteFile(file, data)
}
