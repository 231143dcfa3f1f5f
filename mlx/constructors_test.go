package mlx

import (
	"go/doc"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The constructors by name, for the tests that go through all of them. The layers
// are in remakers.
var (
	losses = map[string]func(...Reduction) *Loss{
		"MSELoss": MSELoss, "BCEWithLogitsLoss": BCEWithLogitsLoss, "CrossEntropyLoss": CrossEntropyLoss,
	}
	penalties  = map[string]func(float64, ...string) Penalty{"L1": L1, "L2": L2}
	optimizers = map[string]func(float64, ...Option) *Optimizer{"SGD": SGD, "Adam": Adam, "AdamW": AdamW}
	schedules  = map[string]func(args []float64) Option{
		"StepLR":            func(a []float64) Option { return StepLR(int(a[0]), a[1]) },
		"CosineAnnealingLR": func(a []float64) Option { return CosineAnnealingLR(int(a[0]), a[1]) },
	}
)

// notActivations are the layers without cases in activations.json. They have tests of
// their own.
var notActivations = []string{"Linear", "Dropout", "Sequential", "Func"}

// fixtureCases returns which names have a case in which fixture, such as
// "losses MSELoss". Of activations it also says which have a case with arguments:
// "activations LeakyReLU(".
func fixtureCases(t *testing.T) map[string]bool {
	t.Helper()
	var activations activationFixture
	readFixture(t, "activations", &activations)
	var lossCases lossFixture
	readFixture(t, "losses", &lossCases)
	var optimizerCases optimizerFixture
	readFixture(t, "optimizers", &optimizerCases)
	cases := map[string]bool{}
	for _, c := range activations.Cases {
		kind, _, given := strings.Cut(c.Name, "(")
		cases["activations "+kind] = true
		if given {
			cases["activations "+kind+"("] = true
		}
	}
	for _, c := range lossCases {
		cases["losses "+c.Name] = true
	}
	for _, c := range optimizerCases.Cases {
		cases["optimizers "+c.Name] = true
	}
	for _, c := range optimizerCases.Schedules {
		cases["optimizers "+c.Name] = true
	}
	return cases
}

// TestConstructorsAreComplete says for each layer, loss, penalty, optimizer and
// schedule where an entry is missing. To add one, write its file and an Example, and
// do what this test and TestEverythingExportedIsDocumented say.
func TestConstructorsAreComplete(t *testing.T) {
	fset, source, _ := parse(t)
	p, err := doc.NewFromFiles(fset, source, "golessons/mlx")
	if err != nil {
		t.Fatal(err)
	}
	cases := fixtureCases(t)
	seen := map[string]int{}
	for _, typ := range p.Types {
		for _, f := range typ.Funcs {
			need := func(ok bool, what string) {
				if !ok {
					t.Errorf("%s: %s", f.Name, what)
				}
			}
			fixture := func(name string) {
				need(cases[name+" "+f.Name], "testdata/torch/"+name+".json has no case of it: add it to "+name+"() in make.py, and run make.py "+name)
			}
			switch typ.Name {
			case "Module":
				need(remakers[f.Name] != nil, "Load does not know it: call register in its file")
				if !slices.Contains(notActivations, f.Name) {
					fixture("activations")
					need(f.Decl.Type.Params.NumFields() == 0 || cases["activations "+f.Name+"("], "testdata/torch/activations.json has no case with an argument of it, such as LeakyReLU(0.2)")
				}
			case "Loss":
				if f.Name == "LossFunc" {
					break
				}
				need(losses[f.Name] != nil, "losses in constructors_test.go has no entry of it")
				fixture("losses")
			case "Penalty":
				need(penalties[f.Name] != nil, "penalties in constructors_test.go has no entry of it")
			case "Optimizer":
				need(optimizers[f.Name] != nil, "optimizers in constructors_test.go has no entry of it")
				fixture("optimizers")
			case "Option":
				if !strings.HasSuffix(f.Name, "LR") {
					continue // an option may stand in the file of its optimizer
				}
				need(schedules[f.Name] != nil, "schedules in constructors_test.go has no entry of it")
				fixture("optimizers")
			default:
				continue
			}
			seen[typ.Name]++
			file := filepath.Base(fset.Position(f.Decl.Pos()).Filename)
			need(file == strings.ToLower(f.Name)+".go", "stands in "+file+", want a file of its own, "+strings.ToLower(f.Name)+".go")
			need(strings.Contains(p.Doc, "["+f.Name+"]"), "doc.go does not name it under \"What there is\": write ["+f.Name+"]")
		}
	}
	if want := map[string]int{"Module": len(remakers), "Loss": len(losses) + 1, "Penalty": len(penalties), "Optimizer": len(optimizers), "Option": len(schedules)}; !maps.Equal(seen, want) {
		t.Errorf("the source has %v constructors, the tables %v", seen, want)
	}
}
