package mlx

import (
	"math"
	"slices"
	"testing"
)

// TestLossAndGradientsAreOfOneForwardPass compares LossAndGradients with two models of
// the same seed, and so the same masks, of which one goes forward and one backward.
func TestLossAndGradientsAreOfOneForwardPass(t *testing.T) {
	data, loss := circle(1, 50), BCEWithLogitsLoss()
	model := func() *Module { return Sequential(Linear(2, 16), Dropout(0.5), Linear(16, 1)).Seed(3) }
	m, forward, backward := model(), model(), model()
	for pass := range 3 {
		value, gradients := m.LossAndGradients(loss, data, L2(0.1))
		if want := loss.Forward(forward.Forward(data.x), data.y).Item(); value != want {
			t.Errorf("pass %d: loss %g, a forward pass with the same mask gives %g", pass, value, want)
		}
		for i, g := range backward.Gradients(loss, data, L2(0.1)) {
			if gradients[i].Name != g.Name || !slices.Equal(gradients[i].Value.data, g.Value.data) {
				t.Errorf("pass %d: %s differs from that of Gradients", pass, g.Name)
			}
		}
		if masks := forward.Masks(); !slices.Equal(m.Masks()[0].Value.data, masks[0].Value.data) {
			t.Errorf("pass %d: LossAndGradients drew more than one mask", pass)
		}
	}
	if value, _ := m.Eval().LossAndGradients(MSELoss(None), data); math.Abs(value/Evaluate(m, MSELoss(Sum), data).Loss-1) > 1e-6 {
		t.Errorf("with reduction none: loss %g, want the sum", value)
	}
}
