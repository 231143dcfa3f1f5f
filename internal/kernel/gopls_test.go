package kernel

import (
	"slices"
	"testing"
)

func TestGoplsEnv(t *testing.T) {
	env := GoplsEnv([]string{"XDG_CONFIG_HOME=/mine"}, "/state")
	for _, want := range []string{"XDG_CONFIG_HOME=/state/gopls-config", "GOPLSCACHE=/state/gopls", "XDG_CACHE_HOME=/state/gopls"} {
		if !slices.Contains(env, want) {
			t.Errorf("no %s in %q", want, env)
		}
	}
}
