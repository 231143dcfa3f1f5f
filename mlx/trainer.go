package mlx

import (
	"context"
	"fmt"
	"math"
)

// Trainer is the training loop: it draws batches, goes forward and backward, takes
// the optimizer's steps, and validates after each epoch.
//
//	trainer := mlx.Trainer{
//		Model:     model,
//		Loss:      mlx.BCEWithLogitsLoss(),
//		Optimizer: mlx.Adam(0.001, mlx.WeightDecay(1e-4)),
//		Epochs:    300,
//	}
//	history := trainer.Fit(train)
type Trainer struct {
	Model     *Module
	Loss      *Loss
	Optimizer *Optimizer
	Penalties []Penalty // added to the loss; see [L2] and [L1]

	Epochs    int  // passes over the data
	Steps     int  // or: number of batches; one of the two is above 0
	BatchSize int  // 0 means all examples at once; batches are shuffled by the model's seed
	DropLast  bool // leave out a last batch that is smaller

	Validation *Dataset // measured after each epoch

	// Patience above 0 stops after that many epochs without a lower validation
	// loss. However training ends, the model then has the weights that were best.
	// 0 never stops early and keeps the last weights.
	Patience int

	OnStep  func(step int, loss float64)                // after each step; the first is 0
	OnEpoch func(epoch int, trainLoss, valLoss float64) // after each epoch; valLoss is NaN without Validation
}

// Fit trains the model on data and returns its history. The optimizer starts with
// nothing remembered. The model is in training mode meanwhile, and in evaluation mode
// afterwards.
//
// An error ends the cell with its sentence, as in most calls of this package;
// [Trainer.FitContext] returns it instead.
//
// Errors: fields that are missing or do not fit, shapes that do not fit, DropLast
// with a batch larger than the data, labels out of range, a loss that becomes NaN
// or Inf (the message has the step and what to try).
func (t *Trainer) Fit(data *Dataset) History {
	return must1(t.FitContext(context.Background(), data))
}

// FitContext is like [Trainer.Fit], for programs that handle the error themselves or
// stop a training. It returns the history also when it ends with an error:
//
//	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
//	defer cancel()
//	history, err := trainer.FitContext(ctx, train)
//
// When the context is cancelled, the training ends after the current step, and
// errors.Is finds the context's error.
//
// Errors: those of Fit, cancellation.
//
// Source: the pairs of database/sql and os/exec, such as Query and QueryContext.
func (t *Trainer) FitContext(ctx context.Context, data *Dataset) (History, error) {
	f := fit{Trainer: t, data: data, batches: map[int]*batch{}, best: math.Inf(1)}
	f.h = History{BestEpoch: -1, Stopped: "failed"}
	err := f.start()
	for epoch := 0; err == nil; epoch++ {
		if err = f.train(ctx, epoch); err != nil {
			break
		}
		valLoss := math.NaN()
		if t.Validation != nil {
			if valLoss, err = f.validate(epoch); err != nil {
				break
			}
		}
		if t.OnEpoch != nil {
			t.OnEpoch(epoch, f.h.TrainLoss[epoch], valLoss)
		}
		if epoch+1 == t.Epochs || len(f.h.StepLoss) == t.Steps {
			f.h.Stopped = "done"
			break
		}
		if t.Patience > 0 && epoch-f.h.BestEpoch >= t.Patience {
			f.h.Stopped = "early"
			break
		}
	}
	if t.Model != nil {
		t.Model.Eval()
		t.Model.setWeights(f.bestWeights)
	}
	return f.h, err
}

// fit is one call of FitContext.
type fit struct {
	*Trainer
	data      *Dataset
	loader    *DataLoader
	optimizer *stepper
	batches   map[int]*batch // by number of examples: at most two
	h         History

	best        float64 // the lowest validation loss
	bestWeights [][]float32
}

// start checks everything before the first step.
func (f *fit) start() error {
	if err := f.check(f.data); err != nil {
		return err
	}
	if err := f.Model.init(); err != nil {
		return err
	}
	if err := f.Model.haveAll("WeightDecay", f.Optimizer.decayed); err != nil {
		return err
	}
	if f.Validation != nil {
		f.Model.Eval()
		if _, err := evaluation(f.Model, f.Loss, f.Validation); err != nil {
			return err
		}
	}
	f.Model.Train()
	f.optimizer = f.Optimizer.start(f.Model.parameters())
	size := f.BatchSize
	if size == 0 {
		size = f.data.Len()
	}
	loader, err := newDataLoader(f.data, size)
	if err != nil {
		return err
	}
	loader.shuffle, loader.seed = size < f.data.Len(), f.Model.seed
	f.loader = loader
	return loader.setDropLast(f.DropLast)
}

