package mlx

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/gomlx/compute/shapes"
	"github.com/gomlx/gomlx/core/graph"
)

// Trainer is the training loop: it draws batches, goes forward and backward, lets
// the optimizer step, and validates after each epoch.
//
//	trainer := mlx.Trainer{
//		Model:     model,
//		Loss:      mlx.BCEWithLogitsLoss(),
//		Optimizer: mlx.Adam(0.001, mlx.WeightDecay(1e-4)),
//		Epochs:    300,
//	}
//	history, err := trainer.Fit(context.Background(), train)
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
	Patience   int      // stop after so many epochs without a lower validation loss, and go back to the best weights; 0 never stops

	OnStep  func(step int, loss float64)                // after each step; the first is 0
	OnEpoch func(epoch int, trainLoss, valLoss float64) // after each epoch; valLoss is NaN without Validation
}

// Fit trains the model on data and returns what happened, also when it ends with
// an error. It starts the optimizer anew, trains in training mode and leaves the
// model in evaluation mode.
//
// A context that is cancelled ends it after the step at hand; errors.Is then
// finds its error.
//
// Errors: fields that are missing or do not fit, shapes that do not fit, a batch
// larger than the data, labels out of range, a loss that becomes NaN or Inf (the
// message has the step and what to try), cancellation.
func (t *Trainer) Fit(ctx context.Context, data *Dataset) (History, error) {
	h := History{BestEpoch: -1, Stopped: "failed"}
	if err := t.check(data); err != nil {
		return h, err
	}
	t.Model.Train()
	defer t.Model.Eval()
	batchSize := t.BatchSize
	if batchSize == 0 {
		batchSize = data.Len()
	}
	loader, err := newDataLoader(data, batchSize)
	if err != nil {
		return h, err
	}
	loader.shuffle, loader.seed, loader.dropLast = batchSize < data.Len(), t.Model.seed, t.DropLast

	if err := t.Model.init(); err != nil {
		return h, err
	}
	if t.Validation != nil {
		t.Model.Eval()
		_, err := evaluation(t.Model, t.Loss, t.Validation)
		t.Model.Train()
		if err != nil {
			return h, err
		}
	}
	optimizer := t.Optimizer.start(t.Model.parameters())
	batches := map[int]*batch{} // by number of examples: at most two
	best := math.Inf(1)
	var bestWeights [][]float32

	for epoch := 0; t.Epochs == 0 || epoch < t.Epochs; epoch++ {
		lr := t.Optimizer.schedule.at(t.Optimizer.lr, epoch)
		var trainLoss, penalty, examples float64
		for _, rows := range loader.rows(epoch) {
			if err := ctx.Err(); err != nil {
				h.Stopped = "cancelled"
				return h, &Error{"Trainer", fmt.Sprintf("stopped in epoch %d after %d steps: %v", epoch, len(h.StepLoss), err), err}
			}
			b := batches[len(rows)]
			if b == nil {
				if b, err = t.batch(data, len(rows)); err != nil {
					return h, err
				}
				batches[len(rows)] = b
			}
			if loader.shuffle || examples == 0 && epoch == 0 {
				b.load(data, rows)
			}
			out, err := b.program.run(t.Model, b.inputs...)
			if err != nil {
				return h, err
			}
			loss, extra := float64(out[0].data[0]), float64(out[1].data[0])
			step := len(h.StepLoss)
			if err := finite("loss", loss+extra, step, epoch, lr); err != nil {
				return h, err
			}
			optimizer.step(out[2:], lr)
			h.StepLoss = append(h.StepLoss, loss)
			n := float64(len(rows))
			trainLoss, penalty, examples = trainLoss+n*loss, penalty+n*extra, examples+n
			if t.OnStep != nil {
				t.OnStep(step, loss)
			}
			if len(h.StepLoss) == t.Steps {
				break
			}
		}
		h.TrainLoss = append(h.TrainLoss, trainLoss/examples)
		h.Penalty = append(h.Penalty, penalty/examples)
		h.LearningRate = append(h.LearningRate, lr)
		valLoss := math.NaN()
		if t.Validation != nil {
			t.Model.Eval()
			m, err := evaluate(t.Model, t.Loss, t.Validation)
			if err != nil {
				return h, err
			}
			t.Model.Train()
			valLoss = m.Loss
			if err := finite("validation loss", valLoss, len(h.StepLoss)-1, epoch, lr); err != nil {
				return h, err
			}
			h.validated(m)
			if m.Loss < best {
				best, h.BestEpoch = m.Loss, epoch
				if t.Patience > 0 {
					bestWeights = t.Model.weights(bestWeights)
				}
			}
		}
		if t.OnEpoch != nil {
			t.OnEpoch(epoch, trainLoss/examples, valLoss)
		}
		if t.Steps > 0 && len(h.StepLoss) == t.Steps {
			break
		}
		if t.Patience > 0 && epoch-h.BestEpoch >= t.Patience {
			h.Stopped = "early"
			break
		}
	}
	if h.Stopped == "failed" {
		h.Stopped = "done"
	}
	for i, p := range t.Model.parameters() {
		if bestWeights != nil {
			copy(p.data, bestWeights[i])
		}
	}
	return h, nil
}

