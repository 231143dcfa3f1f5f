package figure_test

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golessons/helpers/figure"
	"golessons/helpers/internal/displaytest"
	"golessons/helpers/internal/golden"
	"golessons/internal/browser/browsertest"
)

// lambdas returns frames like those of lesson 05.
func lambdas(n int) *figure.Frames {
	frames := figure.NewFrames("λ")
	for k := range n {
		lambda := float64(k) / 10
		frames.Add(fmt.Sprintf("λ = %.1f", lambda), figure.New("λ を変える", "x", "y").Func("モデル", func(x float64) float64 {
			return math.Exp(-lambda) * math.Sin(3*x)
		}, -3, 3))
	}
	return frames
}

func TestFrames(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "ja")
	page, err := lambdas(3).HTML()
	if err != nil {
		t.Fatal(err)
	}
	golden.Picture(t, "frames.html", []byte(page+"\n"))
	for _, outside := range []string{"http://", "https://", "<script", " id="} {
		if rest := strings.ReplaceAll(page, "http://www.w3.org/2000/svg", ""); strings.Contains(rest, outside) {
			t.Errorf("the page has %q", outside)
		}
	}
	if again, _ := lambdas(3).HTML(); again != page {
		t.Error("the same frames give other bytes")
	}
	if text := lambdas(2).Text(); !strings.HasPrefix(text, "λ\nλ = 0.0: 図「λ を変える」") || strings.Count(text, "\n") != 2 {
		t.Errorf("text %q", text)
	}
}

// Twenty frames are much shorter than twenty figures.
func TestFramesShareTheirLines(t *testing.T) {
	one, err := lambdas(1).HTML()
	if err != nil {
		t.Fatal(err)
	}
	many, err := lambdas(20).HTML()
	if err != nil {
		t.Fatal(err)
	}
	if further := (len(many) - len(one)) / 19; further > 6000 {
		t.Errorf("each further frame takes %d bytes", further)
	}
}

func TestFramesMistakes(t *testing.T) {
	many := figure.NewFrames("t")
	for range 201 {
		many.Add("a", figure.New("", "", "").Curve("", []float64{1}))
	}
	for name, frames := range map[string]*figure.Frames{
		"nothing":   figure.NewFrames("t"),
		"too many":  many,
		"a mistake": figure.NewFrames("t").Add("a", figure.New("t", "", "")),
	} {
		_, err := frames.HTML()
		if err == nil || strings.Contains(err.Error(), "%!") {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := displaytest.Stdout(t, frames.Show); got != err.Error()+"\n" {
			t.Errorf("%s: Show prints %q, want %q", name, got, err)
		}
	}
}

// findBrowser returns the browser. It skips the test if there is none and none is
// needed here, and with -short, because a browser takes a second to start.
func findBrowser(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("-short leaves out the browser")
	}
	return browsertest.Find(t)
}

// In a browser, without a kernel or a network, the frame changes with the slider.
// Without the handlers there is the first frame and no slider.
func TestFramesInABrowser(t *testing.T) {
	chromium := findBrowser(t)
	page, err := lambdas(5).HTML()
	if err != nil {
		t.Fatal(err)
	}
	const test = `<script>addEventListener('load',()=>setTimeout(()=>{
const box=document.querySelector('.golessons-frames'),img=box.querySelector('img'),input=box.querySelector('input');
const say=(k,v)=>document.body.dataset[k]=v;
say('slider',getComputedStyle(input.parentNode).display);
const first=img.src;say('firstwidth',img.naturalWidth);
input.value=3;input.dispatchEvent(new Event('input'));
img.decode().then(()=>{say('changed',img.src!==first);say('label',box.querySelector('output').value);say('width',img.naturalWidth);
input.value=0;input.dispatchEvent(new Event('input'));return img.decode()}).then(()=>{say('back',box.querySelector('output').value);say('done',1)})
},50))</script>`
	dump := func(body string) string {
		dir := t.TempDir()
		file := filepath.Join(dir, "page.html")
		if err := os.WriteFile(file, []byte("<!DOCTYPE html><meta charset=utf-8><body>"+body), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir="+filepath.Join(dir, "profile"),
			"--virtual-time-budget=5000", "--dump-dom", "file://"+file).Output()
		if err != nil {
			t.Fatalf("%s: %v", chromium, err)
		}
		return string(out)
	}
	moved := dump(page + test)
	body, _, _ := strings.Cut(moved[strings.Index(moved, "<body"):], ">")
	for _, want := range []string{`data-slider="flex"`, `data-firstwidth="640"`, `data-changed="true"`, `data-label="λ = 0.3"`, `data-width="640"`, `data-back="λ = 0.0"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the browser says %s, want %s", body, want)
		}
	}
	stripped := strings.ReplaceAll(strings.ReplaceAll(page, "onload=", "data-was="), "oninput=", "data-was2=")
	still := dump(stripped + strings.Replace(test, "input.value=3;", "say('stop',1);return;", 1))
	body, _, _ = strings.Cut(still[strings.Index(still, "<body"):], ">")
	for _, want := range []string{`data-slider="none"`, `data-firstwidth="640"`} {
		if !strings.Contains(body, want) {
			t.Errorf("without handlers the browser says %s, want %s", body, want)
		}
	}
}
