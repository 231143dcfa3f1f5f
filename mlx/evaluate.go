package mlx

import (
	"math"

	"github.com/gomlx/gomlx/core/graph"
)

// Evaluate returns how well the model does on data, in evaluation mode. The model
// stays in the mode it was in.
//
// Errors: a nil argument; shapes that do not fit; labels out of range; a model whose
// output is NaN or infinite.
func Evaluate(model *Module, loss *Loss, data *Dataset) Metrics {
	must(given("Evaluate", model, loss, data))
	modes := model.modes()
	model.Eval()
	m, err := evaluate(model, loss, data)
	model.setModes(modes)
	return must1(m, err)
}

// given checks that there is a model, a loss and data.
func given(where string, model *Module, loss *Loss, data *Dataset) error {
	switch {
	case model == nil:
		return errorf(where, "the model is nil, want one")
	case loss == nil:
		return errorf(where, "the loss is nil, want one, such as MSELoss()")
	case data == nil:
		return errorf(where, "the data is nil, want a Dataset")
	}
	return nil
}

// evaluation compiles the graph that returns the loss and the output of the model,
// and checks that the loss takes that output with the targets of data.
func evaluation(model *Module, loss *Loss, data *Dataset) (*program, error) {
	p, err := model.program("evaluate"+loss.key, false, data.dims(data.Len()), func(t *trace, in []*graph.Node) []*graph.Node {
		y, weight := t.output(loss, in)
		return []*graph.Node{loss.node(y, in[1], weight), y}
	})
	if err != nil {
		return nil, err
	}
	return p, loss.check(p.result, data.y)
}

// evaluate returns the metrics of the model in the mode it is in. The loss is there
// also when the output of the model is NaN or infinite, which is an error.
func evaluate(model *Module, loss *Loss, data *Dataset) (Metrics, error) {
	p, err := evaluation(model, loss, data)
	if err != nil {
		return Metrics{}, err
	}
	slots, err := load(data.tensors()...)
	if err != nil {
		return Metrics{}, err
	}
	out, err := p.run(model, slots...)
	if err != nil {
		return Metrics{}, err
	}
	m := Metrics{Loss: out[0].Mean(), Accuracy: math.NaN(), AUC: math.NaN(), Calibration: math.NaN()}
	outputs, targets := out[1].Values(), data.y.Values()
	for i, v := range outputs {
		if !isFinite(v) {
			return m, errorf("Evaluate", "the output of %s for row %d is %g, want a number: its weights or its inputs are too large, or NaN",
				model.kind, i*data.Len()/len(outputs), v)
		}
	}
	if loss.probability != nil && yesOrNo("", targets) != nil {
		return m, nil
	}
	if loss.classes != nil {
		m.Accuracy = Accuracy(loss.classes(out[1]), targets)
	}
	if loss.probability != nil {
		if positives := sum(targets); positives > 0 && positives < float64(len(targets)) {
			m.AUC = auc(outputs, targets)
		}
		for i, v := range outputs {
			outputs[i] = loss.probability(v)
		}
		m.Calibration = CalibrationError(outputs, targets)
	}
	return m, nil
}
