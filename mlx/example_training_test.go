package mlx_test

import (
	"context"
	"fmt"
	"math"

	"golessons/mlx"
)

// threshold returns patients whose risk begins to rise at a blood pressure of
// 140.
func threshold() *mlx.Dataset {
	var pressures, risks []float64
	for p := 90.0; p <= 180; p += 2 {
		pressures = append(pressures, (p-135)/45)
		risks = append(risks, math.Max(0, (p-140)/40))
	}
	return mlx.NewDataset(mlx.Column(pressures...), mlx.Column(risks...))
}

func ExampleTrainer() {
	model := mlx.Sequential(mlx.Linear(1, 8), mlx.ReLU(), mlx.Linear(8, 1)).Seed(1)
	trainer := mlx.Trainer{
		Model:     model,
		Loss:      mlx.MSELoss(),
		Optimizer: mlx.Adam(0.02),
		Epochs:    300,
	}
	history := trainer.Fit(threshold())
	fmt.Printf("loss %.2f at first, %.5f at last\n", history.TrainLoss[0], history.TrainLoss[299])
	fmt.Println(model.Training())
	// Output:
	// loss 0.19 at first, 0.00000 at last
	// false
}

func ExampleTrainer_Fit() {
	train, validation := threshold().Split(0.7, 1)
	trainer := mlx.Trainer{
		Model:      mlx.Sequential(mlx.Linear(1, 8), mlx.ReLU(), mlx.Linear(8, 1)).Seed(1),
		Loss:       mlx.MSELoss(),
		Optimizer:  mlx.Adam(0.02),
		Penalties:  []mlx.Penalty{mlx.L2(0.001)},
		Epochs:     40,
		BatchSize:  8,
		Validation: validation,
		OnEpoch: func(epoch int, trainLoss, valLoss float64) {
			if epoch%20 == 0 {
				fmt.Printf("epoch %d: training %.3f, validation %.3f\n", epoch, trainLoss, valLoss)
			}
		},
	}
	fmt.Println(trainer.Fit(train))
	// Output:
	// epoch 0: training 0.109, validation 0.055
	// epoch 20: training 0.002, validation 0.001
	// epochs: 40, steps: 160, done
	// training:   loss 0.1094 → 8.01e-05, penalty 0.003475 → 0.003237
	// validation: loss 0.05535 → 7.557e-05, lowest 7.557e-05 after epoch 39 (counted from 0)
}

func ExampleTrainer_FitContext() {
	ctx, cancel := context.WithCancel(context.Background())
	trainer := mlx.Trainer{
		Model:     mlx.Sequential(mlx.Linear(1, 8), mlx.ReLU(), mlx.Linear(8, 1)).Seed(1),
		Loss:      mlx.MSELoss(),
		Optimizer: mlx.Adam(0.02),
		Epochs:    300,
		OnEpoch: func(epoch int, trainLoss, _ float64) {
			if trainLoss < 0.01 {
				cancel() // good enough
			}
		},
	}
	history, err := trainer.FitContext(ctx, threshold())
	fmt.Println(err)
	fmt.Println(history.Stopped)
	trainer.BatchSize = -1
	_, err = trainer.FitContext(context.Background(), threshold())
	fmt.Println(err)
	// Output:
	// mlx: Trainer: stopped in epoch 36 after 36 steps: context canceled
	// cancelled
	// mlx: Trainer: BatchSize = -1, want 0 or more
}

