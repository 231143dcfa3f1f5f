package step

import (
	"errors"
	"strings"
	"testing"
)

// A step that fails because there is no network says so in one line; one that
// fails for another reason does not blame the network.
func TestNeedsNetwork(t *testing.T) {
	fail := func(lines ...string) error {
		return &programError{program: "go", lines: lines, err: errors.New("exit status 1")}
	}
	for _, tt := range []struct {
		err     error
		network bool
	}{
		{fail("dial tcp: lookup example.org: no such host"), true},
		{fail("go: module lookup disabled by GOPROXY=off"), true},
		{fail("error: connect: connection refused", "giving up"), true},
		{fail("./x.go:3:1: syntax error"), false},
		{fail("ERROR: No matching distribution found for pyzmq==27"), false},
		{errors.New("no space left on device"), false},
	} {
		err := NeedsNetwork("GoNB", tt.err)
		if got := strings.Contains(err.Error(), "network"); got != tt.network || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v became %v", tt.err, err)
		}
	}
}
