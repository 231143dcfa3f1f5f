package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/notebook"
	"golessons/internal/setup"
)

// claims prints by how much the lessons' claims hold: for each claim that compares
// numbers, the comparison with least to spare, at the seed where it has least.
func claims(args []string) error {
	flags := flag.NewFlagSet("claims", flag.ContinueOnError)
	seeds := flags.Int("seeds", 5, "how many seeds, from 1 on")
	lang := flags.String("lang", "en", "the language of the lessons")
	if err := flags.Parse(args); err != nil {
		return err
	}
	for _, word := range flags.Args() {
		if strings.HasPrefix(word, "-") {
			return fmt.Errorf("claims: %s stands after a lesson, want flags first", word)
		}
	}
	ctx := context.Background()
	s, err := setup.SetUp(ctx, os.Stderr)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(s.Checkout, "lessons", *lang, "*.ipynb"))
	if err != nil {
		return err
	}
	fmt.Printf("| lesson | claim | it is | wanted | to spare | seed |\n|---|---|---|---|---|---|\n")
	found, failed := 0, 0
	for _, file := range files {
		if !named(file, flags.Args()) {
			continue
		}
		found++
		runs, err := claimRuns(ctx, s.Executor(), file, *seeds)
		if err == nil {
			var n int
			n, err = printClaims(os.Stdout, filepath.Base(file)[:2], runs)
			failed += n
		}
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
	}
	if found == 0 {
		return fmt.Errorf("claims: no lesson begins with %s", strings.Join(flags.Args(), " or "))
	}
	if failed > 0 {
		return fmt.Errorf("claims: %d do not hold", failed)
	}
	return nil
}

// named reports whether the file's name begins with one of the words. No words
// name every file.
func named(file string, words []string) bool {
	return len(words) == 0 || slices.ContainsFunc(words, func(word string) bool {
		return strings.HasPrefix(filepath.Base(file), word)
	})
}

// claimRuns runs a lesson once for each seed, 1, 2, …, and returns the claims of
// each run.
func claimRuns(ctx context.Context, x *notebook.Executor, file string, seeds int) (runs [][]comparedClaim, err error) {
	nb, err := notebook.Read(file)
	if err != nil {
		return nil, err
	}
	printing, err := printComparisons(nb.ForClaims())
	if err != nil {
		return nil, err
	}
	env := x.Env
	for seed := 1; seed <= seeds; seed++ {
		x.Env = append(slices.Clone(env), fmt.Sprintf("GOLESSONS_SEED=%d", seed))
		done, err := x.Execute(ctx, printing, filepath.Dir(file))
		if err != nil {
			return nil, fmt.Errorf("seed %d: %w", seed, err)
		}
		runs = append(runs, comparedClaims(done))
	}
	return runs, nil
}

// printClaims prints the rows of one lesson, and returns how many of its claims do
// not hold.
func printClaims(w io.Writer, lesson string, runs [][]comparedClaim) (failed int, err error) {
	if len(runs) == 0 {
		return 0, nil
	}
	without := 0
	for i := range runs[0] {
		thinnest, seed := runs[0][i], 1
		for j, run := range runs {
			if len(run) != len(runs[0]) || run[i].text != runs[0][i].text {
				return failed, fmt.Errorf("seed %d makes other claims", j+1)
			}
			if !run[i].holds || run[i].spare() < thinnest.spare() {
				thinnest, seed = run[i], j+1
			}
		}
		switch {
		case !thinnest.holds:
			failed++
			fmt.Fprintf(w, "| %s | %s | ✗ | | | %d |\n", lesson, thinnest.text, seed)
		case len(thinnest.compared) == 0:
			without++
		default:
			t := thinnest.thinnest()
			fmt.Fprintf(w, "| %s | %s | %.4g | %s %.4g | %.0f %% | %d |\n", lesson, thinnest.text, t.A, t.Op, t.B, 100*t.spare(), seed)
		}
	}
	fmt.Fprintf(w, "| %s | %d claims; %d compare no numbers, and hold on every seed | | | | |\n", lesson, len(runs[0]), without)
	return failed, nil
}
