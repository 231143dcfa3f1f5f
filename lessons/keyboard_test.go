package lessons

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// controls is a cell that shows a slider and hints.
const controls = `import (
	"fmt"

	"golessons/helpers"
	"golessons/helpers/figure"
)

%%
frames := figure.NewFrames("change λ")
for i := range 20 {
	frames.Add(fmt.Sprintf("λ = %d", i), figure.New("title", "x", "y").Curve("loss", []float64{1, float64(i)}))
}
frames.Show()
helpers.Hint("Think.", "Write ` + "`max(0, x)`" + `.")`

// prediction is a cell that asks a prediction, and recalls it at once.
const prediction = `import "golessons/helpers/predict"

%%
predict.Double.Ask()
predict.Double.Recall()`

// pageState is what the keys of TestControlsByKeyboard may change in a notebook's page.
type pageState struct {
	Slider  string // its value
	Picture string // the caption of the slider's picture
	Focus   string // the element that has the focus
	Cell    int    // the index of the active cell
	Cells   int    // how many there are
	Editing bool   // whether the notebook is in edit mode
	Open    []bool // for each hint, whether it is open
}

// readPageState returns the pageState of the page, in JavaScript.
const readPageState = `(() => {
	const slider = document.querySelector('.golessons-frames input'), focus = document.activeElement;
	const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
	return {Slider: slider.value, Picture: document.querySelector('.golessons-frames img').alt.split(':')[0],
		Focus: focus.matches('.jp-Cell') ? 'cell' : focus.localName + (focus.closest('summary') ? [...document.querySelectorAll('.jp-OutputArea summary')].indexOf(focus) : ''),
		Cell: cells.findIndex(c => c.classList.contains('jp-mod-active')), Cells: cells.length,
		Editing: document.querySelector('.jp-Notebook').classList.contains('jp-mod-editMode'),
		Open: [...document.querySelectorAll('.jp-OutputArea details')].map(d => d.open)};
})()`

