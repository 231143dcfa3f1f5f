package figure_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"golessons/helpers/figure"
	"golessons/helpers/internal/displaytest"
)

// liveCell runs as the program of a cell, which trains in the way that mode
// names.
func liveCell(mode string) {
	switch mode {
	case "boxes":
		lacking().Show()
		return
	case "boxes in frames":
		figure.NewFrames("t").Add("a", lacking()).Add("b", lacking()).Show()
		return
	case "boxes in a curve":
		live := figure.NewLive("🍣", 1, "a")
		live.Step(1)
		return
	}
	const steps = 60
	live := figure.NewLive("training", steps, "train", "validation")
	if mode != "no Done" {
		defer live.Done()
	}
	if mode == "labels" {
		live.Labels("settings tried", "best loss")
	}
	for i := range steps {
		x := float64(i)
		live.Step(1/(1+x), .5/(1+x)+x/200)
		time.Sleep(12 * time.Millisecond)
		switch {
		case mode == "panic" && i == 30:
			panic("the model broke")
		case mode == "return" && i == 30:
			return
		case mode == "values" && i == 30:
			live.Step(1)
		}
	}
}

// train runs a cell and returns what it showed and printed.
func train(t *testing.T, k *displaytest.Kernel, mode string) (displays []*protocol.DisplayData, prints []string, err error) {
	t.Helper()
	err = k.Run(t, mode)
	for _, event := range k.Events() {
		if display, ok := event.(*protocol.DisplayData); ok {
			displays = append(displays, display)
		} else {
			prints = append(prints, event.(string))
		}
	}
	if len(displays) == 0 {
		t.Fatalf("%s: nothing was shown", mode)
	}
	for _, display := range displays {
		if display.DisplayID == "" || display.DisplayID != displays[0].DisplayID {
			t.Errorf("%s: a display with another id", mode)
		}
	}
	return displays, prints, err
}

// final fails unless the display is a whole figure without a progress bar.
func final(t *testing.T, display *protocol.DisplayData, remark string) {
	t.Helper()
	text := fmt.Sprint(display.Data["text/plain"])
	if display.Data["image/png"] == nil || !strings.HasPrefix(text, "Figure “training"+remark) {
		t.Errorf("the last display is not a finished figure: %s", text)
	}
	if strings.Contains(fmt.Sprint(display.Data["image/svg+xml"]), "left") {
		t.Error("the last figure still has the time left")
	}
}

// lacking returns a picture whose texts all have letters that the font lacks.
func lacking() figure.Picture {
	return figure.NewGrid("𠮷野家", 2,
		figure.New("a", "🍣", "b").Curve("c", []float64{1, 2}).Mark(1, 1, "🍶").HLine(1, "🍙"),
		figure.NewNetwork("n", 1, 1).Names("🍵", "𠮷"))
}

// A letter that the font lacks is named in the text, and printed in a notebook.
func TestLettersThatTheFontLacks(t *testing.T) {
	const sentence = "Letters that the figure's font lacks are boxes in it: 𠮷 🍣 🍶 🍙 🍵"
	picture := lacking()
	if text := picture.Text(); !strings.HasSuffix(text, " "+sentence) {
		t.Errorf("the text is %q", text)
	}
	if svg, err := picture.SVG(); err != nil || !strings.Contains(string(svg), sentence[:7]) || !strings.Contains(string(svg), "🍵</title>") {
		t.Errorf("the SVG's title does not say so: %v", err)
	}
	for mode, want := range map[string]string{"boxes": sentence, "boxes in frames": sentence, "boxes in a curve": "Letters that the figure's font lacks are boxes in it: 🍣"} {
		var k displaytest.Kernel
		if err := k.Run(t, mode); err != nil {
			t.Errorf("%s: %v", mode, err)
		}
		seen := k.Events()
		if len(seen) < 2 || seen[len(seen)-1] != want {
			t.Errorf("%s: after the picture comes %q, want %q", mode, seen[len(seen)-1], want)
		}
	}
	if got := displaytest.Stdout(t, picture.Show); strings.Count(got, sentence) != 1 {
		t.Errorf("without a notebook it prints %q", got)
	}
	if text := figure.New("活性化関数", "x₁", "℃").Curve("é", []float64{1}).Text(); strings.Contains(text, "boxes") {
		t.Errorf("the text is %q", text)
	}
}

