package mlx

import "testing"

func TestPrintingEqualsPyTorch(t *testing.T) {
	var cases []struct {
		Shape  []int
		Values nums
		Text   string
	}
	readFixture(t, "printing", &cases)
	for _, c := range cases {
		if got := c.Values.tensor(c.Shape...).String(); got != c.Text {
			t.Errorf("shape %v: got\n%s\nPyTorch has\n%s", c.Shape, got, c.Text)
		}
	}
}