// look returns the state of the page.
func look(t *testing.T, tab context.Context) pageState {
	t.Helper()
	state, err := chromedp.Run(tab, chromedp.Evaluate[pageState](readPageState))
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// TestControlsByKeyboard uses a cell's slider and hints in JupyterLab with keys alone.
// The keys move the control that has the focus, and do not choose, edit, delete or
// change a cell.
func TestControlsByKeyboard(t *testing.T) {
	environment(t)
	chromium := findBrowser(t)
	home := t.TempDir()
	address := writeControls(t, home)
	tab := openTab(t, chromium, home)
	runControls(t, tab, address)
	tabToSlider(t, tab)

	want := look(t, tab)
	if want.Slider != "0" || want.Cell != 1 || want.Editing {
		t.Fatalf("it begins with %+v", want)
	}
	// check presses a key and compares the page with want.
	check := func(key, name string) {
		t.Helper()
		do(t, tab, name, chromedp.KeyEvent(key))
		time.Sleep(30 * time.Millisecond) // if the key were a command after all, it would have begun by then
		if got := look(t, tab); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("after %s: %+v\nwant %+v", name, got, want)
			picture(t, tab, "keys-"+name)
		}
	}
	for _, step := range []struct{ key, name, value string }{
		{kb.ArrowRight, "right", "1"}, {kb.ArrowUp, "up", "2"}, {kb.ArrowUp, "up", "3"}, {kb.ArrowDown, "down", "2"}, {kb.ArrowLeft, "left", "1"},
		{kb.End, "End", "19"}, {kb.PageDown, "PageDown", "17"}, {kb.Home, "Home", "0"}, {kb.PageUp, "PageUp", "2"},
	} {
		want.Slider, want.Picture = step.value, "λ = "+step.value
		check(step.key, step.name)
	}
	// With a cell chosen, these keys are commands: edit, delete, cut, insert above or below, to Markdown, restart, undo.
	for _, key := range []string{kb.Enter, " ", "d", "d", "x", "a", "b", "m", "0", "0", "z"} {
		check(key, "the key "+key)
	}

	// Click on the slider, and then use keys.
	press(t, tab, "the slider", `document.querySelector('.golessons-frames input')`)
	want = look(t, tab)
	if want.Focus != "input" {
		t.Errorf("a click gives the focus to %q", want.Focus)
	}
	do(t, tab, "Home", chromedp.KeyEvent(kb.Home))
	want.Slider, want.Picture = "1", "λ = 1"
	check(kb.ArrowRight, "right, after a click")

	// Go to the hints with Tab, Enter, Tab, Space.
	want.Focus = "summary0"
	check(kb.Tab, "Tab")
	want.Open[0] = true
	check(kb.Enter, "Enter")
	check(kb.ArrowDown, "down, on a hint")
	check("b", "b, on a hint")
	want.Focus = "summary1"
	check(kb.Tab, "Tab")
	want.Open[1] = true
	check(" ", "Space")
	picture(t, tab, "keys-hints")
	code, err := chromedp.Run(tab, chromedp.Evaluate[string](`getComputedStyle(document.querySelector('.jp-OutputArea details code')).fontFamily`))
	if err != nil || !strings.Contains(code, "mono") {
		t.Errorf("code in a hint is set in %q (%v)", code, err)
	}

	// Go's own message below an explained error is folded like a hint.
	last := len(want.Open) - 1
	want.Focus, want.Cell = fmt.Sprintf("summary%d", last), 2
	do(t, tab, "Go's message", chromedp.Focus(chromedp.CSS(`.jp-OutputArea div[lang] summary`)))
	check("x", "x, on Go's message")
	want.Open[last] = true
	check(kb.Enter, "Enter, on Go's message")

	// Escape leads back to the cell, where keys are commands again.
	want.Focus = "cell"
	check(kb.Escape, "Escape")
	want.Cell = 3
	check(kb.ArrowDown, "down, in the notebook")
	want.Cell = 2
	check(kb.ArrowUp, "up, in the notebook")

	// The notebook's own keys that work everywhere work on the slider too.
	do(t, tab, "the slider", chromedp.Focus(chromedp.CSS(`.golessons-frames input`)), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierShift)))
	waitFor(t, tab, "Shift+Enter runs the cell", time.Minute, `[...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(c => c.classList.contains('jp-mod-active')) === 2`)
	predictByKeyboard(t, tab)
}