// train goes through the batches of one epoch, or as many as there are steps left.
func (f *fit) train(ctx context.Context, epoch int) error {
	var lr, loss, penalty, examples float64
	for _, rows := range f.loader.rows(epoch) {
		step := len(f.h.StepLoss)
		if err := ctx.Err(); err != nil {
			f.h.Stopped = "cancelled"
			return &Error{"Trainer", fmt.Sprintf("stopped in epoch %d after %d steps: %v", epoch, step, err), err}
		}
		b, err := f.batch(rows)
		if err != nil {
			return err
		}
		out, err := b.program.run(f.Model, b.inputs...)
		if err != nil {
			return err
		}
		lr = f.Optimizer.schedule.at(f.Optimizer.lr, epoch) // OnStep may have called SetLR
		stepLoss, stepPenalty := out[0].Item(), out[1].Item()
		if err := finite("loss", stepLoss+stepPenalty, step, epoch, lr); err != nil {
			return err
		}
		f.optimizer.step(out[2:], lr)
		f.h.StepLoss = append(f.h.StepLoss, stepLoss)
		n := float64(len(rows))
		loss, penalty, examples = loss+n*stepLoss, penalty+n*stepPenalty, examples+n
		if f.OnStep != nil {
			f.OnStep(step, stepLoss)
		}
		if step+1 == f.Steps {
			break
		}
	}
	f.h.TrainLoss = append(f.h.TrainLoss, loss/examples)
	f.h.Penalty = append(f.h.Penalty, penalty/examples)
	f.h.LearningRate = append(f.h.LearningRate, lr)
	return nil
}

// validate measures the model after an epoch, keeps the best weights, and returns the
// validation loss.
func (f *fit) validate(epoch int) (float64, error) {
	f.Model.Eval()
	m, err := evaluate(f.Model, f.Loss, f.Validation)
	f.Model.Train()
	if err := finite("validation loss", m.Loss, len(f.h.StepLoss)-1, epoch, f.h.LearningRate[epoch]); err != nil {
		return 0, err
	}
	if err != nil {
		return 0, err
	}
	f.h.validated(m)
	if m.Loss < f.best {
		f.best, f.h.BestEpoch = m.Loss, epoch
		if f.Patience > 0 {
			f.bestWeights = f.Model.weights()
		}
	}
	return m.Loss, nil
}

// finite returns an error when the loss is NaN or infinite.
func finite(what string, loss float64, step, epoch int, lr float64) error {
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return errorf("Trainer", "the %s is %g at step %d (epoch %d): try a learning rate below %g, or scale the inputs to mean 0 and deviation 1",
			what, loss, step, epoch, lr)
	}
	return nil
}

// check returns an error when a field of the trainer is missing or does not fit.
func (t *Trainer) check(data *Dataset) error {
	for _, field := range []struct {
		name    string
		missing bool
	}{{"Model", t.Model == nil}, {"Loss", t.Loss == nil}, {"Optimizer", t.Optimizer == nil}, {"data", data == nil}} {
		if field.missing {
			return errorf("Trainer", "%s is missing", field.name)
		}
	}
	switch {
	case t.Epochs < 0 || t.Steps < 0 || (t.Epochs > 0) == (t.Steps > 0):
		return errorf("Trainer", "Epochs = %d and Steps = %d, want one of them above 0", t.Epochs, t.Steps)
	case t.BatchSize < 0:
		return errorf("Trainer", "BatchSize = %d, want 0 or more", t.BatchSize)
	case t.Patience < 0 || t.Patience > 0 && t.Validation == nil:
		return errorf("Trainer", "Patience = %d, want 0, or more together with Validation", t.Patience)
	case t.Loss.reduction == None:
		return errorf("Trainer", "%s is no single number, want reduction mean or sum", t.Loss)
	case len(t.Model.parameters()) == 0:
		return errorf("Trainer", "%s has no parameters to learn", t.Model.kind)
	}
	return nil
}

// batch is the training step for one number of examples: its compiled graph, and the
// slots that the examples are copied into.
type batch struct {
	program *program
	inputs  []*slot // x, y and, when there are weights, these
}

// batch returns the training step for the given rows of the data, with these rows in
// its slots.
func (f *fit) batch(rows []int) (*batch, error) {
	b := f.batches[len(rows)]
	filled := b != nil && len(rows) == f.data.Len() // all examples at once stay where they are
	if b == nil {
		program, err := f.Model.gradientProgram(f.Loss, f.data, len(rows), f.Penalties)
		if err != nil {
			return nil, err
		}
		b = &batch{program: program}
		for _, dims := range program.shapes {
			s, err := newSlot(dims...)
			if err != nil {
				return nil, err
			}
			b.inputs = append(b.inputs, s)
		}
		f.batches[len(rows)] = b
	}
	if !filled {
		for i, t := range f.data.tensors() {
			t.copyRows(b.inputs[i].data, rows)
		}
	}
	return b, nil
}
