package golden

import "testing"

func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		got, want string
		equal     bool
	}{
		{"loss  0.50", "loss 0.5", true},
		{"loss 0.504", "loss 0.5", true},
		{"loss 0.51", "loss 0.5", false},
		{"loss 0.5", "rise 0.5", false},
		{"0.5 0.5", "0.5", false},
		{"0", "0", true},
		{"0.1", "0", false},
	} {
		if err := Numbers(test.got, test.want, 0.01); (err == nil) != test.equal {
			t.Errorf("%q, want %q: %v", test.got, test.want, err)
		}
	}
}
