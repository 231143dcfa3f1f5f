package mlx

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/gomlx/compute"
	"github.com/gomlx/gomlx/core/graph"
)

// copying is the Go backend without shared memory, like that of a graphics card.
type copying struct{ compute.Backend }

func (copying) HasSharedBuffers() bool { return false }

func init() {
	compute.Register("copying", func(string) (compute.Backend, error) {
		b, err := compute.NewWithConfig("go")
		return copying{b}, err
	})
}

// TestBackendWithoutSharedMemory runs tests of every kind of graph again on the
// backend "copying".
func TestBackendWithoutSharedMemory(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.v", "-test.run=^(TestTrainingEqualsPyTorch|TestDropoutModes|TestDropoutGradientGoesThroughTheMask|TestTrainerLearns|TestEncodeAndDecode)$")
	cmd.Env = append(os.Environ(), compute.ConfigEnvVar+"=copying")
	out, err := cmd.CombinedOutput()
	if n := strings.Count(string(out), "--- PASS"); err != nil || n != 5 {
		t.Errorf("%v, %d of 5 tests passed:\n%s", err, n, out)
	}
}

func TestUnknownBackendIsOneSentence(t *testing.T) {
	if os.Getenv("MLX_TEST_BACKEND") != "" {
		defer func() {
			fmt.Println(recover())
			os.Exit(0)
		}()
		ReLU().Forward(Ones(1))
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestUnknownBackendIsOneSentence$")
	cmd.Env = append(os.Environ(), "MLX_TEST_BACKEND=1", "GOMLX_BACKEND=nosuch")
	out, _ := cmd.CombinedOutput()
	if s := string(out); !strings.HasPrefix(s, "mlx: GOMLX_BACKEND: \"nosuch\": ") || strings.Count(s, "\n") != 1 {
		t.Errorf("got %q, want one sentence about GOMLX_BACKEND", s)
	}
}

// TestManyLargeProductsAtOnce checks that a graph does not wait for ever when more
// large products are ready at once than there are workers.
func TestManyLargeProductsAtOnce(t *testing.T) {
	var branches []*Module
	for range 16 {
		branches = append(branches, Linear(64, 64))
	}
	model := Func(func(x *graph.Node) *graph.Node {
		sum := graph.ZerosLike(x)
		for _, b := range branches {
			sum = graph.Add(sum, b.Apply(x))
		}
		return sum
	}, branches...)
	model.Gradients(MSELoss(), NewDataset(Randn(1, 1200, 64), Randn(2, 1200, 64)))
}

// TestGoBackendIsSequential checks that the Go backend runs nodes one after the other
// also when GOMLX_BACKEND sets other options.
func TestGoBackendIsSequential(t *testing.T) {
	for config, want := range map[string]string{
		"":                 "go:ops_sequential",
		"go":               "go:ops_sequential",
		"go:":              "go:ops_sequential",
		"go:parallelism=2": "go:ops_sequential,parallelism=2",
		"go:ops_parallel":  "go:ops_parallel",
		"xla:cpu":          "xla:cpu",
		"nosuch":           "nosuch",
	} {
		if got := sequential(config); got != want {
			t.Errorf("GOMLX_BACKEND=%s gives %q, want %q", config, got, want)
		}
	}
}
