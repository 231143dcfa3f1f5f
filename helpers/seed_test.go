package helpers

import "testing"

func TestSeed(t *testing.T) {
	for value, want := range map[string]int64{"": 42, "7": 7, "-3": -3, "x": 42, "1.5": 42} {
		t.Setenv("GOLESSONS_SEED", value)
		if got := Seed(42); got != want {
			t.Errorf("GOLESSONS_SEED=%q: Seed(42) = %d, want %d", value, got, want)
		}
	}
}
