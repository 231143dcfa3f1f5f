package launch

import (
	"context"
	"fmt"
	"io"
	"os"
)

// A step is one line of the set-up. One without a name is too quick for a
// line, and is done at each start.
type step struct {
	name string
	done func() bool // whether there is nothing to do
	do   func(ctx context.Context, p *progress) error
}

// runSteps does the steps that are not done, in order, each with a line. Lock, which
// may be nil, is what the programs they run must hold.
func runSteps(ctx context.Context, out io.Writer, lock *os.File, steps []step) error {
	total, i := 0, 0
	for _, st := range steps {
		if st.name != "" {
			total++
		}
	}
	for _, st := range steps {
		if st.name == "" {
			if err := st.do(ctx, nil); err != nil {
				return err
			}
			continue
		}
		i++
		if st.done() {
			continue
		}
		p := newProgress(out, fmt.Sprintf("[%d/%d] %s", i, total, st.name))
		p.lock = lock
		err := st.do(ctx, p)
		p.end(err)
		if err != nil {
			return err
		}
	}
	return nil
}
