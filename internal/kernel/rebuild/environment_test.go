package rebuild

import (
	"testing"
)

func TestPlainFlags(t *testing.T) {
	for flags, want := range map[string]bool{
		"":                                   true,
		`"-ldflags=-s -w" -buildvcs=false`:   true,
		"'-ldflags=-s' --mod=readonly\t-p=2": true,
		"-mod=vendor":                        false,
		"-overlay=o.json":                    false,
		"-p=2 --overlay=o.json":              false,
		"-toolexec=time":                     false,
		"-modfile=x.mod":                     false,
		"-buildmode=exe":                     false,
		"-installsuffix=x":                   false,
		`"-ldflags=-s`:                       false,
	} {
		if got := plainFlags(flags); got != want {
			t.Errorf("%q: %v, want %v", flags, got, want)
		}
	}
}
