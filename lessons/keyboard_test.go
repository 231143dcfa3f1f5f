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

// at is what a notebook's page says after a key.
type at struct {
	Slider  string // its value
	Picture string // what its picture is of
	Focus   string // what has the focus
	Cell    int    // the active one
	Cells   int
	Editing bool
	Open    []bool // the hints
}

const where = `(() => {
	const slider = document.querySelector('.golessons-frames input'), focus = document.activeElement;
	const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
	return {Slider: slider.value, Picture: document.querySelector('.golessons-frames img').alt.split(':')[0],
		Focus: focus.matches('.jp-Cell') ? 'cell' : focus.localName + (focus.closest('summary') ? [...document.querySelectorAll('.jp-OutputArea summary')].indexOf(focus) : ''),
		Cell: cells.findIndex(c => c.classList.contains('jp-mod-active')), Cells: cells.length,
		Editing: document.querySelector('.jp-Notebook').classList.contains('jp-mod-editMode'),
		Open: [...document.querySelectorAll('.jp-OutputArea details')].map(d => d.open)};
})()`

// TestControlsByKeyboard uses what a cell shows, in JupyterLab, with keys alone:
// they move the control that has the focus and neither choose, edit, delete nor
// change a cell.
func TestControlsByKeyboard(t *testing.T) {
	state(t)
	chromium := findBrowser(t)
	home := t.TempDir()
	lab := startJupyter(t, "-no-browser", "-lang", "en", "-dir", filepath.Join(home, "lessons"))
	type cell = map[string]any
	text := func(id string) cell {
		return cell{"cell_type": "markdown", "id": id, "metadata": cell{}, "source": id}
	}
	nb := cell{"nbformat": 4, "nbformat_minor": 5, "cells": []cell{text("before"),
		{"cell_type": "code", "id": "controls", "metadata": cell{}, "source": controls, "execution_count": nil, "outputs": []cell{}},
		{"cell_type": "code", "id": "mistake", "metadata": cell{}, "source": "%%\nnobodyMadeThis()", "execution_count": nil, "outputs": []cell{}},
		text("after"), text("last")},
		"metadata": cell{"kernelspec": cell{"name": "golessons", "display_name": "Go (lessons)", "language": "go"}}}
	data, err := json.Marshal(nb)
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

	tab := openTab(t, chromium, home)
	do := func(what string, actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		ctx, cancel := context.WithTimeout(tab, 30*time.Second)
		defer cancel()
		if err := chromedp.Do(ctx, actions...); err != nil {
			picture(t, tab, "keys-failed")
			t.Fatalf("%s: %v", what, err)
		}
	}
	look := func() at {
		t.Helper()
		got, err := chromedp.Run(tab, chromedp.Evaluate[at](where))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	do("open the notebook", chromedp.Navigate(address.String()), chromedp.WaitVisible(chromedp.CSS(`.jp-NotebookPanel .jp-CodeCell`)))
	waitFor(t, tab, "the kernel is ours and ready", time.Minute, kernelIs("idle"))
	press(t, tab, "the code", `document.querySelector('.jp-CodeCell .cm-content')`)
	do("run the cell", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	press(t, tab, "the code with a mistake", `document.querySelectorAll('.jp-CodeCell .cm-content')[1]`)
	do("run that", chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	waitFor(t, tab, "what is wrong", time.Minute, `document.querySelectorAll('.jp-OutputArea summary').length === 3`)
	press(t, tab, "the code", `document.querySelector('.jp-CodeCell .cm-content')`)
	waitFor(t, tab, "the slider", time.Minute, `document.querySelector('.golessons-frames input')?.getBoundingClientRect().width > 0`)
	picture(t, tab, "keys")

	// Reach the slider with Tab from the cell.
	do("leave the editor", chromedp.KeyEvent(kb.Escape))
	way := []string{look().Focus}
	for range 20 {
		do("Tab", chromedp.KeyEvent(kb.Tab))
		if way = append(way, look().Focus); way[len(way)-1] == "input" {
			break
		}
	}
	if way[len(way)-1] != "input" {
		picture(t, tab, "keys-failed")
		t.Fatalf("Tab goes by way of %q and never to the slider", way)
	}
	t.Logf("Tab goes by way of %q", way)

	want := look()
	if want.Slider != "0" || want.Cell != 1 || want.Editing {
		t.Fatalf("it begins with %+v", want)
	}
	check := func(key, name string) {
		t.Helper()
		do(name, chromedp.KeyEvent(key))
		time.Sleep(30 * time.Millisecond) // a command that it must not be would have begun
		got := look()
		if fmt.Sprint(got) != fmt.Sprint(want) {
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
	// Commands of a notebook whose cell is chosen: edit, delete, cut, above, below, as text, the kernel's.
	for _, key := range []string{kb.Enter, " ", "d", "d", "x", "a", "b", "m", "0", "0", "z"} {
		check(key, "the key "+key)
	}

	// A click, and then keys.
	press(t, tab, "the slider", `document.querySelector('.golessons-frames input')`)
	want = look()
	if want.Focus != "input" {
		t.Errorf("a click gives the focus to %q", want.Focus)
	}
	do("Home", chromedp.KeyEvent(kb.Home))
	want.Slider, want.Picture = "1", "λ = 1"
	check(kb.ArrowRight, "right, after a click")

	// The hints: Tab, Enter, Tab, Space.
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

	// So is what Go says of a mistake.
	last := len(want.Open) - 1
	want.Focus, want.Cell = fmt.Sprintf("summary%d", last), 2
	do("what Go says", chromedp.Focus(chromedp.CSS(`.jp-OutputArea div[lang] summary`)))
	check("x", "x, on what Go says")
	want.Open[last] = true
	check(kb.Enter, "Enter, on what Go says")

	// Escape leads back to the cell, whose keys are commands again.
	want.Focus = "cell"
	check(kb.Escape, "Escape")
	want.Cell = 3
	check(kb.ArrowDown, "down, in the notebook")
	want.Cell = 2
	check(kb.ArrowUp, "up, in the notebook")

	// What is the notebook's on every element stays so.
	do("the slider", chromedp.Focus(chromedp.CSS(`.golessons-frames input`)), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierShift)))
	waitFor(t, tab, "Shift+Enter runs the cell", time.Minute, `[...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(c => c.classList.contains('jp-mod-active')) === 2`)
}
