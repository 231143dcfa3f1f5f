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
//   - numbers: [Tensor]
//   - layers: [Linear], [ReLU], [LeakyReLU], [Sigmoid], [Tanh], [GELU],
//     [Dropout], [Sequential], and [Func] for one of your own
//   - losses: [MSELoss], [BCEWithLogitsLoss], [CrossEntropyLoss], [LossFunc]
//   - penalties: [L2], [L1]
//   - optimizers: [SGD], [Adam], [AdamW], with [WeightDecay], [Momentum],
//     [Nesterov], [Betas], [Eps], [StepLR], [CosineAnnealingLR]
//   - training: [Dataset], [DataLoader], [Trainer], [History], [Evaluate],
//     [Parallel]
//   - looking inside: [Module.Parameters], [Module.Gradients],
//     [Module.Activations], [Module.Masks]
//   - keeping: [Module.Save], [Module.Load], [Module.MarshalBinary]
//
// A [Module] is a function from a GoMLX node to a GoMLX node. The source of each
// layer, loss and optimizer is a file with its name and fits on one screen.
//
// # Mistakes
//
// Every mistake is one sentence, such as
//
//	mlx: Dropout: p = 1.5, want 0 ≤ p ≤ 1
//
// Calls that train, or read and write files and bytes, return it as an error:
// [Trainer.FitContext], [Module.Save], [Module.Load], [Module.MarshalBinary],
// [Module.UnmarshalBinary]. All others return no error, so that a cell stays
// short: in a notebook cell (where GoNB has set GONB_PIPE) they print the
// sentence and end the cell, and elsewhere they panic with an [*Error].
//
// # Randomness
//
// Everything random in a model comes from the seed given to [Module.Seed]: the
// first weights, the masks of Dropout, the order of the mini-batches. The same
// seed gives the same bits on the same machine. The n-th parameter has a stream
// of its own, so that a model with Dropout starts from the same weights as one
// without.
//
// # Where PyTorch and GoMLX differ
//
// This package follows PyTorch; each row is a test of that name.
//
//	                              GoMLX              PyTorch, and here
//	ReLU gradient at 0            1                  0
//	Dropout with p = 1            NaN                zeros
//	SGD default                   lr/√step           constant lr
//	momentum, nesterov, decay     none               in SGD
//	Adam weight decay             decoupled          added to the gradient
//	Adam eps                      1e-7               1e-8
//	AdamW default decay           0.004              0.01
//	L2(λ) gradient                2λw                weight_decay=λ gives λw
//	Linear initialisation         He normal, zeros   U(±1/√in) for both
//	loss arguments                labels first       input, then target
//	default loss metric           with the penalty   the loss itself
//
// Other than PyTorch, a target must have the shape of the input: MSELoss of
// [n, 1] and [n] is a mistake here, where PyTorch broadcasts to [n, n].
//
// # Backends
//
// Graphs run on GoMLX's pure Go backend. The environment variable GOMLX_BACKEND
// names another, or sets its options ("go:ops_sequential"); a program has those
// backends that it imports. Optimizers run in plain Go on the memory that the
// graph reads its parameters from: for Go code on the same processor one loop is
// faster than a dozen graph nodes.
package mlx
