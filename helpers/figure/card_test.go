package figure_test

import (
	"encoding/base64"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golessons/helpers/figure"
)

// A figure follows the theme around it as an image, which is how JupyterLab and the
// web pages show it, inside a page, and inside VS Code's page. So does a slider.
func TestThemeInABrowser(t *testing.T) {
	chromium := findBrowser(t)
	// The card of a grid is empty at its rim.
	picture := figure.NewGrid("", 1, figure.New("", "", "").Curve("a", []float64{1, 2}))
	picture.Width, picture.Height = 240, 160
	svg, err := picture.SVG()
	if err != nil {
		t.Fatal(err)
	}
	slider, err := figure.NewFrames("t").Add("a", picture).HTML()
	if err != nil {
		t.Fatal(err)
	}
	img := `<img width="240" height="160" src="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString(svg) + `">`
	white, night := color.RGBA{255, 255, 255, 255}, color.RGBA{20, 24, 29, 255}
	places := []struct {
		name, html string
		want       color.RGBA
	}{
		{"an image in a dark page", `<div style="color-scheme:dark">` + img + `</div>`, night},
		{"an image in a light page", `<div style="color-scheme:light">` + img + `</div>`, white},
		{"an image in a page that says nothing", img, white},
		{"inside a dark page", `<div style="color-scheme:dark">` + string(svg) + `</div>`, night},
		{"inside a page that says nothing", string(svg), white},
		{"inside VS Code, dark", `<div class="vscode-dark">` + string(svg) + `</div>`, night},
		{"inside VS Code, dark with high contrast", `<div class="vscode-high-contrast" data-vscode-theme-kind="vscode-high-contrast">` + string(svg) + `</div>`, night},
		{"inside VS Code, light with high contrast", `<div class="vscode-high-contrast vscode-high-contrast-light" data-vscode-theme-kind="vscode-high-contrast-light">` + string(svg) + `</div>`, white},
		{"inside VS Code, light", `<div class="vscode-light">` + string(svg) + `</div>`, white},
		{"a slider in a dark page", `<div style="color-scheme:dark">` + slider + `</div>`, night},
		{"a slider in a light page", `<div style="color-scheme:light">` + slider + `</div>`, white},
		{"a slider in VS Code, dark", `<div class="vscode-dark">` + slider + `</div>`, night},
	}
	dir := t.TempDir()
	body := `<!DOCTYPE html><meta charset=utf-8><style>body{margin:0}.place{position:absolute;left:0;width:240px;height:160px;overflow:hidden}</style>`
	for i, place := range places {
		body += fmt.Sprintf(`<div class="place" style="top:%dpx">%s</div>`, 160*i, place.html)
	}
	file, shot := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.png")
	if err := os.WriteFile(file, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir="+filepath.Join(dir, "profile"),
		"--force-device-scale-factor=1", "--hide-scrollbars", fmt.Sprintf("--window-size=600,%d", 160*len(places)+200), "--screenshot="+shot, "file://"+file).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", chromium, err, out)
	}
	f, err := os.Open(shot)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	screen, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	for i, place := range places {
		if got := color.RGBAModel.Convert(screen.At(120, 160*i+5)); got != place.want {
			t.Errorf("%s: the card is %v, want %v", place.name, got, place.want)
		}
	}
}
