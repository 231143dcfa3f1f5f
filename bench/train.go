package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"time"

	"github.com/gomlx/compute"

	"golessons/mlx"
)

// network is the layers in-width-width-1 with ReLU between, trained on all rows at once with
// Adam and the mean squared error.
type network struct {
	in, width, rows int
	dropout         float64 // after each ReLU; 0 for none
}

func (n network) String() string {
	return fmt.Sprintf("%d-%d-%d-1, %d rows, dropout %g", n.in, n.width, n.width, n.rows, n.dropout)
}

var networks = []network{
	{2, 16, 60, 0}, // the size of the lessons' networks
	{1, 64, 64, 0}, {1, 64, 64, 0.5},
	{8, 256, 64, 0}, {8, 256, 64, 0.5},
	{8, 256, 512, 0}, {8, 256, 512, 0.5},
	{30, 1024, 512, 0}, {30, 1024, 512, 0.5},
}

// train prints the median time of a training step in mlx, in a bare GoMLX loop
// and in PyTorch, and the mean time of a step of four seeds in turn and at once.
func train(args []string) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	seconds := flags.Float64("seconds", 2, "time for each network and library")
	only := flags.Int("networks", len(networks), "how many of the networks")
	torch := flags.Bool("torch", true, "measure PyTorch too, where a python has it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *only < 1 || *only > len(networks) {
		return fmt.Errorf("train: -networks=%d, want 1 to %d", *only, len(networks))
	}
	python := ""
	if *torch {
		python = findTorch()
	}
	fmt.Printf("%s %s/%s, GOEXPERIMENT=%q, %s=%q, %d threads\n", runtime.Version(), runtime.GOOS, runtime.GOARCH,
		os.Getenv("GOEXPERIMENT"), compute.ConfigEnvVar, os.Getenv(compute.ConfigEnvVar), runtime.GOMAXPROCS(0))
	if python != "" {
		fmt.Println("PyTorch:", describeTorch(python))
	} else {
		fmt.Println("PyTorch: not measured")
	}
	fmt.Println("\nmedian time of a step in milliseconds")
	fmt.Printf("%-36s %9s %9s %6s %9s\n", "network", "mlx", "GoMLX", "ratio", "PyTorch")
	for _, n := range networks[:*only] {
		budget := time.Duration(*seconds * float64(time.Second))
		ours, theirs, err := sideBySide(n, budget)
		if err != nil {
			return err
		}
		pytorch := math.NaN()
		if python != "" {
			if pytorch, err = torchStep(python, n, budget); err != nil {
				return err
			}
		}
		fmt.Printf("%-36s %9.3f %9.3f %6.2f %9.3f\n", n, ours, theirs, ours/theirs, pytorch)
	}
	fmt.Println("\nfour seeds, mean time per step in milliseconds")
	fmt.Printf("%-36s %9s %9s %6s\n", "network", "in turn", "at once", "gain")
	for _, n := range networks[:min(*only, 4)] {
		turn, once := timeSeeds(n, time.Duration(*seconds*float64(time.Second)/4))
		fmt.Printf("%-36s %9.3f %9.3f %6.2f\n", n, turn, once, turn/once)
	}
	return nil
}

// sideBySide steps mlx and bare GoMLX in turns, so that both see the same
// machine, and returns their medians in milliseconds.
func sideBySide(n network, budget time.Duration) (ours, theirs float64, err error) {
	a := mlxSteps(n, 1)
	b, err := bareSteps(n)
	if err != nil {
		return 0, 0, err
	}
	warm := a(3)
	b(3)
	round := max(2, int(budget/10/max(1, median(warm))))
	var oursAll, theirsAll []time.Duration
	for start := time.Now(); len(oursAll) == 0 || time.Since(start) < 2*budget; {
		oursAll = append(oursAll, a(round)...)
		theirsAll = append(theirsAll, b(round)...)
	}
	return milliseconds(median(oursAll)), milliseconds(median(theirsAll)), nil
}

// mlxSteps returns a function that trains for some more steps and returns the
// time of each.
func mlxSteps(n network, seed int64) func(steps int) []time.Duration {
	hidden := func(in int) []*mlx.Module {
		m := []*mlx.Module{mlx.Linear(in, n.width), mlx.ReLU()}
		if n.dropout > 0 {
			m = append(m, mlx.Dropout(n.dropout))
		}
		return m
	}
	modules := append(hidden(n.in), hidden(n.width)...)
	trainer := mlx.Trainer{
		Model:     mlx.Sequential(append(modules, mlx.Linear(n.width, 1))...).Seed(seed),
		Loss:      mlx.MSELoss(),
		Optimizer: mlx.Adam(0.001),
	}
	data := mlx.NewDataset(mlx.Randn(1, n.rows, n.in), mlx.Randn(2, n.rows, 1))
	return func(steps int) []time.Duration {
		var times []time.Duration
		last := time.Now()
		trainer.Steps = steps + 1 // the first also sets up the run
		trainer.OnStep = func(step int, _ float64) {
			now := time.Now()
			if step > 0 {
				times = append(times, now.Sub(last))
			}
			last = now
		}
		trainer.Fit(data) // random numbers and a learning rate of 0.001 do not diverge
		return times
	}
}

// timeSeeds trains four models one after the other and then at once, and returns
// the mean time per step of a model, in milliseconds of the clock.
func timeSeeds(n network, budget time.Duration) (turn, once float64) {
	const count = 4
	var models []func(steps int) []time.Duration
	for seed := range int64(count) {
		models = append(models, mlxSteps(n, seed))
	}
	steps := max(2, int(budget/max(1, median(models[0](5)))))
	for _, m := range models {
		m(2)
	}
	perStep := func(run func()) float64 {
		start := time.Now()
		run()
		return milliseconds(time.Since(start)) / float64(count*(steps+1))
	}
	turn = perStep(func() {
		for _, m := range models {
			m(steps)
		}
	})
	once = perStep(func() { mlx.Parallel(count, func(i int) { models[i](steps) }) })
	return turn, once
}
