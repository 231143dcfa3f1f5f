package exercises

import "golessons/internal/words"

// An Exercise names one exercise of a lesson.
type Exercise struct {
	Lesson string // the notebook: "02_relu"
	Tag    string // its cells have the tags exercise-TAG and check-TAG
	Func   string // the function of this package that checks it: "ReLU"
	Name   string // under which its result is kept: "myReLU"

	tried tried
}

// tried is an exercise without its types, for the tests.
type tried interface {
	title() string
	texts() []words.Text
	samples() []sample
}

// A sample is an answer to an exercise, and what is said of it.
type sample struct {
	what  string // "stub", "right", "mistake 1"
	check func() bool
	say   words.Text // of a mistake
}

// All returns the exercises of all lessons, in order. A cell that calls it links
// them all.
func All() []Exercise {
	all := []Exercise{
		{"00_start", "line", "Line", "", newLine()},
		{"00_start", "mse", "MeanSquaredError", "", newMeanSquaredError()},
		{"00_start", "step", "Step", "", newStep()},
		{"00_start", "nearest", "Nearest", "", newNearest()},
		{"00_start", "rate", "Rate", "", newRate()},
		{"01_why_activation", "combine", "Combine", "", newCombine()},
		{"01_why_activation", "fee", "Fee", "", newFee()},
		{"01_why_activation", "count-kinks", "CountKinks", "", newCountKinks()},
		{"01_why_activation", "valley", "Valley", "", newValley()},
		{"02_relu", "relu", "ReLU", "", newReLU()},
		{"02_relu", "zero-share", "ZeroShare", "", newZeroShare()},
		{"02_relu", "threshold-unit", "ThresholdUnit", "", newThresholdUnit()},
		{"02_relu", "leaky-slope", "LeakySlope", "", newLeakySlope()},
		{"02_relu", "plateau", "Plateau", "", newPlateau()},
		{"03_overfitting", "three-piles", "ThreePiles", "", newThreePiles()},
		{"03_overfitting", "turning-point", "TurningPoint", "", newTurningPoint()},
		{"03_overfitting", "stop-epoch", "StopEpoch", "", newStopEpoch()},
		{"03_overfitting", "always-no", "AlwaysNo", "", newAlwaysNo()},
		{"04_dropout", "dropout", "Dropout", "", newDropout()},
		{"04_dropout", "variance", "DropoutVariance", "", newDropoutVariance()},
		{"04_dropout", "subnetworks", "Subnetworks", "", newSubnetworks()},
		{"04_dropout", "steady-answer", "SteadyAnswer", "", newSteadyAnswer()},
		{"05_weight_decay", "penalty", "Penalty", "", newPenalty()},
		{"05_weight_decay", "decay-step", "DecayStep", "", newDecayStep()},
		{"05_weight_decay", "half-life", "HalfLife", "", newHalfLife()},
		{"05_weight_decay", "lambda", "Lambda", "", newLambda()},
		{"05_weight_decay", "adamw-step", "AdamWStep", "", newAdamWStep()},
		{"06_summary", "log-loss", "LogLoss", "", newLogLoss()},
		{"06_summary", "choose", "Choose", "", newChoose()},
		{"06_summary", "remedy", "Remedy", "", newRemedy()},
		{"06_summary", "batches", "Batches", "", newBatches()},
		{"07_real_data", "per-expected", "PerExpected", "", newPerExpected()},
		{"07_real_data", "calibration-gap", "CalibrationGap", "", newCalibrationGap()},
		{"07_real_data", "standard-deviation", "StandardDeviation", "", newStandardDeviation()},
	}
	for i, e := range all {
		all[i].Name = e.tried.title()
	}
	return all
}

func (e exercise[F, I, O]) title() string { return e.name }

func (e exercise[F, I, O]) texts() []words.Text {
	all := append([]words.Text{e.why, e.next}, e.hints...)
	for _, m := range e.mistakes {
		all = append(all, m.say)
	}
	return all
}

func (e exercise[F, I, O]) samples() []sample {
	of := func(what string, f F, say words.Text) sample {
		return sample{what, func() bool { return e.check(f) }, say}
	}
	var none words.Text
	all := []sample{of("stub", e.stub, none), of("right", e.right, none)}
	for _, m := range e.mistakes {
		all = append(all, of("mistake", m.answer, m.say))
	}
	return all
}
