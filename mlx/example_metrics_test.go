package mlx_test

import (
	"fmt"

	"golessons/mlx"
	"math"
)

func ExampleEvaluate() {
	model := mlx.Linear(1, 1)
	model.SetParameter("weight", mlx.NewTensor(4).Reshape(1, 1))
	model.SetParameter("bias", mlx.NewTensor(0))
	data := mlx.NewDataset(mlx.Column(-2, -1, 1, 2), mlx.Column(0, 1, 1, 1))
	fmt.Println(mlx.Evaluate(model, mlx.BCEWithLogitsLoss(), data))
	// Output:
	// loss 1.0092, accuracy 0.7500, AUC 1.0000, calibration error 0.2500
}

func ExampleMetrics() {
	m := mlx.Metrics{Loss: 0.5, Accuracy: 0.8, AUC: math.NaN(), Calibration: math.NaN()}
	fmt.Println(m)
	// Output:
	// loss 0.5000, accuracy 0.8000
}

func ExampleMetrics_String() {
	fmt.Println(mlx.Metrics{Loss: 0.5, Accuracy: 0.8, AUC: 0.9, Calibration: 0.02}.String())
	// Output:
	// loss 0.5000, accuracy 0.8000, AUC 0.9000, calibration error 0.0200
}

func ExampleAccuracy() {
	fmt.Println(mlx.Accuracy([]float64{1, 0, 1, 1}, []float64{1, 0, 0, 1}))
	// Output:
	// 0.75
}

func ExampleAUC() {
	fmt.Println(mlx.AUC([]float64{0.1, 0.4, 0.35, 0.8}, []float64{0, 0, 1, 1}))
	// Output:
	// 0.75
}

func ExampleCalibration() {
	for _, bin := range mlx.Calibration([]float64{0.1, 0.1, 0.9, 0.8}, []float64{0, 1, 1, 1}, 2) {
		fmt.Printf("%.2f predicted, %.2f observed, %d patients\n", bin.Predicted, bin.Observed, bin.Count)
	}
	// Output:
	// 0.10 predicted, 0.50 observed, 2 patients
	// 0.85 predicted, 1.00 observed, 2 patients
}

func ExampleCalibrationBin() {
	bin := mlx.Calibration([]float64{0.2, 0.4}, []float64{0, 1}, 1)[0]
	fmt.Println(bin.Count, bin.Observed)
	// Output:
	// 2 0.5
}

func ExampleCalibrationError() {
	fmt.Printf("%.2f\n", mlx.CalibrationError([]float64{0.5, 0.5}, []float64{1, 1}))
	// Output:
	// 0.50
}
