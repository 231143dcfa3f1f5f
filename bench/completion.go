package main

import (
	"fmt"
	"time"

	"golessons/internal/session"
	"golessons/internal/setup"
)

// completion prints how long the first completion of a fresh kernel takes, asked
// for at once, and how long the one after it.
func completion(python string, env []string, dir string) error {
	var first, second []time.Duration
	for range 3 {
		ks, err := session.Start(python, env, setup.KernelName, dir)
		if err != nil {
			return err
		}
		a, err := ks.Complete("import \"golessons/mlx\"\n%%\nf := mlx.Leaky")
		if err == nil && len(a.Matches) == 0 {
			err = fmt.Errorf("no completion")
		}
		if err != nil {
			ks.Shutdown()
			return err
		}
		b, err := ks.Complete("import \"golessons/mlx\"\n%%\nf := mlx.Sig")
		ks.Shutdown()
		if err != nil {
			return err
		}
		first, second = append(first, a.Took), append(second, b.Took)
	}
	fmt.Printf("\nCompletion: the first %.2f s, the next %.2f s\n", median(first).Seconds(), median(second).Seconds())
	return nil
}
