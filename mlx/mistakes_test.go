package mlx

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/gomlx/gomlx/core/graph"
)

// TestMistakes checks the sentence for each ordinary mistake in a call that
// returns no error.
func TestMistakes(t *testing.T) {
	model := func() *Module { return Sequential(Linear(2, 4), ReLU(), Linear(4, 1)) }
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		want string
		call func()
	}{
		{"mlx: Dropout: p = 1.5, want 0 ≤ p ≤ 1", func() { Dropout(1.5) }},
		{"mlx: Dropout: p = -0.1, want 0 ≤ p ≤ 1", func() { Dropout(-0.1) }},
		{"mlx: Dropout: p = NaN, want 0 ≤ p ≤ 1", func() { Dropout(nan) }},
		{"mlx: L2: λ = -1, want 0 or more", func() { L2(-1) }},
		{"mlx: Evaluate: the model is nil, want one", func() { Evaluate(nil, MSELoss(), NewDataset(Ones(1, 2), Ones(1, 1))) }},
		{"mlx: Evaluate: the data is nil, want a Dataset", func() { Evaluate(model(), MSELoss(), nil) }},
		{"mlx: Gradients: the loss is nil, want one, such as MSELoss()", func() { model().Gradients(nil, NewDataset(Ones(1, 2), Ones(1, 1))) }},
		{"mlx: InputGradient: the data is nil, want a Dataset", func() { model().InputGradient(MSELoss(), nil) }},
		{"mlx: SGD: Step: the model is nil, want one", func() { SGD(0.1).Step(nil, nil) }},
		{`mlx: SGD: Step: there is no gradient of "0.weight", want those that Gradients returns for this model`, func() { SGD(0.1).Step(model(), nil) }},
		{"mlx: L1: λ = NaN, want 0 or more", func() { L1(nan) }},
		{"mlx: SGD: learning rate = -0.1, want 0 or more", func() { SGD(-0.1) }},
		{"mlx: Adam: learning rate = NaN, want 0 or more", func() { Adam(nan) }},
		{"mlx: AdamW: weight decay = -2, want 0 or more", func() { AdamW(0.1, WeightDecay(-2)) }},
		{"mlx: SGD: momentum = +Inf, want 0 or more", func() { SGD(0.1, Momentum(inf)) }},
		{"mlx: SGD: Nesterov needs Momentum above 0", func() { SGD(0.1, Nesterov()) }},
		{"mlx: Adam: has no Momentum, SGD has", func() { Adam(0.1, Momentum(0.9)) }},
		{"mlx: SGD: has no Betas, Adam and AdamW have", func() { SGD(0.1, Betas(0.9, 0.99)) }},
		{"mlx: SGD: has no Eps, Adam and AdamW have", func() { SGD(0.1, Eps(1)) }},
		{"mlx: Adam: has no Nesterov, SGD has", func() { Adam(0.1, Nesterov()) }},
		{"mlx: Adam: betas = (1, 0.999), want 0 ≤ β < 1 for both", func() { Adam(0.1, Betas(1, 0.999)) }},
		{"mlx: StepLR: size = 0, want at least 1", func() { SGD(1, StepLR(0, 1)) }},
		{"mlx: CosineAnnealingLR: low = -1, want 0 or more", func() { SGD(1, CosineAnnealingLR(5, -1)) }},
		{"mlx: SGD: StepLR(1, 0.1) needs to know the epoch: call SetEpoch(epoch) at the start of each, before Step", func() {
			m := Linear(1, 1)
			SGD(1, StepLR(1, 0.1)).Step(m, m.Gradients(MSELoss(), NewDataset(Ones(3, 1), Ones(3, 1))))
		}},
		{"mlx: SGD: SetEpoch: epoch = -1, want 0 or more", func() { SGD(1).SetEpoch(-1) }},
		{"mlx: Adam: SetLR: the learning rate is that of StepLR(1, 0.1)", func() { Adam(1, StepLR(1, 0.1)).SetLR(1) }},
		{"mlx: Adam: learning rate = -1, want 0 or more", func() { Adam(1).SetLR(-1) }},
		{"mlx: SGD: Path: steps = -1, want 0 or more, below 2147483647", func() { SGD(1).Path(Ones(1), nil, -1) }},
		{"mlx: Linear: in = 0, out = 3, want both at least 1", func() { Linear(0, 3) }},
		{"mlx: Linear: shape [4294967296, 4294967296] is too large, want at most 2147483647 elements", func() { Linear(1<<32, 1<<32).NumParameters() }},
		{"mlx: Linear: shape [1, 2147483648] is too large, want at most 2147483647 elements", func() { Linear(1<<31, 1) }},
		{"mlx: Linear(in_features=1, out_features=1048576, bias=true): shape [4096, 1048576] is too large, want at most 2147483647 elements",
			func() { Linear(1, 1<<20).Forward(Ones(4096, 1)) }},
		{"mlx: Parallel: n = -1, want 0 or more", func() { Parallel(-1, func(int) {}) }},
		{"mlx: LeakyReLU: slope = NaN, want a number", func() { LeakyReLU(nan) }},
		{"mlx: Sequential: got no module, want at least one", func() { Sequential() }},
		{"mlx: Sequential: module 1 is nil", func() { Sequential(ReLU(), nil) }},
		{"mlx: Module: is empty: make one with Linear, Sequential and so on, or Load one", func() { new(Module).Forward(Ones(1)) }},
		{"mlx: Dropout: p = 3, want 0 ≤ p ≤ 1", func() { Parallel(3, func(i int) { Dropout(float64(i * i * 3 / 4)) }) }},
		{"mlx: NewDataset: got 3 inputs and targets of shape [3, 0], want one for each", func() { NewDataset(Ones(3, 2), Zeros(3, 0)) }},
		{"mlx: Func: got a nil function", func() { Func(nil) }},
		{"mlx: Linear(in_features=2, out_features=4, bias=true): got input of shape [5, 3], want [..., 2]",
			func() { model().Forward(Ones(5, 3)) }},
		{"mlx: Linear(in_features=4, out_features=1, bias=true): got input of shape [5, 3], want [..., 4]",
			func() { Sequential(Linear(2, 3), Linear(4, 1)).Forward(Ones(5, 2)) }},
		{"mlx: Sequential: got an empty tensor of shape [0]", func() { model().Forward(NewTensor()) }},
		{"mlx: SetParameter: \"0.bias\": got shape [3], want [4]", func() { model().SetParameter("0.bias", Ones(3)) }},
		{"mlx: SetParameter: no parameter \"1.bias\", there are [\"0.weight\" \"0.bias\" \"2.weight\" \"2.bias\"]",
			func() { model().SetParameter("1.bias", Ones(3)) }},
		{"mlx: Get: no tensor \"w\", there are [\"weight\" \"bias\"]", func() { Linear(1, 1).Parameter("w") }},
		{"mlx: NewDataset: got no data: inputs of shape [0, 0]", func() { NewDataset(FromRows(nil), NewTensor()) }},
		{"mlx: NewDataset: got 3 inputs and targets of shape [4, 1], want one for each", func() { NewDataset(Ones(3, 2), Ones(4, 1)) }},
		{"mlx: NewDataset: got 3 inputs and targets of shape [2], want one for each", func() { NewDataset(Ones(3, 2), Ones(2)) }},
		{"mlx: NewDataset: the inputs have NaN in row 1: leave such rows out or fill them in",
			func() { NewDataset(FromRows([][]float64{{1, 2}, {3, nan}}), Ones(2, 1)) }},
		{"mlx: NewDataset: the targets have +Inf in row 0: leave such rows out or fill them in",
			func() { NewDataset(Ones(2, 2), NewTensor(inf, 1)) }},
		{"mlx: NewDataset: got weights of shape [2], want one number of 0 or more for each input",
			func() { NewDataset(Ones(2, 2), Ones(2, 1), NewTensor(1, -1)) }},
		{"mlx: FromRows: row 1 has 1 numbers, want 2 as in row 0", func() { FromRows([][]float64{{1, 2}, {3}}) }},
		{"mlx: DataLoader: batch size = 0, want at least 1", func() { NewDataLoader(NewDataset(Ones(4, 1), Ones(4, 1)), 0) }},
		{"mlx: DataLoader: batch size = 5 of 4 examples, without a smaller last batch, leaves none",
			func() { NewDataLoader(NewDataset(Ones(4, 1), Ones(4, 1)), 5).DropLast() }},
		{"mlx: Split: fraction = 1 of 4 examples leaves one side empty", func() { NewDataset(Ones(4, 1), Ones(4, 1)).Split(1, 0) }},
		{"mlx: Subset: got index 4, want 0 to 3", func() { NewDataset(Ones(4, 1), Ones(4, 1)).Subset(4) }},
		{"mlx: MSELoss: got input of shape [3, 1] and target of shape [3], want the same shape", func() { MSELoss().Forward(Ones(3, 1), Ones(3)) }},
		{"mlx: MSELoss: reduction = \"median\", want mean, sum or none", func() { MSELoss("median") }},
		{"mlx: MSELoss: got weight of shape [2] for input of shape [3, 1], want one weight a row",
			func() { MSELoss().Forward(Ones(3, 1), Ones(3, 1), Ones(2)) }},
		{"mlx: BCEWithLogitsLoss: target 1 is 2, want 0 ≤ target ≤ 1", func() { BCEWithLogitsLoss().Forward(Ones(2), NewTensor(1, 2)) }},
		{"mlx: CrossEntropyLoss: target 1 is 3, want a class from 0 to 2", func() { CrossEntropyLoss().Forward(Ones(2, 3), NewTensor(0, 3)) }},
		{"mlx: CrossEntropyLoss: target 0 is 0.5, want a class from 0 to 2", func() { CrossEntropyLoss().Forward(Ones(1, 3), NewTensor(0.5)) }},
		{"mlx: CrossEntropyLoss: got input of shape [2, 3] and target of shape [2, 3], want [n, classes] and [n]",
			func() { CrossEntropyLoss().Forward(Ones(2, 3), Ones(2, 3)) }},
		{"mlx: MSELoss: got input of shape [3, 1] and target of shape [3, 2], want the same shape",
			func() { model().Gradients(MSELoss(), NewDataset(Ones(3, 2), Ones(3, 2))) }},
		{"mlx: L2: no parameter is called \"wieght\", there are [\"0.weight\" \"0.bias\" \"2.weight\" \"2.bias\"]",
			func() { model().Gradients(MSELoss(), NewDataset(Ones(3, 2), Ones(3, 1)), L2(1, "wieght")) }},
		{"mlx: WeightDecay: no parameter is called \"0.w\", there are [\"weight\" \"bias\"]", func() {
			m := Linear(1, 1)
			SGD(1, WeightDecay(1, "bias", "0.w")).Step(m, m.Gradients(MSELoss(), NewDataset(Ones(3, 1), Ones(3, 1))))
		}},
		{"mlx: Tensor.Reshape: 6 elements of shape [2, 3] do not fit shape [4, 1]", func() { Ones(2, 3).Reshape(4, -1) }},
		{"mlx: Tensor.At: index [2, 0] is outside shape [2, 3]", func() { Ones(2, 3).At(2, 0) }},
		{"mlx: Tensor.Item: got shape [2], want one element", func() { Ones(2).Item() }},
		{"mlx: Tensor.Rows: got shape [2], want two axes", func() { Ones(2).Rows() }},
		{"mlx: Full: shape [2, -1] has a negative side", func() { Ones(2, -1) }},
		{"mlx: Full: shape [65536, 65536] is too large, want at most 2147483647 elements", func() { Ones(1<<16, 1<<16) }},
		{"mlx: Tensor.Reshape: 0 elements of shape [0] do not fit shape [4294967296, 4294967296]", func() { NewTensor().Reshape(1<<32, 1<<32) }},
		{"mlx: Linspace: shape [1099511627776] is too large, want at most 2147483647 elements", func() { Linspace(0, 1, 1<<40) }},
		{"mlx: Linspace: shape [-1] has a negative side", func() { Linspace(0, 1, -1) }},
		{"mlx: Accuracy: got 1 predictions and 2 targets, want as many", func() { Accuracy([]float64{1}, []float64{1, 0}) }},
		{"mlx: Accuracy: got no predictions, want at least one", func() { Accuracy(nil, nil) }},
		{"mlx: Accuracy: prediction 1 is 0.3, want a class, a whole number", func() { Accuracy([]float64{1, 0.3}, []float64{1, 0}) }},
		{"mlx: Accuracy: target 0 is 0.5, want a class, a whole number", func() { Accuracy([]float64{1}, []float64{0.5}) }},
		{"mlx: AUC: prediction 1 is NaN, want a number", func() { AUC([]float64{1, nan}, []float64{1, 0}) }},
		{"mlx: AUC: target 0 is +Inf, want a number", func() { AUC([]float64{1}, []float64{inf}) }},
		{"mlx: AUC: all 2 targets are 1, want some of 0 and some of 1", func() { AUC([]float64{1, 2}, []float64{1, 1}) }},
		{"mlx: AUC: target 1 is 2, want 0 or 1", func() { AUC([]float64{1, 2}, []float64{1, 2}) }},
		{"mlx: Calibration: bins = 0, want 1 to 1000000", func() { Calibration([]float64{0.5}, []float64{1}, 0) }},
		{"mlx: Calibration: bins = 1099511627776, want 1 to 1000000", func() { Calibration([]float64{0.5}, []float64{1}, 1<<40) }},
		{"mlx: Evaluate: the output of Sequential for row 2 is +Inf, want a number: its weights or its inputs are too large, or NaN", func() {
			m := Sequential(Linear(1, 1))
			m.SetParameter("0.weight", Full(1e30, 1, 1))
			Evaluate(m, BCEWithLogitsLoss(), NewDataset(Column(0, 1, 1e30), Column(0, 1, 1)))
		}},
		{"mlx: Evaluate: the output of Linear for row 0 is NaN, want a number: its weights or its inputs are too large, or NaN", func() {
			m := Linear(1, 2)
			m.SetParameter("bias", NewTensor(0, nan))
			Evaluate(m, MSELoss(), NewDataset(Column(0, 1), Zeros(2, 2)))
		}},
		{"mlx: Calibration: probability 0 is 1.5, want 0 to 1", func() { Calibration([]float64{1.5}, []float64{1}, 10) }},
		{"mlx: Layer: i = 3, want 0 to 2 for the layers of Sequential", func() { model().Layer(3) }},
		{"mlx: Layer: i = -1, want 0 to 0 for the layers of Linear(in_features=2, out_features=1, bias=true)", func() { Linear(2, 1).Layer(-1) }},
		{"mlx: Slice: from = 2, to = 4, want 0 ≤ from < to ≤ 3 for the layers of Sequential", func() { model().Slice(2, 4) }},
		{"mlx: Slice: from = 1, to = 1, want 0 ≤ from < to ≤ 3 for the layers of Sequential", func() { model().Slice(1, 1) }},
		{"mlx: ScaleParameter: no parameter is called \"wieght\", there are [\"0.weight\" \"0.bias\" \"2.weight\" \"2.bias\"]",
			func() { model().ScaleParameter("wieght", 2) }},
		{"mlx: Trainer: Model is missing", func() { (&Trainer{}).Fit(NewDataset(Ones(1, 1), Ones(1, 1))) }},
		{"mlx: Tensor.SumAxis: axis = 2, and shape [2, 3] has 2 axes, the first is 0", func() { Ones(2, 3).SumAxis(2) }},
		{"mlx: Tensor.MeanAxis: axis = -3, and shape [2, 3] has 2 axes, the first is 0", func() { Ones(2, 3).MeanAxis(-3) }},
		{"mlx: Tensor.StdAxis: axis = 0, and shape [] has 0 axes, the first is 0", func() { Full(1).StdAxis(0) }},
		{"mlx: Tensor.Max: got an empty tensor of shape [0], want at least one element", func() { NewTensor().Max() }},
		{"mlx: Tensor.Min: got an empty tensor of shape [0, 3], want at least one element", func() { Ones(0, 3).Min() }},
		{"mlx: Tensor.ArgMax: got an empty tensor of shape [0], want at least one element", func() { NewTensor().ArgMax() }},
		{"mlx: Tensor.ArgMin: got an empty tensor of shape [0], want at least one element", func() { NewTensor().ArgMin() }},
		{"mlx: Tensor.MaxAxis: axis 0 of shape [0, 3] has no element, want at least one", func() { Ones(0, 3).MaxAxis(0) }},
		{"mlx: Tensor.ArgMinAxis: axis -1 of shape [3, 0] has no element, want at least one", func() { Ones(3, 0).ArgMinAxis(-1) }},
		{"mlx: Tensor.Var: got unbiased 2 times, want it once at most", func() { Ones(3).Var(true, false) }},
		{"mlx: Tensor.StdAxis: got unbiased 2 times, want it once at most", func() { Ones(3).StdAxis(0, true, false) }},
		{"mlx: Tensor.Add: shapes [2, 3] and [2] do not fit: 3 and 2 are neither equal nor 1", func() { Ones(2, 3).Add(Ones(2)) }},
		{"mlx: Tensor.Le: shapes [2, 3] and [4, 3] do not fit: 2 and 4 are neither equal nor 1", func() { Ones(2, 3).Le(Ones(4, 3)) }},
		{"mlx: Tensor.Mul: got a value of type string, want a Tensor, float64, float32 or int", func() { Ones(2).Mul("2") }},
		{"mlx: Tensor.Div: got a value of type []float64, want a Tensor, float64, float32 or int", func() { Ones(2).Div([]float64{1, 2}) }},
		{"mlx: Tensor.Sub: got a value of type <nil>, want a Tensor, float64, float32 or int", func() { Ones(2).Sub(nil) }},
		{"mlx: Tensor.Add: shape [65536, 65536] is too large, want at most 2147483647 elements", func() { Ones(1<<16, 1).Add(Ones(1, 1<<16)) }},
		{"mlx: Tensor.Add: got a Tensor that was never made: NewTensor, Zeros and so on make one", func() { Tensor{}.Add(1) }},
		{"mlx: Tensor.At: got an empty tensor of shape [], want at least one element", func() { Tensor{}.At() }},
		{"mlx: Tensor.Eq: got a Tensor that was never made: NewTensor, Zeros and so on make one", func() { Ones(2).Eq(Tensor{}) }},
		{"mlx: Tensor.MatMul: got shapes [2, 3] and [2, 3], want [n, k] and [k, m]", func() { Ones(2, 3).MatMul(Ones(2, 3)) }},
		{"mlx: Tensor.MatMul: got shapes [2, 3] and [], want [n, k] and [k, m]", func() { Ones(2, 3).MatMul(Full(1)) }},
		{"mlx: Tensor.MatMul: shape [65536, 65536] is too large, want at most 2147483647 elements", func() { Ones(1<<16, 1).MatMul(Ones(1, 1<<16)) }},
		{"mlx: Tensor.T: got shape [1, 2, 3], want two axes at most", func() { Ones(1, 2, 3).T() }},
		{"mlx: Tensor.Select: index = -1 is outside axis 1 of shape [2, 3]", func() { Ones(2, 3).Select(1, -1) }},
		{"mlx: Tensor.Select: axis = 1, and shape [3] has 1 axes, the first is 0", func() { Ones(3).Select(1, 0) }},
		{"mlx: Tensor.Subset: index 2 is outside the 2 rows of shape [2, 3]", func() { Ones(2, 3).Subset(0, 2) }},
		{"mlx: Tensor.Subset: got a scalar, want at least one axis", func() { Full(1).Subset() }},
		{"mlx: Tensor.Filter: got a condition of shape [3] for shape [2, 3], want one number a row", func() { Ones(2, 3).Filter(Ones(3)) }},
		{"mlx: Tensor.Filter: got a condition of shape [] for shape [2, 3], want one number a row", func() { Ones(2, 3).Filter(Full(1)) }},
		{"mlx: Dataset.Filter: got a condition of shape [2, 1] for 2 examples, want one number for each",
			func() { NewDataset(Ones(2, 1), Ones(2, 1)).Filter(Ones(2, 1)) }},
		{"mlx: Dataset.Filter: the condition is 0 for each of the 2 examples, want at least one that is left",
			func() { NewDataset(Ones(2, 1), Ones(2, 1)).Filter(Zeros(2)) }},
		{"mlx: Tensor.Softmax: axis = 1, and shape [3] has 1 axes, the first is 0", func() { Ones(3).Softmax(1) }},
		{"mlx: Linear: got bias 2 times, want it once at most", func() { Linear(1, 1, true, false) }},
		{"mlx: Dropout: got p 2 times, want it once at most", func() { Dropout(0.1, 0.2) }},
		{"mlx: LeakyReLU: got slope 2 times, want it once at most", func() { LeakyReLU(0.1, 0.2) }},
		{"mlx: MSELoss: got reduction 2 times, want it once at most", func() { MSELoss(Sum, Mean) }},
		{"mlx: BCEWithLogitsLoss: got reduction 2 times, want it once at most", func() { BCEWithLogitsLoss(Sum, Sum) }},
		{"mlx: CrossEntropyLoss: got reduction 3 times, want it once at most", func() { CrossEntropyLoss(Mean, Mean, Mean) }},
		{"mlx: LossFunc: got reduction 2 times, want it once at most",
			func() { LossFunc(func(x, _ *graph.Node) *graph.Node { return x }, Sum, None) }},
		{"mlx: MSELoss: got weight 2 times, want it once at most", func() { MSELoss().Forward(Ones(2), Ones(2), Ones(2), Ones(2)) }},
		{"mlx: MSELoss: got weight 2 times, want it once at most", func() { MSELoss().Gradient(Ones(2), Ones(2), Ones(2), Ones(2)) }},
		{"mlx: NewDataset: got weight 2 times, want it once at most", func() { NewDataset(Ones(2, 1), Ones(2, 1), Ones(2), Ones(2)) }},
		{"mlx: SGD: got Momentum 2 times, want it once at most", func() { SGD(1, Momentum(0.5), Momentum(0.9)) }},
		{"mlx: SGD: got Nesterov 2 times, want it once at most", func() { SGD(1, Nesterov(), Nesterov(), Momentum(0.9)) }},
		{"mlx: Adam: got WeightDecay 2 times, want it once at most", func() { Adam(1, WeightDecay(0.1, "weight"), WeightDecay(0, "bias")) }},
		{"mlx: AdamW: got Betas 2 times, want it once at most", func() { AdamW(1, Betas(0.9, 0.9), Betas(0.9, 0.9)) }},
		{"mlx: Adam: got Eps 2 times, want it once at most", func() { Adam(1, Eps(1), Eps(1)) }},
		{"mlx: SGD: got a schedule 2 times, want it once at most", func() { SGD(1, StepLR(5, 0.1), CosineAnnealingLR(5, 0)) }},
		{"mlx: Func(nothing): returned Node(nil), want a Float32 node of the graph it was given", func() { Func(nothing).Forward(Ones(2)) }},
		{"mlx: Func: uses a Linear(in_features=2, out_features=2, bias=true) whose parameters it does not list: name the module in the call of Func",
			func() { Func(Linear(2, 2).Apply).Forward(Ones(1, 2)) }},
	} {
		err := catch(t, c.call)
		if err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

func nothing(*graph.Node) *graph.Node { return nil }

// wrong adds vectors of different lengths, at which GoMLX panics with a stack trace.
func wrong(x *graph.Node) *graph.Node {
	return graph.Add(x, graph.Const(x.Graph(), []float32{1, 2, 3}))
}

func TestOwnFunctionsMistakeIsOneSentence(t *testing.T) {
	err := catch(t, func() { Sequential(ReLU(), Func(wrong)).Forward(Ones(5)) })
	if err == nil || err.Where != "Func(wrong)" || err.Problem == "" || strings.Contains(err.Problem, "\n") {
		t.Errorf("got %v, want one sentence about Func(wrong)", err)
	}
	err = catch(t, func() { Func(func(x *graph.Node) *graph.Node { panic("no idea") }).Forward(Ones(5)) })
	if err == nil || err.Problem != "no idea" {
		t.Errorf("got %v, want the panic's words", err)
	}
}

// TestFitMistakes checks the errors that FitContext returns.
func TestFitMistakes(t *testing.T) {
	data := NewDataset(Randn(1, 8, 2), Rand(2, 8, 1))
	base := func() Trainer {
		return Trainer{Model: Sequential(Linear(2, 4), ReLU(), Linear(4, 1)), Loss: MSELoss(), Optimizer: SGD(0.1), Epochs: 3}
	}
	for _, c := range []struct {
		want   string
		data   *Dataset
		change func(t *Trainer)
	}{
		{"mlx: Trainer: Model is missing", data, func(t *Trainer) { t.Model = nil }},
		{"mlx: Trainer: Loss is missing", data, func(t *Trainer) { t.Loss = nil }},
		{"mlx: Trainer: Optimizer is missing", data, func(t *Trainer) { t.Optimizer = nil }},
		{"mlx: Trainer: data is missing", nil, func(t *Trainer) {}},
		{"mlx: Trainer: Epochs = 0 and Steps = 0, want one of them above 0", data, func(t *Trainer) { t.Epochs = 0 }},
		{"mlx: Trainer: Epochs = 3 and Steps = 3, want one of them above 0", data, func(t *Trainer) { t.Steps = 3 }},
		{"mlx: Trainer: BatchSize = -1, want 0 or more", data, func(t *Trainer) { t.BatchSize = -1 }},
		{"mlx: DataLoader: batch size = 9 of 8 examples, without a smaller last batch, leaves none", data,
			func(t *Trainer) { t.BatchSize, t.DropLast = 9, true }},
		{"mlx: Trainer: Patience = 3, want 0, or more together with Validation", data, func(t *Trainer) { t.Patience = 3 }},
		{"mlx: Trainer: MSELoss(reduction=none) is no single number, want reduction mean or sum", data, func(t *Trainer) { t.Loss = MSELoss(None) }},
		{"mlx: Trainer: ReLU has no parameters to learn", data, func(t *Trainer) { t.Model = ReLU() }},
		{"mlx: Linear(in_features=3, out_features=1, bias=true): got input of shape [8, 2], want [..., 3]", data, func(t *Trainer) { t.Model = Linear(3, 1) }},
		{"mlx: MSELoss: got input of shape [8, 2] and target of shape [8, 1], want the same shape", data, func(t *Trainer) { t.Model = Linear(2, 2) }},
		{"mlx: CrossEntropyLoss: target 7 is 4, want a class from 0 to 3", NewDataset(Ones(8, 2), NewTensor(0, 1, 2, 3, 0, 1, 2, 4)),
			func(t *Trainer) { t.Model, t.Loss, t.BatchSize = Linear(2, 4), CrossEntropyLoss(), 2 }},
		{"mlx: BCEWithLogitsLoss: target 3 is -1, want 0 ≤ target ≤ 1", data,
			func(t *Trainer) {
				t.Loss = BCEWithLogitsLoss()
				t.Validation = NewDataset(Ones(4, 2), Column(0, 1, 0, -1))
			}},
		{"mlx: L1: no parameter is called \"w\", there are [\"0.weight\" \"0.bias\" \"2.weight\" \"2.bias\"]", data,
			func(t *Trainer) { t.Penalties = []Penalty{L1(1, "w")} }},
		{"mlx: WeightDecay: no parameter is called \"w\", there are [\"0.weight\" \"0.bias\" \"2.weight\" \"2.bias\"]", data,
			func(t *Trainer) { t.Optimizer = AdamW(1, WeightDecay(1, "w")) }},
		{"mlx: Trainer: the loss is +Inf at step 1 (epoch 1): try a learning rate below 1e+30, or scale the inputs to mean 0 and deviation 1", data,
			func(t *Trainer) { t.Model, t.Optimizer = Linear(2, 1), SGD(1e30) }},
		{"mlx: Trainer: the validation loss is +Inf at step 0 (epoch 0): try a learning rate below 1e+30, or scale the inputs to mean 0 and deviation 1", data,
			func(t *Trainer) { t.Model, t.Optimizer, t.Validation = Linear(2, 1), SGD(1e30), data }},
		{"mlx: Trainer: the validation loss is NaN at step 0 (epoch 0): try a learning rate below 1e+38, or scale the inputs to mean 0 and deviation 1",
			NewDataset(Full(3, 4, 1), Column(0, 1, 0, 1)), func(t *Trainer) {
				t.Model, t.Optimizer, t.Loss = Sequential(Linear(1, 1), Linear(1, 1)), SGD(1e38), BCEWithLogitsLoss()
				t.Validation = NewDataset(Full(3, 4, 1), Column(0, 1, 0, 1))
			}},
	} {
		trainer := base()
		c.change(&trainer)
		h, err := trainer.FitContext(context.Background(), c.data)
		if err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
		if h.Stopped != "failed" {
			t.Errorf("%s: Stopped is %q, want failed", c.want, h.Stopped)
		}
	}
}
