package experiments

import (
	"os/exec"
	"strings"
	"testing"
)

// A cell that trains links no data set that it does not use: they are 0.9 MB.
func TestDependencies(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, dep := range strings.Fields(string(out)) {
		if dep == "golessons/helpers/data" || strings.HasPrefix(dep, "net") || strings.HasPrefix(dep, "html/template") {
			t.Errorf("links %s", dep)
		}
	}
}
