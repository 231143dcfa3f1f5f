package experiments

import (
	"math"
	"slices"
	"strings"

	"golessons/helpers"
	"golessons/helpers/experiments/layers"
	"golessons/internal/words"
	"golessons/mlx"
)

// A Measure is a number that can be read from a run, for tables and figures.
type Measure struct {
	Name   string            // the heading of its column; "" for a measure of this package, which has its own
	Of     func(Run) float64 // reads it
	Better helpers.Better    // which mean gets the star: the lower one unless it says Higher
	Format string            // how a table writes it, such as "%.1f"; "%.3f" if it is ""
	Star   bool              // whether it has a star beside other measures; alone it has, unless it is MeanError

	text   words.Text // the name, of a measure of this package
	signed bool       // whether 0 is best, so that neither the lowest nor the highest mean is
}

// String returns the name of the measure.
func (m Measure) String() string {
	if m.Name != "" {
		return m.Name
	}
	return m.text.String()
}

// format returns how a table writes it.
func (m Measure) format() string {
	if m.Format == "" {
		return "%.3f"
	}
	return m.Format
}

// The losses after training, in evaluation mode, and those of the epochs.
var (
	// TrainLoss is measured after training, in evaluation mode.
	TrainLoss = Measure{text: words.Text{"training loss", "訓練損失"}, Of: func(r Run) float64 { return r.Train.Loss }}
	// ValidationLoss is measured after training, in evaluation mode.
	ValidationLoss = Measure{text: words.Text{"validation loss", "検証損失"}, Star: true, Of: func(r Run) float64 { return r.Validation.Loss }}
	// LastTrainLoss is that of the last epoch, in training mode.
	LastTrainLoss = Measure{text: words.Text{"training loss of the last epoch", "最後のエポックの訓練損失"}, Of: func(r Run) float64 { return last(r.TrainLoss) }}
	// LastLoss is the validation loss of the last epoch.
	LastLoss = Measure{text: words.Text{"validation loss at the end", "最後の検証損失"}, Star: true, Of: func(r Run) float64 { return last(r.ValLoss) }}
	// LowestLoss is the lowest validation loss of all epochs.
	LowestLoss = Measure{text: words.Text{"validation loss at its lowest", "検証損失の最小値"}, Star: true, Of: func(r Run) float64 { return lowest(r.ValLoss) }}
	// Rise is LastLoss less LowestLoss.
	Rise = Measure{text: words.Text{"rise of the validation loss from its lowest", "検証損失の、最小値からの上昇"}, Of: func(r Run) float64 { return last(r.ValLoss) - lowest(r.ValLoss) }}
	// TrainAccuracy is the accuracy on the training data.
	TrainAccuracy = Measure{text: words.Text{"training accuracy", "訓練データの正解率"}, Better: helpers.Higher, Of: func(r Run) float64 { return r.Train.Accuracy }}
	// MeanError is the mean prediction less the mean target, on the training data. Its
	// tables have no star.
	MeanError = Measure{text: words.Text{"mean prediction − mean target", "予測の平均 − 正解の平均"}, signed: true, Of: func(r Run) float64 { return r.Train.MeanPrediction - r.Train.MeanTarget }}
)

// Measures on the data of [Comparison.On], or on the validation data before that.
var (
	// Loss is the data loss.
	Loss = Measure{text: words.Text{"loss", "損失"}, Star: true, Of: func(r Run) float64 { return r.Measured.Loss }}
	// Accuracy is the share of right answers.
	Accuracy = Measure{text: words.Text{"accuracy", "正解率"}, Star: true, Better: helpers.Higher, Of: func(r Run) float64 { return r.Measured.Accuracy }}
	// AUC is mlx.AUC.
	AUC = Measure{text: words.Text{"AUC", "AUC"}, Star: true, Better: helpers.Higher, Of: func(r Run) float64 { return r.Measured.AUC }}
	// Calibration is mlx.CalibrationError.
	Calibration = Measure{text: words.Text{"calibration error", "較正誤差"}, Star: true, Of: func(r Run) float64 { return r.Measured.Calibration }}
	// MeanRisk is the mean probability that the model predicts.
	MeanRisk = Measure{text: words.Text{"mean predicted risk", "予測リスクの平均"}, Of: func(r Run) float64 { return r.Measured.MeanPrediction }}
)

// Measures of the model and of its training.
var (
	// Updates is how many steps were trained.
	Updates = Measure{text: words.Text{"updates", "更新の回数"}, Format: "%.0f", Of: func(r Run) float64 { return float64(len(r.StepLoss)) }}
	// SquaredWeights is Σw², the sum of the squares of all weights; biases do not count.
	SquaredWeights = Measure{text: words.Text{"Σw²", "Σw²(重みの 2 乗の和)"}, Format: "%.1f", Of: func(r Run) float64 {
		return weights(r, 0, func(sum, norm float64) float64 { return sum + norm*norm })
	}}
	// SlopeLimit is the product of the norms of the layers' weights. No slope of a network
	// with ReLU is steeper.
	SlopeLimit = Measure{text: words.Text{"limit of the slope", "傾きの上限"}, Format: "%.1f", Of: func(r Run) float64 {
		return weights(r, 1, func(product, norm float64) float64 { return product * norm })
	}}
	// Jagged is by how much the slope of the model's curve changes in total, between the
	// ends of the training data. Of a model with one feature.
	Jagged = Measure{text: words.Text{"jaggedness", "ギザギザ度"}, Format: "%.1f", Of: func(r Run) float64 {
		jagged, _ := bends(r)
		return jagged
	}}
	// Steepest is the steepest slope of that curve.
	Steepest = Measure{text: words.Text{"steepest slope", "最大の傾き"}, Format: "%.1f", Of: func(r Run) float64 {
		_, steepest := bends(r)
		return steepest
	}}
)

func last(curve []float64) float64 {
	if len(curve) == 0 {
		return math.NaN()
	}
	return curve[len(curve)-1]
}

func lowest(curve []float64) float64 {
	if len(curve) == 0 {
		return math.NaN()
	}
	return slices.Min(curve)
}

// weights adds up something of the norms of a model's weights, from a start.
func weights(r Run, start float64, add func(sum, norm float64) float64) float64 {
	for _, p := range r.Model.Parameters() {
		if p.Name == "weight" || strings.HasSuffix(p.Name, ".weight") {
			start = add(start, p.Value.Norm())
		}
	}
	return start
}

// curvePoints is at how many values of its feature a model's curve is examined.
const curvePoints = 401

// curve returns what a model of one feature says between the ends of its training data.
// Both are nil for another model.
func curve(r Run) (xs, ys []float64) {
	low, high, ok := ends(r.Points, 0)
	if !ok || len(r.Points[0]) != 2 || r.Failed != "" {
		return nil, nil
	}
	x := mlx.Linspace(low, high, curvePoints)
	return x.Values(), predict(r.Model, r.LossName, x.Reshape(-1, 1))
}

// ends returns the lowest and the highest value of a column of points.
func ends(points [][]float64, column int) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range points {
		low, high = min(low, p[column]), max(high, p[column])
	}
	return low, high, low < high
}

// bends measures the curve of a model: by how much its slope changes in total, and its
// steepest slope. Both are NaN for a model without a curve.
func bends(r Run) (jagged, steepest float64) {
	xs, ys := curve(r)
	if xs == nil {
		return math.NaN(), math.NaN()
	}
	return layers.Jaggedness(ys, xs[len(xs)-1]-xs[0])
}