func TestLive(t *testing.T) {
	start := time.Now()
	displays, prints, err := train(t, &displaytest.Kernel{}, "run")
	if err != nil || len(prints) > 0 {
		t.Errorf("%v, printed %q", err, prints)
	}
	// There are at most ten a second, and the last one.
	if most := int(time.Since(start)/(100*time.Millisecond)) + 2; len(displays) > most || len(displays) < 3 {
		t.Errorf("%d displays in %v", len(displays), time.Since(start))
	}
	for _, display := range displays[:len(displays)-1] {
		if display.Data["image/svg+xml"] == nil || display.Data["image/png"] != nil {
			t.Error("a display on the way is not an SVG alone")
		}
	}
	final(t, displays[len(displays)-1], "”")
}

func TestLiveLabels(t *testing.T) {
	for mode, want := range map[string]string{"labels": "settings tried across, best loss upwards", "run": "epoch across, loss upwards"} {
		displays, _, err := train(t, &displaytest.Kernel{}, mode)
		if err != nil {
			t.Error(err)
		}
		if text := fmt.Sprint(displays[len(displays)-1].Data["text/plain"]); !strings.Contains(text, want) {
			t.Errorf("%s: the figure says %q, want %q", mode, text, want)
		}
	}
}

func TestLiveAfterAPanic(t *testing.T) {
	displays, _, err := train(t, &displaytest.Kernel{}, "panic")
	if err == nil {
		t.Error("the panic was swallowed")
	}
	final(t, displays[len(displays)-1], " (ended at 31 of 60)”")
}

func TestLiveWithoutDone(t *testing.T) {
	displays, _, err := train(t, &displaytest.Kernel{}, "no Done")
	if err != nil {
		t.Error(err)
	}
	final(t, displays[len(displays)-1], "”")
}

func TestLiveStoppedEarly(t *testing.T) {
	displays, _, err := train(t, &displaytest.Kernel{}, "return")
	if err != nil {
		t.Error(err)
	}
	final(t, displays[len(displays)-1], " (ended at 31 of 60)”")
}

func TestLiveInterrupted(t *testing.T) {
	k := &displaytest.Kernel{Interrupt: func(seen int) bool { return seen == 3 }}
	displays, _, err := train(t, k, "interrupt")
	if err == nil || !strings.Contains(err.Error(), "interrupt") {
		t.Errorf("the cell ends with %v, want the interrupt", err)
	}
	final(t, displays[len(displays)-1], " (interrupted at ")
}

func TestLiveWithWrongValues(t *testing.T) {
	displays, prints, err := train(t, &displaytest.Kernel{}, "values")
	if err != nil {
		t.Error(err)
	}
	if len(prints) != 1 || prints[0] != "“training” has 2 lines, but Step got 1 value" {
		t.Errorf("printed %q", prints)
	}
	final(t, displays[len(displays)-1], "”")
}

func TestLiveOutsideANotebook(t *testing.T) {
	t.Setenv("GOLESSONS_LANG", "ja")
	got := displaytest.Stdout(t, func() {
		live := figure.NewLive("学習曲線", 40, "訓練", "検証")
		defer live.Done()
		for i := range 40 {
			live.Step(float64(i), .5)
		}
	})
	lines := strings.Split(strings.TrimSpace(got), "\n")
	if len(lines) != 11 || lines[0] != "学習曲線 1/40  訓練 0  検証 0.5" || lines[10] != "学習曲線 40/40  訓練 39  検証 0.5" {
		t.Errorf("printed %q", got)
	}
}

func TestLiveMistakes(t *testing.T) {
	for _, make := range []func() *figure.Live{
		func() *figure.Live { return figure.NewLive("t", 0, "a") },
		func() *figure.Live { return figure.NewLive("t", 3) },
	} {
		got := displaytest.Stdout(t, func() {
			live := make()
			live.Step(1)
			live.Done()
			live.Done()
		})
		if got != "“t” needs at least one step and the name of a line\n" {
			t.Errorf("printed %q", got)
		}
	}
}
