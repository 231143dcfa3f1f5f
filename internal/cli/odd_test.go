package cli

import (
	"bytes"
	"context"
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/course"
	"golessons/internal/course/coursetest"
	"golessons/internal/disktest"
	"golessons/internal/state"
)

// deaf is a command that never looks at ctx.
type deaf struct{ release chan bool }

func (deaf) flags(*flag.FlagSet) {}

func (d deaf) run(context.Context, terminal, []string) error {
	<-d.release
	return nil
}

// The first Ctrl-C ends a command, whatever it is busy with.
func TestFirstStopEnds(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	release := make(chan bool)
	defer close(release)
	e := entry{name: "reset", command: deaf{release}, startsNothing: true}
	disktest.Within(t, "a stopped command", func() {
		if err := runUntil(ctx, e, terminal{}, nil); err == nil {
			t.Error("the stopped command returns no error")
		}
	})
}

// On a disk that cannot be written each command says so in one sentence, and
// what is on the disk stays.
func TestReadOnlyDisk(t *testing.T) {
	disk := disktest.Small(t, "64k")
	checkout := t.TempDir()
	c := course.In(checkout)
	disktest.Write(t, filepath.Join(c.Dir, "en/02_relu.ipynb"), coursetest.Lesson("v1", ""))
	disktest.Write(t, filepath.Join(checkout, "go.mod"), "module golessons\n")
	disktest.Write(t, filepath.Join(disk, "en/02_relu.ipynb"), "mine")
	disktest.MakeReadOnly(t, disk)
	t.Setenv(state.CheckoutVariable, checkout)
	for _, args := range [][]string{{"reset", "-dir", disk, "02"}, {"start", "-dir", disk}} {
		var out, errOut bytes.Buffer
		if code := Main(args, &out, &errOut); code != 1 || out.Len() > 0 ||
			!strings.HasPrefix(errOut.String(), "golessons: cannot write to "+disk+" (") || strings.Count(errOut.String(), "\n") != 1 {
			t.Errorf("%s: status %d\n%s%s", args[0], code, out.String(), errOut.String())
		}
	}
	if got := disktest.Read(t, filepath.Join(disk, "en/02_relu.ipynb")); got != "mine" {
		t.Errorf("the lesson is %q", got)
	}
}
