package setup

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/setup/step"
	"golessons/internal/state"
)

// A step that is added to the list is asked for by IsSetUp, and done in its stage.
func TestStepsAreOneList(t *testing.T) {
	before := stages
	defer func() { stages = before }()
	e := &Environment{&state.State{Checkout: t.TempDir(), Dir: t.TempDir()}}
	for _, tt := range []struct {
		stage Stage
		ready bool // although the step of this stage is not done
	}{{Tools, false}, {Python, false}, {Warm, false}, {Home, true}} {
		stages = slices.Clone(before[:0])
		for _, stage := range []Stage{Tools, Python, Warm, Home} {
			stages = append(stages, struct {
				stage Stage
				steps func(*Environment, *Go) ([]step.Step, error)
			}{stage, func(*Environment, *Go) ([]step.Step, error) {
				return []step.Step{{Name: string(stage), Done: func() bool { return stage != tt.stage }}, {}}, nil
			}})
		}
		if got := e.IsSetUp(nil); got != tt.ready {
			t.Errorf("with a step of %s to do, IsSetUp = %v", tt.stage, got)
		}
		if got := e.HasPython(); got != (tt.stage != Python) {
			t.Errorf("with a step of %s to do, HasPython = %v", tt.stage, got)
		}
		if steps, err := e.Steps(nil, tt.stage); err != nil || len(steps) != 2 || steps[0].Name != string(tt.stage) {
			t.Errorf("the steps of %s are %v, %v", tt.stage, steps, err)
		}
		if steps, err := e.Steps(nil); err != nil || len(steps) != 8 {
			t.Errorf("the steps are %v, %v", steps, err)
		}
	}
}

// Each stage is done in an image, on a hub's machine and in a container. What
// does not take its steps from the list knows a single one: another step of that
// stage has to be done there too.
func TestEveryStageIsDoneForImagesAndHubs(t *testing.T) {
	places := map[Stage]struct {
		takesSteps bool // from the list
		in         map[string]string
	}{
		Tools:  {true, map[string]string{"Dockerfile": "golessons image tools", "classroom/install.sh": `golessons" image tools`}},
		Python: {false, map[string]string{"Dockerfile": "COPY internal/setup/requirements.txt", "classroom/install.sh": `golessons" setup`}},
		Warm:   {true, map[string]string{"Dockerfile": "golessons image warm", "classroom/install.sh": `golessons" image seal`}},
		Home:   {false, map[string]string{"internal/container/prepare.go": "trustLater("}},
	}
	steps := map[Stage]int{}
	e := &Environment{&state.State{Checkout: filepath.Join("..", ".."), Dir: t.TempDir()}}
	for _, s := range stages {
		made, err := s.steps(e, &Go{})
		if err != nil {
			t.Fatal(err)
		}
		steps[s.stage] += len(made)
	}
	for stage, n := range steps {
		place, ok := places[stage]
		if !ok {
			t.Errorf("nothing does the stage %s", stage)
		}
		if !place.takesSteps && n != 1 {
			t.Errorf("the stage %s has %d steps; %v do one", stage, n, place.in)
		}
		for file, says := range place.in {
			if !strings.Contains(disktest.Read(t, filepath.Join("..", "..", filepath.FromSlash(file))), says) {
				t.Errorf("%s does not do the stage %s: it has no %q", file, stage, says)
			}
		}
	}
}
