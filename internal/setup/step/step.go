// Package step runs the steps of the set-up: each has a line that says how far it
// is, and runs programs whose failures become sentences.
package step

import (
	"context"
	"fmt"
	"io"
	"os"
)

// A Step is one line of the set-up. A Step without a name is too quick for a
// line, and is done at each start.
type Step struct {
	Name string
	Done func() bool // whether there is nothing to do
	Do   func(ctx context.Context, p *StatusLine) error
}

// IsDone reports whether there is nothing to do. A Step that is done at each
// start always counts as done.
func (s Step) IsDone() bool { return s.Name == "" || s.Done() }

// RunAll does the steps that are not done, in order. The programs that they
// run inherit lock, which may be nil.
func RunAll(ctx context.Context, out io.Writer, lock *os.File, steps []Step) error {
	total, i := 0, 0
	for _, st := range steps {
		if st.Name != "" {
			total++
		}
	}
	for _, st := range steps {
		if st.Name == "" {
			if err := st.Do(ctx, nil); err != nil {
				return err
			}
			continue
		}
		i++
		if st.IsDone() {
			continue
		}
		p := NewStatusLine(out, fmt.Sprintf("[%d/%d] %s", i, total, st.Name))
		p.lock = lock
		err := st.Do(ctx, p)
		p.End(err)
		if err != nil {
			return err
		}
	}
	return nil
}