// predictByKeyboard chooses an option of a prediction. The keys move between the
// options, which chooses none, and leave the notebook alone.
func predictByKeyboard(t *testing.T, tab context.Context) {
	t.Helper()
	press(t, tab, "the code that asks", `document.querySelectorAll('.jp-CodeCell .cm-content')[2]`)
	do(t, tab, "ask", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	waitFor(t, tab, "the way back to the question", time.Minute, `document.querySelector('.golessons-recall [aria-live] a')?.getBoundingClientRect().width > 0`)
	do(t, tab, "the first option", chromedp.Focus(chromedp.CSS(`.golessons-ask input`)))
	const state = `(() => {
		const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')], options = [...document.querySelectorAll('.golessons-ask input')];
		return [cells.length, cells.findIndex(c => c.classList.contains('jp-mod-active')), options.indexOf(document.activeElement), options.findIndex(i => i.checked)].join(' ');
	})()`
	for _, step := range []struct{ key, want string }{ // cells, the active one, the option with the focus, the one that is chosen
		{kb.ArrowDown, "6 5 1 -1"}, {kb.ArrowDown, "6 5 2 -1"}, {kb.ArrowDown, "6 5 0 -1"}, {kb.ArrowUp, "6 5 2 -1"}, {kb.ArrowLeft, "6 5 1 -1"},
		{"d", "6 5 1 -1"}, {"d", "6 5 1 -1"}, {"b", "6 5 1 -1"}, {kb.Enter, "6 5 1 1"}, {kb.ArrowUp, "6 5 0 1"}, {" ", "6 5 0 0"},
	} {
		do(t, tab, "a key", chromedp.KeyEvent(step.key))
		time.Sleep(30 * time.Millisecond)
		if got, err := chromedp.Run(tab, chromedp.Evaluate[string](state)); err != nil || got != step.want {
			t.Errorf("after %q: %s (%v), want %s", step.key, got, err, step.want)
		}
	}
	waitFor(t, tab, "the first choice is recalled", time.Minute, `document.querySelector('.golessons-recall').textContent.includes('You predicted “exactly twice as long”')`)
	picture(t, tab, "keys-prediction")
}

// writeControls starts JupyterLab with a notebook that has a cell of controls, a cell
// with a mistake, and one with a prediction, and returns the notebook's address.
func writeControls(t *testing.T, home string) string {
	t.Helper()
	lab := startJupyter(t, "-no-browser", "-lang", "en", "-dir", filepath.Join(home, "lessons"))
	type object = map[string]any
	text := func(id string) object {
		return object{"cell_type": "markdown", "id": id, "metadata": object{}, "source": id}
	}
	code := func(id, source string) object {
		return object{"cell_type": "code", "id": id, "metadata": object{}, "source": source, "execution_count": nil, "outputs": []object{}}
	}
	data, err := json.Marshal(object{
		"nbformat": 4, "nbformat_minor": 5,
		"cells":    []object{text("before"), code("controls", controls), code("mistake", "%%\nnobodyMadeThis()"), text("after"), text("last"), code("prediction", prediction)},
		"metadata": object{"kernelspec": object{"name": "golessons", "display_name": "Go (lessons)", "language": "go"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "lessons", "en", "99_keys.ipynb"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(lab)
	if err != nil {
		t.Fatal(err)
	}
	address.Path = "/lab/tree/en/99_keys.ipynb"
	return address.String()
}

// runControls opens the notebook of writeControls and runs its cells. The cell with
// the controls is active then, in edit mode.
func runControls(t *testing.T, tab context.Context, address string) {
	t.Helper()
	run := chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	do(t, tab, "open the notebook", chromedp.Navigate(address), chromedp.WaitVisible(chromedp.CSS(`.jp-NotebookPanel .jp-CodeCell`)))
	waitFor(t, tab, "the kernel is ours and ready", time.Minute, kernelIs("idle"))
	press(t, tab, "the code", `document.querySelector('.jp-CodeCell .cm-content')`)
	do(t, tab, "run the cell", run)
	press(t, tab, "the code with a mistake", `document.querySelectorAll('.jp-CodeCell .cm-content')[1]`)
	do(t, tab, "run that", run)
	waitFor(t, tab, "the error", time.Minute, `document.querySelectorAll('.jp-OutputArea summary').length === 3`)
	press(t, tab, "the code", `document.querySelector('.jp-CodeCell .cm-content')`)
	waitFor(t, tab, "the slider", time.Minute, `document.querySelector('.golessons-frames input')?.getBoundingClientRect().width > 0`)
	picture(t, tab, "keys")
}

// tabToSlider leaves the editor and presses Tab until the slider has the focus.
func tabToSlider(t *testing.T, tab context.Context) {
	t.Helper()
	do(t, tab, "leave the editor", chromedp.KeyEvent(kb.Escape))
	passed := []string{look(t, tab).Focus}
	for range 20 {
		do(t, tab, "Tab", chromedp.KeyEvent(kb.Tab))
		focus := look(t, tab).Focus
		if focus == "input" {
			t.Logf("Tab passes %q", passed)
			return
		}
		passed = append(passed, focus)
	}
	pictureOfFailure(t, tab)
	t.Fatalf("Tab passes %q and never reaches the slider", passed)
}