// finite stops a training that has gone astray.
func finite(what string, loss float64, step, epoch int, lr float64) error {
	if math.IsNaN(loss) || math.IsInf(loss, 0) {
		return errorf("Trainer", "the %s is %g at step %d (epoch %d): try a learning rate below %g, or scale the inputs to mean 0 and deviation 1",
			what, loss, step, epoch, lr)
	}
	return nil
}

// check finds what is missing in the trainer.
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

// batch is the training step for one number of examples: its compiled graph and
// where the examples go.
type batch struct {
	program *program
	inputs  []*slot // x, y and, when there are weights, these
}

func (t *Trainer) batch(data *Dataset, n int) (*batch, error) {
	program, err := t.Model.gradientProgram(t.Loss, data, n, t.Penalties)
	if err != nil {
		return nil, err
	}
	b := &batch{program: program}
	for _, dims := range program.shapes {
		s, err := newSlot(dims...)
		if err != nil {
			return nil, err
		}
		b.inputs = append(b.inputs, s)
	}
	return b, nil
}

// load copies examples into the inputs of the graph.
func (b *batch) load(data *Dataset, rows []int) {
	data.x.copyRows(b.inputs[0].data, rows)
	data.y.copyRows(b.inputs[1].data, rows)
	if data.weight != nil {
		data.weight.copyRows(b.inputs[2].data, rows)
	}
}

// gradientProgram compiles the graph that returns the loss, the penalty and the
// gradient of their sum for each parameter, for n examples of data.
func (m *Module) gradientProgram(loss *Loss, data *Dataset, n int, penalties []Penalty) (*program, error) {
	if err := m.init(); err != nil {
		return nil, err
	}
	use := fmt.Sprint("gradient", loss.id, penalties)
	program, err := m.program(use, false, data.dims(n), func(t *trace, in []*graph.Node) []*graph.Node {
		y, weight := t.output(loss, in)
		value, path := loss.node(y, in[1], weight), loss.path(y, in[1], weight)
		extra := graph.ScalarZero(t.graph, y.DType())
		for _, p := range penalties {
			if node := p.node(t); node != nil {
				extra = graph.Add(extra, node)
			}
		}
		gradients := graph.Gradient(graph.Add(path, extra), t.nodes...)
		out := []*graph.Node{value, extra}
		for _, p := range t.known {
			if i := slices.Index(t.params, p); i >= 0 {
				out = append(out, gradients[i])
			} else {
				out = append(out, graph.Zeros(t.graph, shapes.Make(y.DType(), p.shape...)))
			}
		}
		return out
	})
	if err != nil {
		return nil, err
	}
	// The labels of all examples are checked here, before the first step.
	result := slices.Clone(program.result)
	result[0] = data.Len()
	return program, loss.check(result, data.y)
}

// dims returns the shapes of n examples: inputs, targets, and weights if any.
func (d *Dataset) dims(n int) [][]int {
	dims := [][]int{slices.Clone(d.x.shape), slices.Clone(d.y.shape)}
	if d.weight != nil {
		dims = append(dims, slices.Clone(d.weight.shape))
	}
	for _, shape := range dims {
		shape[0] = n
	}
	return dims
}

// weights copies the values of all parameters into dst.
func (m *Module) weights(dst [][]float32) [][]float32 {
	dst = dst[:0]
	for _, p := range m.parameters() {
		dst = append(dst, slices.Clone(p.data))
	}
	return dst
}

// validated appends what was measured after an epoch.
func (h *History) validated(m Metrics) {
	h.ValLoss = append(h.ValLoss, m.Loss)
	for _, s := range []struct {
		to    *[]float64
		value float64
	}{{&h.ValAccuracy, m.Accuracy}, {&h.ValAUC, m.AUC}, {&h.ValCalibration, m.Calibration}} {
		if !math.IsNaN(s.value) {
			*s.to = append(*s.to, s.value)
		}
	}
}
