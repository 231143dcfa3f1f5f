package setup

import (
	"slices"

	"golessons/internal/setup/step"
)

// A Stage says where a step is done when there is no set-up on the machine: in
// an image, and for a hub. On a learner's machine the set-up does the steps of
// all stages, in the order of the list.
type Stage string

const (
	// Tools are the programs. `golessons image tools` builds them from Go files
	// alone, without the lessons or a Python.
	Tools Stage = "tools"
	// Python is the virtual environment. The Dockerfile makes it with pip, from
	// the same requirements.txt and those of the hub.
	Python Stage = "python"
	// Warm is what depends on the lessons: container.Warm does it, for
	// `golessons image warm` and `golessons image seal`.
	Warm Stage = "warm"
	// Home is what each home folder has for itself: container.Start does it each
	// time that a learner's server starts, and does not make the learner wait.
	Home Stage = "home"
)

// stages lists the steps of the set-up in their order. Whatever does steps, or
// asks whether they are done, takes them from here.
var stages = []struct {
	stage Stage
	steps func(e *Environment, g *Go) ([]step.Step, error)
}{
	{Tools, (*Environment).toolSteps},
	{Python, (*Environment).pythonSteps},
	{Warm, (*Environment).registerSteps},
	{Warm, (*Environment).warmSteps},
	{Home, (*Environment).trustSteps},
}

// Steps returns the steps of these stages in their order, or without a stage all
// steps.
func (e *Environment) Steps(g *Go, of ...Stage) ([]step.Step, error) {
	var all []step.Step
	for _, s := range stages {
		if len(of) > 0 && !slices.Contains(of, s.stage) {
			continue
		}
		steps, err := s.steps(e, g)
		if err != nil {
			return nil, err
		}
		all = append(all, steps...)
	}
	return all, nil
}

// IsSetUp reports whether cells can run: whether every step is done but those of
// the Home stage.
func (e *Environment) IsSetUp(g *Go) bool { return e.isDone(g, Tools, Python, Warm) }

// HasPython reports whether the virtual environment is there.
func (e *Environment) HasPython() bool { return e.isDone(nil, Python) }

func (e *Environment) isDone(g *Go, of ...Stage) bool {
	steps, err := e.Steps(g, of...)
	return err == nil && !slices.ContainsFunc(steps, func(s step.Step) bool { return !s.IsDone() })
}
