package figure_test

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"golessons/helpers/figure"
)

func ExampleFigure() {
	f := figure.New("ReLU", "x", "y").Func("ReLU", func(x float64) float64 { return math.Max(0, x) }, -3, 3)
	svg, err := f.SVG()
	fmt.Println(len(svg) > 1000, err)
	f.Show() // outside a notebook the sentence
	// Output:
	// true <nil>
	// Figure “ReLU”: x across, y upwards. line “ReLU” runs from (−3, 0) to (3, 3), lowest 0, highest 3.
}

func ExampleFigure_Line() {
	figure.New("loss", "epoch", "loss").Line("training", []float64{1, 2, 3}, []float64{0.9, 0.5, 0.4}).Show()
	// Output: Figure “loss”: epoch across, loss upwards. line “training” runs from (1, 0.9) to (3, 0.4), lowest 0.4, highest 0.9.
}

func ExampleFigure_Line_mistake() {
	figure.New("loss", "epoch", "loss").Line("training", []float64{1, 2, 3}, []float64{0.9, 0.5}).Show()
	// Output: figure “loss”: “training” has 3 x values but 2 y values
}

func ExampleFigure_Curve() {
	figure.New("loss", "", "").Curve("training", []float64{0.9, 0.5, 0.4}).LogY().Show()
	// Output: Figure “loss”: line “training” runs from (1, 0.9) to (3, 0.4), lowest 0.4, highest 0.9.
}

func ExampleFigure_FuncWithDerivative() {
	figure.New("sigmoid", "", "").FuncWithDerivative("σ", func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, -6, 6).Show()
	// Output: Figure “sigmoid”: line “σ” runs from (−6, 0.002473) to (6, 0.9975), lowest 0.002473, highest 0.9975. line “derivative of σ” runs from (−6, 0.002467) to (6, 0.002467), lowest 0.002467, highest 0.25.
}

func ExampleFigure_Scatter() {
	figure.New("patients", "age", "BMI").Scatter("recurrence", []float64{50, 61}, []float64{27, 31}).Show()
	// Output: Figure “patients”: age across, BMI upwards. 2 points “recurrence” with x from 50 to 61, y from 27 to 31.
}

func ExampleFigure_Histogram() {
	figure.New("weights", "", "").Histogram("before", []float64{-1, 0, 1}, 3).Histogram("after", []float64{-0.5, 0, 0.5}, 0).Show()
	// Output: Figure “weights”: histogram “before” of 3 values, mean 0, standard deviation 1. histogram “after” of 3 values, mean 0, standard deviation 0.5.
}

func ExampleFigure_Bars() {
	figure.New("validation loss", "", "").Bars([]string{"none", "Dropout"},
		figure.BarSeries{Values: []float64{0.61, 0.45}, Errors: []float64{0.02, 0.01}}).Show()
	// Output: Figure “validation loss”: bars: none 0.61 ± 0.02, Dropout 0.45 ± 0.01.
}

func ExampleFigure_Heatmap() {
	figure.New("weights", "", "").Heatmap([][]float64{{1, -0.5}, {0, 2}}, []string{"a", "b"}, nil).Show()
	// Output: Figure “weights”: a heat map of 2 rows and 2 columns, colours from −2 to 2.
}

func ExampleFigure_Boundary() {
	upper := func(points [][]float64) []float64 {
		odds := make([]float64, len(points))
		for i, p := range points {
			if p[1] > 0 {
				odds[i] = 1
			}
		}
		return odds
	}
	figure.New("classes", "x1", "x2").Boundary(-1, 1, -1, 1, upper).Show()
	// Output: Figure “classes”: x1 across, x2 upwards. 50% of the plane is taken for class 1.
}

func ExampleFigure_Spread() {
	figure.New("three seeds", "", "").Spread("Dropout", []float64{1, 0.5}, []float64{1, 0.6}, []float64{1, 0.7}).Show()
	// Output: Figure “three seeds”: line “Dropout” runs from (1, 1) to (2, 0.6), lowest 0.6, highest 1, the band at most 0.2 wide.
}

func ExampleFigure_Band() {
	figure.New("", "", "").Band("b", []float64{0, 1}, []float64{1, 2}, []float64{0, 1}, []float64{2, 3}).Show()
	// Output: Figure: line “b” runs from (0, 1) to (1, 2), lowest 1, highest 2, the band at most 2 wide.
}

func ExampleFigure_MarkLowest() {
	epochs, loss := []float64{1, 2, 3}, []float64{0.9, 0.5, 0.7}
	figure.New("validation", "", "").Line("loss", epochs, loss).MarkLowest(epochs, loss, "overfitting starts").Show()
	// Output: Figure “validation”: line “loss” runs from (1, 0.9) to (3, 0.7), lowest 0.5, highest 0.9. (2, 0.5) is marked “overfitting starts”.
}

func ExampleFigure_HLine() {
	figure.New("", "", "").Curve("accuracy", []float64{0.5, 0.7}).HLine(0.5, "chance").VLine(2, "end").Show()
	// Output: Figure: line “accuracy” runs from (1, 0.5) to (2, 0.7), lowest 0.5, highest 0.7. a line at y = 0.5, “chance”. a line at x = 2, “end”.
}

func ExampleFigure_Describe() {
	figure.New("ReLU", "", "").Curve("", []float64{0, 0, 1}).Describe("ReLU is flat, then rises.").Show()
	// Output: ReLU is flat, then rises.
}

func ExampleFigure_Size() {
	f := figure.New("", "", "").Curve("", []float64{1, 2}).Size(320, 200).XRange(0, 3).YRange(0, 5).LogX()
	fmt.Println(f.Width, f.Height)
	// Output: 320 200
}

