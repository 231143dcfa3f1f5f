// Package mlx is the lecture's torch.nn and torch.optim in Go: layers, losses,
// penalties, optimizers and training, with PyTorch's names and PyTorch's
// numbers, on GoMLX graphs. (It has nothing to do with Apple's MLX.)
//
// Apply a module to numbers and print them:
//
//	x := mlx.NewTensor(-3, -0.5, 0, 1, 2.5)
//	relu := mlx.ReLU()
//	fmt.Println(relu.Forward(x))    // tensor([0.0000, 0.0000, 0.0000, 1.0000, 2.5000])
//	fmt.Println(relu.Derivative(x)) // tensor([0., 0., 0., 1., 1.])
//
// Train a network:
//
//	model := mlx.Sequential(
//		mlx.Linear(30, 64), mlx.ReLU(), mlx.Dropout(0.5),
//		mlx.Linear(64, 1),
//	).Seed(42)
//	trainer := mlx.Trainer{
//		Model:     model,
//		Loss:      mlx.BCEWithLogitsLoss(),
//		Optimizer: mlx.Adam(0.001, mlx.WeightDecay(1e-4)),
//		Epochs:    300,
//	}
//	history := trainer.Fit(mlx.NewDataset(x, y))
//
// # What there is
//
//   - numbers: [Tensor], with sums, means, maxima and deviations of all elements
//     ([Tensor.Sum]) and along an axis ([Tensor.SumAxis]), comparisons
//     ([Tensor.Le]), arithmetic ([Tensor.Mul], [Tensor.MatMul]), rows
//     ([Tensor.Select], [Tensor.Filter]) and probabilities ([Tensor.Sigmoid])
//   - layers: [Linear], [Dropout], [Sequential], and [Func] for one of your own
//   - activations: [ReLU], [LeakyReLU], [Sigmoid], [Tanh], [GELU]
//   - losses: [MSELoss], [BCEWithLogitsLoss], [CrossEntropyLoss], and [LossFunc] for
//     one of your own
//   - penalties: [L2], [L1]
//   - optimizers: [SGD], [Adam], [AdamW], with the options [WeightDecay],
//     [Momentum], [Nesterov], [Betas], [Eps]
//   - schedules of the learning rate: [StepLR], [CosineAnnealingLR]
//   - training: [Dataset], [DataLoader], [Trainer], [History], [Evaluate],
//     [Parallel]
//   - a training loop of your own: [Module.LossAndGradients], [Optimizer.Step],
//     [Optimizer.SetEpoch], [Optimizer.SetLR]
//   - looking inside: [Module.Parameters], [Module.Gradients],
//     [Module.Activations], [Module.Masks], and a part of a model as a model of
//     its own: [Module.Layer], [Module.Slice]
//   - metrics: [Accuracy], [AUC], [Calibration], [CalibrationError]
//   - saving: [Module.Save], [Module.Load], [Module.MarshalBinary]
//
// A [Module] is a function from a GoMLX node to a GoMLX node. The source of each
// layer, loss, penalty, optimizer and schedule is a file with its name, such as
// relu.go, and fits on one screen. To add one, write such a file and an Example;
// a test then says what else it needs.
//
// # PyTorch's words, and Go's
//
//	x.sum(), x.sum(0)                       x.Sum(), x.SumAxis(0)
//	x.std(0, unbiased=False)                x.StdAxis(0, false)
//	x.max(0).values, x.argmax(0)            x.MaxAxis(0), x.ArgMaxAxis(0)
//	x - x.mean(0), 1 - x                    x.Sub(x.MeanAxis(0)), Full(1).Sub(x)
//	x * 2, x @ w.T                          x.Mul(2), x.MatMul(w.T())
//	(x == 0).float().mean()                 x.Eq(0).Mean()
//	x[i], x[:, j]                           x.Select(0, i), x.Select(1, j)
//	x[[2, 0]], x[x[:, 0] > 140]             x.Subset(2, 0), x.Filter(x.Select(1, 0).Gt(140))
//	logits.sigmoid()                        logits.Sigmoid()
//	logits.softmax(1)                       logits.Softmax(1)
//	model[0](x), model[0:2]                 model.Layer(0).Forward(x), model.Slice(0, 2)
//	model[0].weight.data *= 2               model.ScaleParameter("0.weight", 2)
//	(model[0](x).max(0).values <= 0).sum()  model.Layer(0).Forward(x).MaxAxis(0).Le(0).Sum()
//
// A sum of all elements is a float64 here, sums along an axis are a [Tensor]. A
// method in Go has one type of result, so the two have different names.
//
// # Left out on purpose
//
// The course is about activation functions, Dropout and weight decay in networks
// of linear layers, on tables of numbers. It does not need, and mlx does not have:
//
//   - other layers: BatchNorm and LayerNorm, Conv, pooling and Flatten, Embedding,
//     recurrent layers and attention. GoMLX has them (github.com/gomlx/gomlx/ml/layers);
//     one without parameters of its own fits into a [Func]
//   - Softmax and LogSoftmax as layers, BCELoss and NLLLoss: [CrossEntropyLoss] and
//     [BCEWithLogitsLoss] take logits, which is exact where probabilities round
//     to 0 and 1
//   - autograd on tensors (requires_grad, backward): a Tensor is a value, and
//     [Module.Gradients], [Module.InputGradient], [Module.Derivative] and
//     [Loss.Gradient] return the gradients
//   - operations that change a Tensor where it is, slices with a step, tensors of
//     other types than float32
//   - RMSprop, Adagrad and other optimizers, clipping of gradients, other schedules
//
// # Mistakes
//
// Every mistake is reported in one sentence, such as
//
//	mlx: Dropout: p = 1.5, want 0 ≤ p ≤ 1
//
// The methods that read and write files and bytes, and one that trains, return it as
// an error: [Module.Save], [Module.Load], [Module.MarshalBinary],
// [Module.UnmarshalBinary], [Trainer.FitContext]. All other functions return no error,
// so that a cell stays short. They panic with an [*Error], and the lessons' kernel
// shows the sentence and the line of the cell. The kernel says it in the language of
// the lesson; an error that a cell prints is in English.
//
// # Randomness
//
// All random numbers of a model come from the seed given to [Module.Seed]: the
// initial weights, the masks of Dropout, the order of the mini-batches. The same seed
// gives the same bits on the same machine. Each parameter has a stream of random
// numbers of its own, so that a model with Dropout starts from the same weights as
// one without.
//
// # Where PyTorch and GoMLX differ
//
// This package follows PyTorch; each row is a test of that name.
//
//	                              GoMLX              PyTorch, and here
//	ReLU gradient at 0            1                  0
//	Dropout with p = 1            NaN                zeros
//	SGD default                   lr/√step           constant lr
//	SGD momentum, nesterov, decay none               present
//	Adam weight decay             decoupled          added to the gradient
//	Adam eps                      1e-7               1e-8
//	AdamW default decay           0.004              0.01
//	L2(λ) gradient                2λw                weight_decay=λ gives λw
//	Linear initialisation         He normal, zeros   U(±1/√in) for both
//	loss arguments                labels first       input, then target
//	default loss metric           with the penalty   the loss itself
//
// Unlike in PyTorch, a target must have the shape of the input: MSELoss of [n, 1] and
// [n] is a mistake here, where PyTorch broadcasts to [n, n]. Options take the same
// values as in PyTorch, except some that PyTorch does not check and that can only be
// a mistake: NaN and infinity, a layer without inputs or outputs, a negative gamma or
// low of a schedule.
//
// # Backends
//
// Graphs run on GoMLX's pure Go backend. The environment variable GOMLX_BACKEND
// names another, or sets options ("go:parallelism=1"); a program has the backends
// that it imports, such as golessons/mlx/xla. The Go backend computes the nodes of a
// graph one after the other, unless the variable says "go:ops_parallel".
//
// Optimizers are plain Go loops over the memory that the graph reads its parameters
// from: on the same processor one loop is faster than a dozen graph nodes.
package mlx
