package mlx

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/gomlx/compute"
	"github.com/gomlx/compute/dtypes"
	_ "github.com/gomlx/compute/gobackend" // the backend "go"
	"github.com/gomlx/compute/shapes"
)

// backend returns the backend that runs graphs and holds their inputs: GoMLX's
// pure Go backend, or the one that GOMLX_BACKEND names when a package that
// registers it is imported.
//
// The Go backend runs the nodes of a graph one after the other; a large product
// uses all processors by itself. With a goroutine for each node, a step of the
// network 2-16-16-1 takes twice as long, and a graph waits for ever once as many
// large products run as there are workers, since each waits for a free worker.
var backend = sync.OnceValues(func() (compute.Backend, error) {
	return newBackend(sequential(os.Getenv(compute.ConfigEnvVar)))
})

// sequential returns the configuration with the option that makes the Go backend
// run nodes one after the other, unless the configuration has such an option.
func sequential(config string) string {
	name, options, _ := strings.Cut(config, ":")
	switch {
	case name != "" && name != "go" || strings.Contains(options, "ops_"):
		return config
	case options == "":
		return "go:ops_sequential"
	}
	return "go:ops_sequential," + options
}

// newBackend returns the backend of the configuration.
//
// Errors: a backend that no imported package registers.
func newBackend(config string) (b compute.Backend, err error) {
	defer func() {
		if r := recover(); r != nil { // compute panics when nothing is registered by that name
			err = fmt.Errorf("%v", r)
		}
		if err != nil {
			err = errorf(compute.ConfigEnvVar, "%q: %s", config, oneLine(err))
		}
	}()
	return compute.NewWithConfig(config)
}

// oneLine returns the first line of an error of GoMLX; a stack trace follows it.
func oneLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// slot is memory that graphs read their input from. A backend that shares memory,
// as the Go backend does, reads data itself; for any other, data is copied to the
// backend before each run.
type slot struct {
	shape  shapes.Shape
	data   []float32
	buffer compute.Buffer
}

// newSlot returns memory for a tensor of the given shape.
func newSlot(dims ...int) (*slot, error) {
	b, err := backend()
	if err != nil {
		return nil, err
	}
	s := &slot{shape: shapes.Make(dtypes.Float32, dims...)}
	if !b.HasSharedBuffers() {
		s.data = make([]float32, s.shape.Size())
		return s, nil
	}
	buffer, flat, err := b.NewSharedBuffer(0, s.shape)
	if err != nil {
		return nil, errorf("backend", "%s", oneLine(err))
	}
	s.buffer, s.data = buffer, flat.([]float32)
	return s, nil
}

// input returns the buffer to hand to a graph.
func (s *slot) input(b compute.Backend) (compute.Buffer, error) {
	if b.HasSharedBuffers() {
		return s.buffer, nil
	}
	return b.BufferFromFlatData(0, s.data, s.shape)
}
