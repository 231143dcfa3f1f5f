package reach

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestUnusedImports(t *testing.T) {
	root := t.TempDir()
	t.Setenv("GOROOT", root)
	for _, std := range []string{"embed", "strings", "fmt", "math/rand/v2", "math/bits", "maps", "slices"} {
		if err := os.MkdirAll(filepath.Join(root, "src", std), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	source := `package main

import (
	_ "embed"
	. "strings"
	"fmt"
	"math"
	"math/rand/v2"
	"math/bits"
	alias "maps"
	used "slices"
	"golessons/mlx"
	"golessons/helpers/data"
	"golessons/helpers/figure"
	"example.com/go-stats"
	"example.com/yaml.v3"
	"mine/tools"
)

func main() {
	fmt.Println(used.Max([]int{1}), rand.Int(), func() { mlx.ReLU() })
	var data struct{ n int }
	data.n = 1
}

func f() { math.Abs(1); figure.New() }
`
	r := Of([]byte(source), false, func(int) bool { return false })
	if got, want := strings.Join(slices.Sorted(maps.Keys(r.unused)), " "), "alias bits data figure math"; got != want {
		t.Errorf("unused are %q, want %q", got, want)
	}
	if r.Import("math") || !r.Import("v2") || !r.Import("_") || !r.Import(".~strings") {
		t.Error("the keys are not GoNB's")
	}
	t.Setenv("GOROOT", "")
	if got := packageName("math"); got != "" {
		t.Errorf("without GOROOT, math is %q", got)
	}
}
