package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/notebook"
	"golessons/internal/setup"
)

// claims prints by how much the lessons' claims hold: of each claim that compares
// numbers the thinnest comparison, at the seed where it is thinnest.
func claims(args []string) error {
	flags := flag.NewFlagSet("claims", flag.ContinueOnError)
	seeds := flags.Int("seeds", 5, "how many seeds, from 1 on")
	lang := flags.String("lang", "en", "the language of the lessons")
	if err := flags.Parse(args); err != nil {
		return err
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
		name := filepath.Base(file)
		if flags.NArg() > 0 && !slices.ContainsFunc(flags.Args(), func(word string) bool { return strings.HasPrefix(name, word) }) {
			continue
		}
		found++
		nb, err := notebook.Read(file)
		if err != nil {
			return err
		}
		asked, err := printComparisons(nb.ForClaims())
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		var runs [][]comparedClaim
		for seed := 1; seed <= *seeds; seed++ {
			x := s.Executor()
			x.Env = append(x.Env, fmt.Sprintf("GOLESSONS_SEED=%d", seed))
			done, err := x.Execute(ctx, asked, filepath.Dir(file))
			if err != nil {
				return fmt.Errorf("%s, seed %d: %w", name, seed, err)
			}
			runs = append(runs, comparedClaims(done))
		}
		without := 0
		for i := range runs[0] {
			thinnest, seed := runs[0][i], 1
			for j, run := range runs {
				if len(run) != len(runs[0]) || run[i].text != runs[0][i].text {
					return fmt.Errorf("%s: seed %d makes other claims", name, j+1)
				}
				if !run[i].holds || run[i].spare() < thinnest.spare() {
					thinnest, seed = run[i], j+1
				}
			}
			switch {
			case !thinnest.holds:
				failed++
				fmt.Printf("| %.2s | %s | ✗ | | | %d |\n", name, thinnest.text, seed)
			case len(thinnest.compared) == 0:
				without++
			default:
				t := thinnest.thinnest()
				fmt.Printf("| %.2s | %s | %.4g | %s %.4g | %.0f %% | %d |\n", name, thinnest.text, t.A, t.Op, t.B, 100*t.spare(), seed)
			}
		}
		fmt.Printf("| %.2s | %d claims; %d compare no numbers, and hold on every seed | | | | |\n", name, len(runs[0]), without)
	}
	if found == 0 {
		return fmt.Errorf("claims: no lesson begins with %s", strings.Join(flags.Args(), " or "))
	}
	if failed > 0 {
		return fmt.Errorf("claims: %d do not hold", failed)
	}
	return nil
}
