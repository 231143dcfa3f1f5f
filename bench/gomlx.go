package main

import (
	"math"
	"os"
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

// bareSteps returns what mlxSteps does, for the same network with GoMLX's own
// layers and optimizer, in the shortest possible loop.
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
			loss := tensors.ToScalar[float32](exec.MustCall(x, y)[0])
			times[i] = time.Since(start)
			if math.IsNaN(float64(loss)) {
				panic("the bare loop diverged")
			}
		}
		return times
	}, nil
}

// bareDense does what GoMLX's ml/layers does; that package needs modules that
// nothing else here needs.
func bareDense(scope *model.Scope, x *graph.Node, out int) *graph.Node {
	g, in := x.Graph(), x.Shape().Dimensions[1]
	w := scope.VariableWithShape("weights", shapes.Make(dtypes.Float32, in, out)).NodeValue(g)
	b := scope.VariableWithShape("biases", shapes.Make(dtypes.Float32, out)).NodeValue(g)
	return nn.Dense(x, w, b, compute.DenseLayoutInputOutputs)
}

// bareDropout does what GoMLX's ml/layers does; see bareDense.
func bareDropout(scope *model.Scope, x *graph.Node, p float64) *graph.Node {
	g := x.Graph()
	rate := graph.Scalar(g, dtypes.Float32, p)
	random := scope.RandomUniform(g, x.Shape())
	rested := graph.LessOrEqual(random, graph.BroadcastToDims(rate, x.Shape().Dimensions...))
	return graph.Div(graph.Where(rested, graph.ZerosLike(x), x), graph.OneMinus(rate))
}
