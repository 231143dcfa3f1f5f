package layers_test

import (
	"strings"
	"testing"

	"golessons/helpers/experiments/layers"
	"golessons/mlx"
)

// A mistake ends the call with a sentence in the learner's language.
func TestMistakes(t *testing.T) {
	linear, network := mlx.Linear(1, 1), layers.Network(1, 4)
	weights := mlx.NamedTensors{{Name: "0.weight", Value: mlx.Ones(3, 2)}, {Name: "2.weight", Value: mlx.Ones(1, 3)}}
	for name, tt := range map[string]struct {
		f    func()
		want string
	}{
		"no sizes":            {func() { layers.Stack(true, 1, 1) }, "layers: Stack: the sizes are [], want two at least: how many numbers go in, and how many come out"},
		"no room":             {func() { layers.Sizes(1, 2, -1, 1) }, "layers: Sizes: n = -1, want 0 or more"},
		"merging nothing":     {func() { layers.Merge(nil) }, "layers: Merge: the model is nil, want one"},
		"merging a ReLU":      {func() { layers.Merge(network) }, "layers: Merge: layer 1 is ReLU, and only linear layers merge into one"},
		"no layer":            {func() { layers.Collapse(1, 2, 0) }, "layers: Collapse: layers = 0, want 1 or more"},
		"nothing to merge":    {func() { layers.Collapse(1) }, "layers: Collapse: len(layers) = 0, want 1 or more"},
		"a point":             {func() { layers.Bentness([]float64{1}) }, "layers: Bentness: len(ys) = 1, want 2 or more"},
		"kinks of nothing":    {func() { layers.Kinks(nil, 0, 1) }, "layers: Kinks: the model is nil, want one"},
		"kinks nowhere":       {func() { layers.Kinks(network, 1, 1) }, "layers: Kinks: low = 1, high = 1, want low < high"},
		"kinks of a tanh":     {func() { layers.Kinks(mlx.Sequential(linear, mlx.Tanh()), 0, 1) }, "layers: Kinks: layer 1 is Tanh, want Linear or ReLU"},
		"two inputs":          {func() { layers.Kinks(layers.Network(2, 4), 0, 1) }, "layers: Kinks: the number of inputs is 2, want 1"},
		"two outputs":         {func() { layers.Kinks(mlx.Linear(1, 2), 0, 1) }, "layers: Kinks: the number of outputs is 2, want 1"},
		"no fold":             {func() { layers.Folding(0) }, "layers: Folding: depth = 0, want 1 or more"},
		"no random layer":     {func() { layers.RandomKinks(0, 2, 1, 1) }, "layers: RandomKinks: layers = 0, want 1 or more"},
		"no width":            {func() { layers.RandomKinks(1, 0, 1, 1) }, "layers: RandomKinks: width = 0, want 1 or more"},
		"slopes nowhere":      {func() { layers.Slopes() }, "layers: Slopes: len(at) = 0, want 1 or more"},
		"not deep":            {func() { layers.Deep(0, mlx.ReLU, 1, 1) }, "layers: Deep: depth = 0, want 1 or more"},
		"no activation":       {func() { layers.FirstGradient(2, nil, 1, 1) }, "layers: FirstGradient: the activation is nil, want a function such as mlx.ReLU"},
		"other gradients":     {func() { layers.DepthGradients{Depths: []int{2, 5}}.Factor([]float64{1}) }, "layers: Factor: len(sizes) = 1, len(g.Depths) = 2, want the same, and 2 or more"},
		"no function":         {func() { layers.Nanoseconds(nil, 1) }, "layers: Nanoseconds: the function is nil, want one"},
		"no inputs":           {func() { layers.NanosecondsOfUnit(0, 1) }, "layers: NanosecondsOfUnit: inputs = 0, want 1 or more"},
		"no rows":             {func() { layers.Corner(mlx.Ones(2, 2), 0, 1) }, "layers: Corner: rows = 0, want 1 or more"},
		"no columns":          {func() { layers.Corner(mlx.Ones(2, 2), 1, 0) }, "layers: Corner: columns = 0, want 1 or more"},
		"the corner of what":  {func() { layers.Corner(mlx.Ones(2), 1, 1) }, "layers: Corner: got a tensor of shape [2], want two axes"},
		"no p":                {func() { layers.Moments(1) }, "layers: Moments: len(ps) = 0, want 1 or more"},
		"one weight":          {func() { layers.GradientsByUnit(weights[:1], mlx.Ones(3)) }, "layers: GradientsByUnit: the number of weights with a gradient is 1, want 2: those into the hidden layer and those out of it"},
		"another mask":        {func() { layers.GradientsByUnit(weights, mlx.Ones(4)) }, "layers: GradientsByUnit: the mask is for 4 units, the weights are for 3 and 3"},
		"unequal teams":       {func() { layers.AllTeams(mlx.Ones(2), mlx.Ones(3)) }, "layers: AllTeams: the number of weights is 2 and that of outputs 3, want the same"},
		"too many teams":      {func() { layers.AllTeams(mlx.Ones(21), mlx.Ones(21)) }, "layers: AllTeams: the number of units is 21, want 1 to 20: each further one doubles the number of teams"},
		"no masks":            {func() { layers.ThinnedMean(network, mlx.Ones(1, 1), nil, 0) }, "layers: ThinnedMean: masks = 0, want 1 or more"},
		"no Dropout":          {func() { layers.ThinnedMean(network, mlx.Ones(1, 1), nil, 2) }, "layers: ThinnedMean: the mask changes nothing, want a model with Dropout"},
		"no passes":           {func() { layers.Passes(network, layers.Wave(), 0) }, "layers: Passes: n = 0, want 1 or more"},
		"certain of nothing":  {func() { layers.Certainty(nil) }, "layers: Certainty: len(probabilities) = 0, want 1 or more"},
		"no networks":         {func() { layers.Forgotten(0, 1, nil) }, "layers: Forgotten: networks = 0, want 1 or more"},
		"nothing forgotten":   {func() { layers.Forgotten(1, 0, nil) }, "layers: Forgotten: passes = 0, want 1 or more"},
		"without a bias":      {func() { layers.WithoutUnit(network, mlx.MSELoss(), layers.Wave(), "0.bias") }, `layers: WithoutUnit: "0.bias" has shape [4], want the weights of a linear layer`},
		"one pass":            {func() { layers.MonteCarlo(network, []float64{1}, 1) }, "layers: MonteCarlo: passes = 1, want 2 or more"},
		"no x":                {func() { layers.MonteCarlo(network, nil, 2) }, "layers: MonteCarlo: len(xs) = 0, want 1 or more"},
		"back in time":        {func() { layers.Decay(0.1, -1, 1) }, "layers: Decay: steps = -1, want 0 or more"},
		"a reward":            {func() { layers.Decay(0.1, 1, -0.5) }, "layers: Decay: λ = -0.5, want 0 or more"},
		"no λ":                {func() { layers.Decay(0.1, 1) }, "layers: Decay: len(lambdas) = 0, want 1 or more"},
		"a jagged point":      {func() { layers.Jaggedness([]float64{1}, 1) }, "layers: Jaggedness: len(curve) = 1, want 2 or more"},
		"no width to bend in": {func() { layers.Jaggedness([]float64{1, 2}, 0) }, "layers: Jaggedness: width = 0, want more than 0"},
		"no targets":          {func() { layers.Ridge([][]float64{{1}}, nil, 1) }, "layers: Ridge: the number of rows is 1 and that of targets 0, want the same, and one at least"},
		"a short row":         {func() { layers.Ridge([][]float64{{1, 2}, {1}}, []float64{1, 2}, 1) }, "layers: Ridge: the length of row 1 is 1, want 2 as in row 0"},
		"a prize":             {func() { layers.Ridge([][]float64{{1}}, []float64{1}, -1) }, "layers: Ridge: λ = -1, want 0 or more"},
		"equal columns":       {func() { layers.Ridge([][]float64{{1, 1}, {2, 2}}, []float64{1, 2}, 0) }, "layers: Ridge: with λ = 0 more than one set of weights is best: try a larger λ"},
	} {
		t.Setenv("GOLESSONS_LANG", "en")
		if got := sentence(t, tt.f); got != tt.want {
			t.Errorf("%s:\n got %q,\nwant %q", name, got, tt.want)
		}
		t.Setenv("GOLESSONS_LANG", "ja")
		if got := sentence(t, tt.f); !strings.HasSuffix(got, "。") || strings.Contains(got, "%!") || got == tt.want {
			t.Errorf("%s: in Japanese %q", name, got)
		}
	}
}
