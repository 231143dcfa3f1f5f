package exercises

import (
	"strings"
	"testing"

	"golessons/mlx"
)

// steady is a network with Dropout, and a patient, as the lesson's cell has them.
func steady() (*mlx.Module, mlx.Tensor) {
	return mlx.Sequential(mlx.Linear(2, 32), mlx.ReLU(), mlx.Dropout(0.5), mlx.Linear(32, 1)).Seed(1), mlx.FromRows([][]float64{{0.5, 0.2}})
}

// Wrong answers that differ at each call are known by how they vary.
func TestSteadyAnswer(t *testing.T) {
	type answer = func(model *mlx.Module, patient mlx.Tensor) float64
	risk := func(model *mlx.Module, patient mlx.Tensor) float64 { return model.Forward(patient).Sigmoid().Item() }
	var kept []float64
	for name, test := range map[string]struct {
		answer answer
		want   string // of what is said, "" if it is right
	}{
		"eval": {func(model *mlx.Module, patient mlx.Tensor) float64 { return risk(model.Eval(), patient) }, ""},
		"eval, and back": {func(model *mlx.Module, patient mlx.Tensor) float64 {
			defer model.Train()
			return risk(model.Eval(), patient)
		}, ""},
		"the stub":  {func(model *mlx.Module, patient mlx.Tensor) float64 { return risk(model.Train(), patient) }, "Each call lets other units rest"},
		"no mode":   {risk, "Each call lets other units rest"},
		"two modes": {func(model *mlx.Module, patient mlx.Tensor) float64 { return risk(model.Eval().Train(), patient) }, "Each call lets other units rest"},
		"eval after forward": {func(model *mlx.Module, patient mlx.Tensor) float64 {
			defer model.Eval()
			return risk(model, patient)
		}, "From the second time on it is right"},
		"the mean of 100": {func(model *mlx.Module, patient mlx.Tensor) (mean float64) {
			for range 100 {
				mean += risk(model.Train(), patient) / 100
			}
			return mean
		}, "You take the mean of many passes"},
		"the mean of 10": {func(model *mlx.Module, patient mlx.Tensor) (mean float64) {
			for range 10 {
				mean += risk(model.Train(), patient) / 10
			}
			return mean
		}, "You take the mean of many passes"},
		"the first, from memory": {func(model *mlx.Module, patient mlx.Tensor) float64 {
			if kept == nil {
				kept = append(kept, risk(model.Train(), patient))
			}
			return kept[0]
		}, "Everybody is told what the first was told"},
		"another network": {func(_ *mlx.Module, patient mlx.Tensor) float64 {
			return risk(mlx.Sequential(mlx.Linear(2, 32), mlx.ReLU(), mlx.Linear(32, 1)).Seed(2), patient)
		}, "It is steady, but not what this network says"},
		"always the same mask": {func(model *mlx.Module, patient mlx.Tensor) float64 { return risk(model.Train().Seed(1), patient) }, "It is steady, but not what this network says"},
		"no sigmoid":           {func(model *mlx.Module, patient mlx.Tensor) float64 { return model.Eval().Forward(patient).Item() }, "The mode is right. This is the logit"},
	} {
		for _, p := range []float64{-1, 0.3, 2} {
			model, patient := steady()
			kept = nil
			out := printed(t, "en", func() { SteadyAnswer(test.answer, model, patient.Mul(p)) })
			if test.want == "" {
				if !strings.HasPrefix(out, "✓ steadyAnswer: ") {
					t.Errorf("%s: %s", name, out)
				}
				continue
			}
			line, rest, _ := strings.Cut(out, "\n")
			if !strings.HasPrefix(line, "✗ steadyAnswer: ") || !strings.Contains(line, "evaluation mode says 0.") || !strings.HasPrefix(rest, "  "+test.want) || !strings.Contains(rest, "\nHint 1 of 3: ") {
				t.Errorf("%s: %s", name, out)
			}
		}
	}
}

// An answer that panics is told so, and a cell whose network has no Dropout too.
func TestSteadyAnswerPanics(t *testing.T) {
	model, patient := steady()
	plain := mlx.Sequential(mlx.Linear(2, 1)).Seed(1)
	for want, run := range map[string]func(){
		"mlx: Tensor.Reshape": func() {
			SteadyAnswer(func(*mlx.Module, mlx.Tensor) float64 { return patient.Reshape(3).Item() }, model, patient)
		},
		"a network with Dropout": func() { SteadyAnswer(func(*mlx.Module, mlx.Tensor) float64 { return 0 }, plain, patient) },
	} {
		out := printed(t, "en", run)
		line, _, _ := strings.Cut(out, "\n")
		if !strings.HasPrefix(line, "✗ steadyAnswer: at patient = 1 the function panics: ") || !strings.Contains(line, want) {
			t.Errorf("%s: %s", want, out)
		}
	}
}
