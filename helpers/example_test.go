package helpers_test

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"golessons/helpers"
	"golessons/internal/kernel/fingerprint"
)

// The examples' outputs are in English wherever they run.
func init() { os.Setenv("GOLESSONS_LANG", "en") }

func ExampleClaim() {
	withDropout, without := 0.45, 0.61
	helpers.Claim("Dropout lowers the validation loss", withDropout < without)
	// Output: ✓ Dropout lowers the validation loss
}

func ExampleSeed() {
	// go run . test runs the lessons with GOLESSONS_SEED=1, 2, 3 …
	fmt.Println(helpers.Seed(42))
	// Output: 42
}

func ExampleLang() {
	fmt.Println(helpers.Lang())
	// Output: en
}

func ExampleTable_Star() {
	helpers.NewTable("", "method", "loss").Row("none", 0.9).Row("Dropout", 0.5).Star(1, 1).Show()
	// Output:
	// method    loss
	// ───────  ─────
	// none       0.9
	// Dropout  ★ 0.5
}

func ExampleNewTable() {
	helpers.NewTable("ReLU", "x", "ReLU(x)").Row(-3.0, 0.0).Row(2.5, 2.5).Show()
	// Output:
	// ReLU
	//   x  ReLU(x)
	// ───  ───────
	//  −3        0
	// 2.5      2.5
}

func ExampleTable() {
	t := helpers.NewTable("", "method", "loss")
	t.Note = "lower is better"
	t.Row("none", 0.61).Row("Dropout", 0.45)
	fmt.Print(t.String())
	fmt.Println(len(t.HTML()) > 100)
	// Output:
	// method   loss
	// ───────  ────
	// none     0.61
	// Dropout  0.45
	// lower is better
	// true
}

func ExampleTable_Format() {
	helpers.NewTable("validation loss", "λ", "seed 1", "seed 2", "zeros").Format("", "%.3f", "%.3f", "%.0f%%").
		Row(0.0, []float64{0.61, 0.6433}, 0.4).
		Row(0.01, []float64{0.45222, 0.5}, 12).Show()
	// Output:
	// validation loss
	//    λ  seed 1  seed 2  zeros
	// ────  ──────  ──────  ─────
	//    0   0.610   0.643     0%
	// 0.01   0.452   0.500    12%
}

func ExampleTensor() {
	helpers.Tensor("after Dropout", [][]float64{{2, 0, 2, 2, 0}}).Show()
	// Output:
	// after Dropout
	// 2  (0)  2  2  (0)
	// 5 values, 2 of them 0 (40%).
}

func ExampleBeforeAfter() {
	helpers.BeforeAfter("ReLU", [][]float64{{-3, -0.5, 1, 2.5}}, [][]float64{{0, 0, 1, 2.5}}).Show()
	// Output:
	// ReLU
	// before  −3.0  −0.5  1.0  2.5
	// after    (0)   (0)  1.0  2.5
	// After: 4 values, 2 of them 0 (50%).
}

func ExampleResults() {
	helpers.Results("validation loss", helpers.Lower,
		helpers.Result{Name: "none", Values: []float64{0.61, 0.64, 0.60}},
		helpers.Result{Name: "Dropout", Values: []float64{0.48, 0.50, 0.49}},
	).Show()
	// Output:
	// validation loss
	// method     mean ± spread   min   max  runs
	// ───────  ───────────────  ────  ────  ────
	// none       0.617 ± 0.021   0.6  0.64     3
	// Dropout  ★ 0.490 ± 0.010  0.48   0.5     3
	// ★ best mean (lower is better). ± is the sample's standard deviation.
}

func ExampleCheckThat() {
	loss := 0.52
	helpers.CheckThat("a good λ", func() error {
		if loss > 0.5 {
			return errors.New("the validation loss is 0.52; find a λ that brings it below 0.5")
		}
		return nil
	})
	// Output: ✗ a good λ: the validation loss is 0.52; find a λ that brings it below 0.5
}

func ExampleHint() {
	helpers.Hint("What is the output for x = −1?", "math.Max takes two numbers.")
	// Output: Hint 1 of 2: What is the output for x = −1? (1 more)
}

func ExampleProgress() {
	helpers.CheckThat("a", func() error { return nil })
	helpers.Progress("a", "b")
	// Output:
	// ✓ a: correct.
	// Exercises: 1 of 2 solved — ✓ a  □ b
}

// notebook writes the file that a kernel writes about a cell's code, here about
// this file. The function that it returns removes it.
func notebook() (end func()) {
	folder, err := os.MkdirTemp("", "kernel")
	if err != nil {
		panic(err)
	}
	os.Setenv("GONB_TMP_DIR", folder)
	_, file, _, _ := runtime.Caller(0)
	fingerprint.Write(file, folder)
	return func() {
		os.Unsetenv("GONB_TMP_DIR")
		os.RemoveAll(folder)
	}
}

func ExampleRemember() {
	defer notebook()() // as in a notebook

	train := func() []float64 { return []float64{0.9, 0.5, 0.4} } // takes long
	helpers.Remember("losses", train)
	losses := helpers.Remember("losses", train)
	fmt.Println(losses)
	// Output:
	// Remember("losses"): computed for the first time.
	// Remember("losses"): kept from before.
	// [0.9 0.5 0.4]
}

// A value that the function uses and its code does not show belongs in the key.
func ExampleRemember_loop() {
	defer notebook()() // as in a notebook

	for _, rate := range []float64{0.1, 0.5} {
		loss := helpers.Remember(fmt.Sprint("rate ", rate), func() float64 { return (1 - rate) * (1 - rate) })
		fmt.Printf("%.2f\n", loss)
	}
	for _, rate := range []float64{0.1} {
		helpers.Remember("forgotten", func() float64 { return (1 - rate) * (1 - rate) })
	}
	// Output:
	// Remember("rate 0.1"): computed for the first time.
	// 0.81
	// Remember("rate 0.5"): computed for the first time.
	// 0.25
	// Remember("forgotten"): computed; the function uses rate, which may be another value each time. Put it into the key, and each is kept: fmt.Sprint("forgotten ", rate)
}
