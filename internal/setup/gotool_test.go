package setup

import "testing"

func TestOlder(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"1.26.4", "1.26.5", true},
		{"1.26.5", "1.26.5", false},
		{"1.26", "1.26.5", true},
		{"1.27rc1", "1.26.5", false},
		{"1.26rc7", "1.26.5", true},
		{"1.9.9", "1.26.5", true},
		{"2.0", "1.26.5", false},
		{"1.26.5 X:simd", "1.26.5", false},
		{"1.26.4 X:simd", "1.26.5", true},
		{"devel go1.27-0a1b2c", "1.26.5", false},
		{"3.9.18", "3.10", true},
		{"3.10.0", "3.10", false},
	} {
		if got := older(tt.a, tt.b); got != tt.want {
			t.Errorf("older(%s, %s) = %v", tt.a, tt.b, got)
		}
	}
}
