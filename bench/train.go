package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"time"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	"github.com/gomlx/compute/gobackend"
	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/core/tensors"
	"github.com/gomlx/gomlx/ml/layers/activation"
	"github.com/gomlx/gomlx/ml/model"
	"github.com/gomlx/gomlx/ml/nn"
	"github.com/gomlx/gomlx/ml/train/optimizer"

	"golessons/mlx"
)

// network is in-width-width-1 with ReLU between, trained on all rows at once with
// Adam and the mean squared error.
type network struct {
	in, width, rows int
	dropout         float64 // after each ReLU; 0 for none
}

func (n network) String() string {
	return fmt.Sprintf("%d-%d-%d-1, %d rows, dropout %g", n.in, n.width, n.width, n.rows, n.dropout)
}

var networks = []network{
	{2, 16, 60, 0}, // what lessons train
	{1, 64, 64, 0}, {1, 64, 64, 0.5},
	{8, 256, 64, 0}, {8, 256, 64, 0.5},
	{8, 256, 512, 0}, {8, 256, 512, 0.5},
	{30, 1024, 512, 0}, {30, 1024, 512, 0.5},
}

// train prints the median time of a training step in mlx, in a bare GoMLX loop
// and in PyTorch, and what several seeds at once gain.
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
	fmt.Println("\nfour seeds, median time of a step of one in milliseconds, over all of them")
	fmt.Printf("%-36s %9s %9s %6s\n", "network", "in turn", "at once", "gain")
	for _, n := range networks[:min(*only, 4)] {
		turn, once := seeds(n, time.Duration(*seconds*float64(time.Second)/4))
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
	round := max(2, int(budget.Seconds()*1000/10/stepMedian(warm)))
	var oursAll, theirsAll []time.Duration
	for start := time.Now(); len(oursAll) == 0 || time.Since(start) < 2*budget; {
		oursAll = append(oursAll, a(round)...)
		theirsAll = append(theirsAll, b(round)...)
	}
	return stepMedian(oursAll), stepMedian(theirsAll), nil
}

// mlxSteps returns a function that trains on for some steps and returns the time
// of each.
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

// bareSteps is the same network with GoMLX's own layers and optimizer, in a loop
// as short as it gets.
func bareSteps(n network) (func(steps int) []time.Duration, error) {
	adam := optimizer.Adam().LearningRate(0.001).Done()
	config := os.Getenv(compute.ConfigEnvVar)
	if config == "" {
		config = gobackend.BackendName
	}
	backend, err := compute.NewWithConfig(config)
	if err != nil {
		return nil, err
	}
	exec, err := model.NewExec(backend, model.NewStore(), func(scope *model.Scope, x, y *graph.Node) *graph.Node {
		scope.Store().SetTraining(x.Graph(), true)
		for i := range 2 {
			x = activation.Relu(bareDense(scope.In("hidden%d", i), x, n.width))
			if n.dropout > 0 {
				x = bareDropout(scope, x, n.dropout)
			}
		}
		x = bareDense(scope.In("out"), x, 1)
		loss := graph.ReduceAllMean(graph.Square(graph.Sub(x, y)))
		adam.UpdateGraph(scope, x.Graph(), loss)
		return loss
	})
	if err != nil {
		return nil, err
	}
	tensor := func(t mlx.Tensor) *tensors.Tensor {
		flat := make([]float32, t.Len())
		for i, v := range t.Values() {
			flat[i] = float32(v)
		}
		return tensors.FromFlatDataAndDimensions(flat, t.Shape()...)
	}
	x, y := tensor(mlx.Randn(1, n.rows, n.in)), tensor(mlx.Randn(2, n.rows, 1))
	return func(steps int) []time.Duration {
		times := make([]time.Duration, steps)
		for i := range times {
			start := time.Now()
			loss := tensors.ToScalar[float32](exec.MustExec(x, y)[0])
			times[i] = time.Since(start)
			if math.IsNaN(float64(loss)) {
				panic("the bare loop diverged")
			}
		}
		return times
	}, nil
}

