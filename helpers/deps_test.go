package helpers_test

import (
	"os/exec"
	"strings"
	"testing"
)

// helpers must not know mlx or GoMLX, and a package that most cells link must not
// import a large one.
func TestDependencies(t *testing.T) {
	never := []string{"golessons/mlx", "github.com/gomlx", "github.com/janpfeifer/gonb/gonbui$", "net/http", "text/template", "html/template", "crypto/", "go/parser"}
	for pkg, forbidden := range map[string][]string{
		"golessons/helpers":                  {"gonum.org", "golang.org/x/image", "image$", "embed$", "go/"},
		"golessons/helpers/data":             {"gonum.org", "golang.org/x/image", "image$", "go/"},
		"golessons/helpers/exercises":        {"gonum.org", "golang.org/x/image", "image$", "embed$", "go/"},
		"golessons/helpers/figure":           {"gonum.org/v1/plot$", "gonum.org/v1/plot/vg/vgimg", "gonum.org/v1/plot/vg/vgpdf", "codeberg.org/go-fonts"},
		"golessons/helpers/experiments/line": {"gonum.org/v1/plot$", "gonum.org/v1/plot/vg/vgimg", "codeberg.org/go-fonts"},
		"golessons/helpers/survival":         {"gonum.org/v1/plot$", "gonum.org/v1/plot/vg/vgimg", "codeberg.org/go-fonts"},
		"golessons/helpers/predict":          {"golessons/helpers$", "gonum.org", "golang.org/x/image", "image$", "embed$", "go/"},
	} {
		linksNone(t, pkg, append(never, forbidden...))
	}
}

// The experiments know mlx. What they must not link costs the cells that don't use it:
// the data sets are 0.9 MB, and what draws figures is as much as mlx.
func TestDependenciesOfExperiments(t *testing.T) {
	for pkg, forbidden := range map[string][]string{
		"golessons/helpers/experiments":        {"golessons/helpers/data$", "net", "html/template"},
		"golessons/helpers/experiments/layers": {"golessons/helpers/figure$", "golessons/helpers/experiments$", "gonum.org/"},
	} {
		linksNone(t, pkg, forbidden)
	}
}

// linksNone fails the test if a package imports one, by whatever way, whose path begins
// with one of the forbidden texts; $ stands for the end of a path.
func linksNone(t *testing.T, pkg string, forbidden []string) {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", pkg).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, dep := range strings.Fields(string(out)) {
		for _, bad := range forbidden {
			if strings.HasPrefix(dep+"$", bad) {
				t.Errorf("%s links %s", pkg, dep)
			}
		}
	}
}
