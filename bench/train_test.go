package main

import (
	"testing"
	"time"
)

func TestTrainMeasures(t *testing.T) {
	if err := train([]string{"-networks=1", "-seconds=0.01", "-torch=false"}); err != nil {
		t.Error(err)
	}
	if err := train([]string{"-networks=99"}); err == nil {
		t.Error("99 networks were measured")
	}
}

// TestStepsAreMeasuredOneByOne checks that both loops return the time of each step
// they were asked for.
func TestStepsAreMeasuredOneByOne(t *testing.T) {
	n := network{in: 2, width: 4, rows: 8, dropout: 0.5}
	bare, err := bareSteps(n)
	if err != nil {
		t.Fatal(err)
	}
	for name, steps := range map[string]func(int) []time.Duration{"mlx": mlxSteps(n, 1), "GoMLX": bare} {
		if times := steps(7); len(times) != 7 || median(times) <= 0 {
			t.Errorf("%s: %d times, median %v", name, len(times), median(times))
		}
	}
}

func TestTorchStepsAreMeasured(t *testing.T) {
	python := findTorch()
	if python == "" {
		t.Skip("no python with torch")
	}
	ms, err := torchStep(python, network{in: 2, width: 4, rows: 8, dropout: 0.5}, time.Millisecond)
	if err != nil || ms <= 0 {
		t.Errorf("%g ms, %v", ms, err)
	}
}
