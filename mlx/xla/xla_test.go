//go:build cgo

package xla

import (
	"slices"
	"testing"

	"github.com/gomlx/compute"
)

// What the import is for: GoMLX knows the backend by its name. (Running it
// takes a plugin for the device, which this test does not download.)
func TestRegistersTheBackend(t *testing.T) {
	if names := compute.List(); !slices.Contains(names, "xla") {
		t.Errorf("the backends are %q", names)
	}
}
