package layers_test

import (
	"os/exec"
	"strings"
	"testing"
)

// A cell that counts kinks must not link what draws figures.
func TestDependencies(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "golessons/helpers/experiments/layers").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, dep := range strings.Fields(string(out)) {
		if dep == "golessons/helpers/figure" || dep == "golessons/helpers/experiments" || strings.HasPrefix(dep, "gonum.org/") {
			t.Errorf("layers links %s", dep)
		}
	}
}
