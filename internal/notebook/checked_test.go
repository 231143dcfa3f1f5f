package notebook

import (
	"path/filepath"
	"strings"
	"testing"
)

// The lessons' exercises have the names under which the lesson itself counts them.
func TestCheckedNamesAreThoseOfProgress(t *testing.T) {
	files, _ := filepath.Glob("../../lessons/*/*.ipynb")
	if len(files) == 0 {
		t.Fatal("there are no lessons")
	}
	for _, file := range files {
		nb, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		names, err := nb.Checked()
		if err != nil {
			t.Fatal(err)
		}
		want := `helpers.Progress("` + strings.Join(names, `", "`) + `")`
		found := false
		for _, c := range nb.Cells {
			found = found || strings.Contains(c.Source, want)
		}
		if !found {
			t.Errorf("%s: no cell calls %s", file, want)
		}
	}
}

func TestCheckedOfAnExercise(t *testing.T) {
	nb, err := Parse([]byte(`{"cells": [
		{"cell_type": "code", "metadata": {"tags": ["exercise-relu"]}, "source": "func myReLU(x float64) float64 { return x }"},
		{"cell_type": "code", "metadata": {"tags": ["check-relu"]}, "source": "%%\nexercises.ReLU(myReLU)"}
	], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}`))
	if err != nil {
		t.Fatal(err)
	}
	if names, err := nb.Checked(); err != nil || len(names) != 1 || names[0] != "myReLU" {
		t.Errorf("%q, %v", names, err)
	}
}
