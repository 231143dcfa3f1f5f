package cli

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"syscall"

	"golessons/internal/browser"
	"golessons/internal/setup"
	"golessons/internal/setup/step"
)

// testCommand sets up what the tests need and runs them.
type testCommand struct{}

func (*testCommand) flags(*flag.FlagSet) {}

func (*testCommand) run(ctx context.Context, t terminal, args []string) error {
	env, err := setup.SetUp(ctx, t.out)
	if err != nil {
		return err
	}
	if !hasShortFlag(args) {
		if err := step.RunAll(ctx, t.out, nil, setup.StepsForTests()); err != nil {
			return err
		}
	}
	args = testArgs(args)
	fmt.Fprintf(t.out, "go %s\n", strings.Join(args, " "))
	cmd := env.GoCommand(ctx, args...)
	cmd.Env = append(cmd.Env, browser.FullVariable+"=1")
	cmd.Stdout, cmd.Stderr = t.out, t.err
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGINT) }
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the tests failed (%w)", err)
	}
	return nil
}

// testArgs returns the arguments for go test: the packages, or all of them if
// none are named, and then the flags as they were given.
func testArgs(args []string) []string {
	// Go's own limit is ten minutes a package; ours leaves room on a slow
	// machine. Packages are tested one at a time, because they run kernels and
	// a browser, and always anew, because go does not notice when those change.
	full := []string{"test", "-p", "1", "-timeout", "20m", "-count", "1"}
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		full = append(full, "./...")
	}
	return append(full, args...)
}

// hasShortFlag reports whether -short is among go test's flags.
func hasShortFlag(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool {
		name, value, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		return strings.HasPrefix(arg, "-") && (name == "short" || name == "test.short") && (!given || value == "true" || value == "1")
	})
}