// A training loop as in PyTorch, whose lines stand above those of Go.
func ExampleModule_LossAndGradients() {
	model := mlx.Sequential(mlx.Linear(1, 16), mlx.ReLU(), mlx.Dropout(0.1), mlx.Linear(16, 1)).Seed(1)
	// loader = DataLoader(threshold, batch_size=16, shuffle=True)
	loader := mlx.NewDataLoader(threshold(), 16).Shuffle(1)
	// loss_fn = nn.MSELoss()
	lossFn := mlx.MSELoss()
	// optimizer = optim.Adam(model.parameters(), lr=0.02)
	// scheduler = StepLR(optimizer, 50, gamma=0.5)
	optimizer := mlx.Adam(0.02, mlx.StepLR(50, 0.5))

	// model.train()
	model.Train()
	// for epoch in range(100):
	for epoch := range 100 {
		// scheduler.step(), which PyTorch has at the end of the epoch
		optimizer.SetEpoch(epoch)
		// for x, y in loader:
		for _, batch := range loader.Epoch(epoch) {
			// optimizer.zero_grad()
			// loss = loss_fn(model(x), y)
			// loss.backward()
			loss, gradients := model.LossAndGradients(lossFn, batch)
			// optimizer.step()
			optimizer.Step(model, gradients)
			if epoch%49 == 0 && batch.Len() < 16 { // the last batch
				// print(epoch, optimizer.param_groups[0]["lr"], loss.item())
				fmt.Printf("epoch %2d, learning rate %g, loss %.2f\n", epoch, optimizer.LR(), loss)
			}
		}
	}
	// model.eval()
	model.Eval()
	fmt.Println(mlx.Evaluate(model, lossFn, threshold()).Loss < 0.001)
	// Output:
	// epoch  0, learning rate 0.02, loss 0.04
	// epoch 49, learning rate 0.02, loss 0.00
	// epoch 98, learning rate 0.01, loss 0.00
	// true
}

func ExampleHistory() {
	train, validation := threshold().Split(0.7, 1)
	trainer := mlx.Trainer{
		Model:      mlx.Sequential(mlx.Linear(1, 8), mlx.ReLU(), mlx.Linear(8, 1)).Seed(1),
		Loss:       mlx.MSELoss(),
		Optimizer:  mlx.SGD(0.1, mlx.StepLR(2, 0.5)),
		Epochs:     4,
		BatchSize:  16,
		Validation: validation,
	}
	h := trainer.Fit(train)
	fmt.Println(len(h.TrainLoss), len(h.ValLoss), len(h.StepLoss), len(h.ValAccuracy))
	fmt.Println(h.LearningRate, h.BestEpoch, h.Stopped)
	// Output:
	// 4 4 8 0
	// [0.1 0.1 0.05 0.05] 3 done
}

func ExampleHistory_String() {
	train := mlx.NewDataset(mlx.Column(-3, -2, -1, 1, 2, 3), mlx.Column(1, 0, 0, 1, 1, 1))
	validation := mlx.NewDataset(mlx.Column(-2.5, -0.5, 0.5, 2.5), mlx.Column(0, 0, 1, 1))
	trainer := mlx.Trainer{
		Model:      mlx.Linear(1, 1).Seed(1).SetParameter("weight", mlx.Zeros(1, 1)),
		Loss:       mlx.BCEWithLogitsLoss(),
		Optimizer:  mlx.SGD(0.5),
		Penalties:  []mlx.Penalty{mlx.L2(0.01)},
		Epochs:     20,
		Validation: validation,
	}
	fmt.Println(trainer.Fit(train))
	// Output:
	// epochs: 20, steps: 20, done
	// training:   loss 0.6502 → 0.5066, penalty 0 → 0.00285
	// validation: loss 0.5485 → 0.4666, lowest 0.4536 after epoch 6 (counted from 0)
	//             accuracy 0.75 → 0.75, AUC 1 → 1, calibration error 0.4118 → 0.3403
}

func ExampleParallel() {
	losses := make([]float64, 5)
	mlx.Parallel(5, func(seed int) {
		trainer := mlx.Trainer{
			Model:     mlx.Sequential(mlx.Linear(1, 8), mlx.ReLU(), mlx.Linear(8, 1)).Seed(int64(seed)),
			Loss:      mlx.MSELoss(),
			Optimizer: mlx.Adam(0.02),
			Epochs:    300,
		}
		h := trainer.Fit(threshold())
		losses[seed] = h.TrainLoss[299]
	})
	for _, loss := range losses {
		fmt.Print(loss < 0.01, " ")
	}
	// Output:
	// true true true true true
}
