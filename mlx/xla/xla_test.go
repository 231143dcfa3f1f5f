//go:build cgo

package xla

import (
	"slices"
	"testing"

	"github.com/gomlx/compute"
)

// TestRegistersTheBackend checks that GoMLX knows the backend by its name. To run it
// needs a plugin for the device, which the test does not download.
func TestRegistersTheBackend(t *testing.T) {
	if names := compute.List(); !slices.Contains(names, "xla") {
		t.Errorf("the backends are %q", names)
	}
}