// bareDense and bareDropout do what ml/layers of GoMLX does; that package itself
// needs modules that nothing else here does.
func bareDense(scope *model.Scope, x *graph.Node, out int) *graph.Node {
	g, in := x.Graph(), x.Shape().Dimensions[1]
	w := scope.VariableWithShape("weights", shapes.Make(dtypes.Float32, in, out)).NodeValue(g)
	b := scope.VariableWithShape("biases", shapes.Make(dtypes.Float32, out)).NodeValue(g)
	return nn.Dense(x, w, b, compute.DenseLayoutInputOutputs)
}

func bareDropout(scope *model.Scope, x *graph.Node, p float64) *graph.Node {
	g := x.Graph()
	rate := graph.Scalar(g, dtypes.Float32, p)
	random := scope.RandomUniform(g, x.Shape())
	rested := graph.LessOrEqual(random, graph.BroadcastToDims(rate, x.Shape().Dimensions...))
	return graph.Div(graph.Where(rested, graph.ZerosLike(x), x), graph.OneMinus(rate))
}

// seeds trains four models one after the other and then at once, and returns the
// time for a step of one of them, in milliseconds of the clock.
func seeds(n network, budget time.Duration) (turn, once float64) {
	const count = 4
	var models []func(steps int) []time.Duration
	for seed := range int64(count) {
		models = append(models, mlxSteps(n, seed))
	}
	steps := max(2, int(budget.Seconds()*1000/stepMedian(models[0](5))))
	for _, m := range models {
		m(2)
	}
	perStep := func(run func()) float64 {
		start := time.Now()
		run()
		return time.Since(start).Seconds() * 1000 / float64(count*(steps+1))
	}
	turn = perStep(func() {
		for _, m := range models {
			m(steps)
		}
	})
	once = perStep(func() { mlx.Parallel(count, func(i int) { models[i](steps) }) })
	return turn, once
}

// stepMedian returns the median in milliseconds.
func stepMedian(times []time.Duration) float64 {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2].Seconds() * 1000
}

// findTorch returns a python that has PyTorch, or "".
func findTorch() string {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import torch").Run() == nil {
			return python
		}
	}
	return ""
}

func describeTorch(python string) string {
	out, err := exec.Command(python, "-c",
		"import torch; print(torch.__version__ + ',', torch.get_num_threads(), 'threads', end='')").Output()
	if err != nil {
		return err.Error()
	}
	return string(out)
}

// torchProgram trains the same network and prints its median in milliseconds.
const torchProgram = `
import json, statistics, sys, time
import torch
from torch import nn
n = json.loads(sys.argv[1])
modules, size = [], n["in"]
for _ in range(2):
    modules += [nn.Linear(size, n["width"]), nn.ReLU()] + ([nn.Dropout(n["dropout"])] if n["dropout"] else [])
    size = n["width"]
net = nn.Sequential(*modules, nn.Linear(size, 1))
x, y = torch.randn(n["rows"], n["in"]), torch.randn(n["rows"], 1)
loss, adam = nn.MSELoss(), torch.optim.Adam(net.parameters(), lr=0.001)
times, begin = [], time.perf_counter()
while len(times) < 8 or time.perf_counter() - begin < n["seconds"]:
    start = time.perf_counter()
    adam.zero_grad()
    l = loss(net(x), y)
    l.backward()
    adam.step()
    l.item()
    times.append(time.perf_counter() - start)
print(1000 * statistics.median(times[3:]))
`

func torchStep(python string, n network, budget time.Duration) (float64, error) {
	arg, err := json.Marshal(map[string]any{"in": n.in, "width": n.width, "rows": n.rows, "dropout": n.dropout, "seconds": budget.Seconds()})
	if err != nil {
		return 0, err
	}
	out, err := exec.Command(python, "-c", torchProgram, string(arg)).Output()
	if err != nil {
		return 0, errors.Join(fmt.Errorf("train: PyTorch on %s", n), err)
	}
	var ms float64
	_, err = fmt.Sscan(string(out), &ms)
	return ms, err
}
