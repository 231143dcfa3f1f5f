package mlx

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// stricter has the values that PyTorch does not check, and that are refused here
// because they can only be a mistake.
var stricter = map[string]string{
	"Linear":            "no input or no output",
	"LeakyReLU":         "NaN or infinite",
	"SGD":               "NaN or infinite",
	"Adam":              "infinite",
	"AdamW":             "infinite",
	"StepLR":            "a size or gamma below 0, NaN or infinite: the learning rate would be",
	"CosineAnnealingLR": "epochs or low below 0, NaN or infinite: the learning rate would be",
	"DataLoader":        "no batch",
}

// isMistake reports whether one of the arguments is in stricter.
func isMistake(name string, arguments map[string]float64, out nums) bool {
	for _, v := range arguments {
		if math.IsNaN(v) || math.IsInf(v, 0) || name == "Linear" && v == 0 || strings.HasSuffix(name, "LR") && v < 0 {
			return true
		}
	}
	return name == "DataLoader" && len(out) == 0
}

// use does the same with an option as make.py does in PyTorch, and returns the result.
func use(name string, a map[string]float64) []float64 {
	has := func(argument string) bool { _, ok := a[argument]; return ok }
	rates := func(option Option) (rates []float64) {
		o := SGD(0.1, option)
		for epoch := range 8 {
			o.SetEpoch(epoch)
			rates = append(rates, o.LR())
		}
		return rates
	}
	loss, reduction, _ := strings.Cut(name, " ")
	switch loss {
	case "SGD", "Adam", "AdamW":
		var options []Option
		if has("weight_decay") {
			options = append(options, WeightDecay(a["weight_decay"]))
		}
		if has("momentum") {
			options = append(options, Momentum(a["momentum"]))
		}
		if has("nesterov") {
			options = append(options, Nesterov())
		}
		if has("beta1") {
			options = append(options, Betas(a["beta1"], a["beta2"]))
		}
		if has("eps") {
			options = append(options, Eps(a["eps"]))
		}
		o := optimizers[name](a["lr"], options...)
		gradients := []float64{0.5, -0.25, 0}
		step := -1
		var path []float64
		for _, x := range o.Path(NewTensor(1), func(Tensor) Tensor { step++; return NewTensor(gradients[step]) }, 3)[1:] {
			path = append(path, x.Item())
		}
		return path
	case "StepLR":
		return rates(StepLR(int(a["size"]), a["gamma"]))
	case "CosineAnnealingLR":
		return rates(CosineAnnealingLR(int(a["epochs"]), a["low"]))
	case "Dropout":
		return Dropout(a["p"]).Forward(Ones(2)).Values()
	case "LeakyReLU":
		return LeakyReLU(a["slope"]).Forward(NewTensor(-2, 0, 3)).Values()
	case "Linear":
		return []float64{float64(Linear(int(a["in"]), int(a["out"])).NumParameters())}
	case "DataLoader":
		loader := NewDataLoader(NewDataset(Ones(4, 1), Ones(4, 1)), int(a["size"]))
		if a["drop"] == 1 {
			loader.DropLast()
		}
		var sizes []float64
		for _, batch := range loader.Epoch(0) {
			sizes = append(sizes, float64(batch.Len()))
		}
		return sizes
	case "Linspace":
		return Linspace(2, 3, int(a["n"])).Values()
	case "Full":
		return Full(3, int(a["n"]), 2).Values()
	case "MSELoss", "BCEWithLogitsLoss":
		return losses[loss](Reduction(reduction)).Forward(NewTensor(2, 0), NewTensor(1, 0)).Values()
	case "CrossEntropyLoss":
		return CrossEntropyLoss(Reduction(reduction)).Forward(FromRows([][]float64{{2, 0}, {1, 0}}), NewTensor(1, 0)).Values()
	}
	panic("no case for " + name)
}

// TestOptionsTakeWhatPyTorchTakes tries values at and beside the bounds of every option.
// Those that PyTorch takes must be taken and give the same numbers; those that it
// refuses must be refused with a sentence.
func TestOptionsTakeWhatPyTorchTakes(t *testing.T) {
	var cases []struct {
		Name      string
		Arguments map[string]exact
		Out       nums
	}
	readFixture(t, "options", &cases)
	seen := map[string]int{}
	for _, c := range cases {
		arguments := map[string]float64{}
		for k, v := range c.Arguments {
			arguments[k] = float64(v)
		}
		what := fmt.Sprint(c.Name, arguments)
		var got []float64
		err := catch(t, func() { got = use(c.Name, arguments) })
		refused := c.Out == nil
		switch {
		case err != nil && (refused || stricter[c.Name] != "" && isMistake(c.Name, arguments, c.Out)):
			seen["refused"]++
		case err != nil:
			t.Errorf("%s: PyTorch takes it, got %v", what, err)
		case refused:
			t.Errorf("%s: PyTorch refuses it, got %v", what, got)
		default:
			seen["taken"]++
			d := &deviation{t: t, name: what, limit: 1e-6, floor: 1e-3}
			d.compare("number", NewTensor(got...).data, c.Out)
		}
	}
	if seen["taken"] < 150 || seen["refused"] < 100 {
		t.Errorf("%v of %d cases", seen, len(cases))
	}
}