func ExampleNewGrid() {
	left, right := figure.New("left", "", "").Curve("a", []float64{1, 2}), figure.New("right", "", "").Curve("b", []float64{3, 9})
	figure.NewGrid("both", 2, left, right).SameY().Show()
	// Output: both Figure “left”: line “a” runs from (1, 1) to (2, 2), lowest 1, highest 2. Figure “right”: line “b” runs from (1, 3) to (2, 9), lowest 3, highest 9.
}

func ExampleNewNetwork() {
	mask := []float64{2, 0, 2, 0} // what Dropout with p = 0.5 gave for ones
	figure.NewNetwork("Dropout", 2, 4, 1).Names("input", "hidden", "output").
		Weights(1, [][]float64{{0.5, -1, 0.2, 1}}).Rest(1, mask).Show()
	// Output: Network “Dropout”: layers of 2-4-1 units. Resting in hidden: 1, 3 (2 of 4).
}

func ExampleNewFrames() {
	frames := figure.NewFrames("λ")
	for _, lambda := range []float64{0, 1} {
		frames.Add(fmt.Sprint("λ = ", lambda), figure.New("", "", "").Curve("w", []float64{1, math.Exp(-lambda)}))
	}
	frames.Show()
	// Output:
	// λ
	// λ = 0: Figure: line “w” runs from (1, 1) to (2, 1), lowest 1, highest 1.
	// λ = 1: Figure: line “w” runs from (1, 1) to (2, 0.3679), lowest 0.3679, highest 1.
}

func ExampleNewLive() {
	const epochs = 3
	live := figure.NewLive("training", epochs, "loss")
	defer live.Done()
	for epoch := range epochs {
		live.Step(1 / float64(epoch+1))
	}
	// Output:
	// training 1/3  loss 1
	// training 2/3  loss 0.5
	// training 3/3  loss 0.3333
}

func ExampleNew() {
	f := figure.New("λ and loss", "λ", "loss").Line("validation", []float64{0.001, 0.01, 0.1}, []float64{0.6, 0.4, 0.9}).LogX()
	fmt.Println(f.Text())
	// Output: Figure “λ and loss”: λ across, loss upwards. line “validation” runs from (0.001, 0.6) to (0.1, 0.9), lowest 0.4, highest 0.9.
}

func ExampleFigure_Func() {
	figure.New("", "", "").Func("1/x", func(x float64) float64 { return 1 / x }, 1, 2).Show()
	// Output: Figure: line “1/x” runs from (1, 1) to (2, 0.5), lowest 0.5, highest 1.
}

func ExampleFigure_Mark() {
	figure.New("", "", "").Curve("loss", []float64{3, 2, 1}).Mark(2, 2, "half way").Show()
	// Output: Figure: line “loss” runs from (1, 3) to (3, 1), lowest 1, highest 3. (2, 2) is marked “half way”.
}

func ExampleFigure_PNG() {
	png, err := figure.New("", "", "").Curve("loss", []float64{3, 2, 1}).PNG()
	fmt.Println(len(png) > 1000, err)
	// Output: true <nil>
}

func ExampleGrid() {
	grid := figure.NewGrid("", 2, figure.New("left", "", "").Curve("a", []float64{1, 2}), figure.New("right", "", "").Curve("b", []float64{3, 9}))
	svg, _ := grid.SVG()
	png, _ := grid.PNG()
	fmt.Println(len(svg) > 1000, len(png) > 1000, len(grid.Text()) > 100)
	// Output: true true true
}

func ExampleNetwork() {
	network := figure.NewNetwork("small", 2, 1).Size(320, 240)
	svg, _ := network.SVG()
	png, _ := network.PNG()
	fmt.Println(len(svg) > 1000, len(png) > 1000, network.Text())
	// Output: true true Network “small”: layers of 2-1 units.
}

func ExampleFrames() {
	frames := figure.NewFrames("epoch").Add("1", figure.NewNetwork("untrained", 2, 1))
	page, err := frames.HTML()
	fmt.Println(len(page) > 1000, err)
	fmt.Println(frames.Text())
	// Output:
	// true <nil>
	// epoch
	// 1: Network “untrained”: layers of 2-1 units.
}

func ExampleLive() {
	live := figure.NewLive("training", 2, "train", "validation").Labels("epoch", "log loss").LogY().MarkLowest("best")
	live.Step(1, 1.1)
	live.Step(0.5, 0.7)
	live.Done()
	// Output:
	// training 1/2  train 1  validation 1.1
	// training 2/2  train 0.5  validation 0.7
}

func ExampleRange() {
	bars := figure.Range{}.Include(figure.XY{X: 0, Y: 3}, figure.XY{X: 4, Y: 5}).TightX().TightBelow()
	fmt.Println(bars.Empty(), figure.Range{}.TightY().Join(bars).Empty(), figure.Range{}.Empty())
	// Output: false false true
}

func ExampleScales() {
	axes := figure.Scales{LogY: true}
	fmt.Println(axes.Holds(figure.XY{X: -1, Y: 0.1}), axes.Holds(figure.XY{X: 1, Y: 0}))
	// Output: true false
}

func ExampleLook() {
	f := figure.New("", "", "")
	first, second := f.NextLook(), f.NextLook()
	var dots vg.Path
	second.Marker(&dots, vg.Point{X: 10, Y: 10}, 3)
	fmt.Println(first.Color != second.Color, first.Line(2).Dashes, second.Line(2).Dashes, len(dots) > 2)
	// Output: true [] [8 4] true
}
