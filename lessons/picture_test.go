package lessons

import (
	"bytes"
	"context"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// picture saves a screenshot for a person to look at, in the folder that
// GOLESSONS_SCREENSHOTS names. Without that variable it does nothing.
func picture(t *testing.T, tab context.Context, name string) {
	t.Helper()
	dir := os.Getenv("GOLESSONS_SCREENSHOTS")
	if dir == "" {
		return
	}
	shot, err := chromedp.Run(tab, chromedp.CaptureScreenshot())
	if err != nil {
		t.Logf("no screenshot: %v", err)
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), shot, 0o644); err != nil {
		t.Log(err)
	}
}

// pictureOfFailure saves a screenshot named after the test.
func pictureOfFailure(t *testing.T, tab context.Context) {
	t.Helper()
	picture(t, tab, filepath.Base(t.Name())+"-failed")
}

// measure returns the size of a PNG, and the standard deviation of its brightness:
// 0 for a single colour, at most 0.5.
func measure(t *testing.T, data []byte) (w, h int, spread float64) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var n, sum, squares float64
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			v := float64(color.Gray16Model.Convert(img.At(x, y)).(color.Gray16).Y) / math.MaxUint16
			n, sum, squares = n+1, sum+v, squares+v*v
		}
	}
	return img.Bounds().Dx(), img.Bounds().Dy(), math.Sqrt(squares/n - sum/n*sum/n)
}
