package site_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A look is what there is to see on a page once it is loaded.
type look struct {
	Lang, Title        string
	Description        string
	Formulas, Pictures int
	Wrong              []string // what a reader would stumble over
	Links              []string
}

// looks is the script that returns a page's look, with all folds open and a
// prediction made.
const looks = `(async () => {
	const wrong = [], say = (what, e) => wrong.push(what + ': ' + (e.outerHTML || e.textContent || e).slice(0, 200));
	for (const d of document.querySelectorAll('main details')) d.open = true;
	document.querySelector('.golessons-ask input')?.click();
	const pictures = [...document.images];
	for (const p of pictures) {
		p.loading = 'eager';
		await p.decode().catch(() => say('a picture does not load', p));
		if (!p.naturalWidth || p.getBoundingClientRect().width < 50) say('a picture is too small', p);
		if (!p.alt || p.alt.startsWith('No description')) say('a picture has no description', p);
	}
	const formulas = [...document.querySelectorAll('math')];
	for (const f of formulas) {
		const r = f.getBoundingClientRect();
		if (r.width < 3 || r.height < 5) say('a formula has no size', f);
	}
	await document.fonts.ready;
	if (formulas.length && ![...document.fonts].every(f => f.status === 'loaded')) say('a font does not load', 'font');
	if (document.documentElement.scrollWidth > innerWidth) say('the page is wider than the window', document.documentElement.scrollWidth + ' > ' + innerWidth);
	// Anything wider than the window must scroll in itself, by keyboard too.
	for (const e of document.querySelectorAll('main *')) {
		const r = e.getBoundingClientRect();
		if (r.right <= innerWidth + 1 || !r.width) continue;
		let scroller = e.parentElement;
		while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowX)) scroller = scroller.parentElement;
		if (!scroller || scroller === document.documentElement) say('something is cut', e);
		else if (scroller.tabIndex < 0 && !scroller.querySelector('[tabindex="0"]')) say('something scrolls, but not by keyboard', scroller);
	}
	for (const a of document.querySelectorAll('.anchor-link')) {
		const words = document.createRange();
		words.setStart(a.parentElement, 0);
		words.setEndBefore(a);
		if (a.getBoundingClientRect().top >= Math.max(...[...words.getClientRects()].map(r => r.bottom)) - 1) say('a heading has an empty line', a.parentElement);
	}
	for (const td of document.querySelectorAll('td')) {
		const parts = [...td.childNodes].find(n => n.nodeType === 3 && /^\s*(★\s)?\d\S*\s±\s\S+\s*$/.test(n.textContent));
		if (!parts) continue;
		const range = document.createRange();
		range.selectNodeContents(parts);
		if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) say('a mean and its spread are on two lines', td);
	}
	for (const e of document.querySelectorAll('.text_cell_render')) {
		for (const n of [...e.querySelectorAll('p, li, td, th')].flatMap(x => [...x.childNodes]).filter(n => n.nodeType === 3)) {
			if (/\$[^$\s][^$]*\$|\\(frac|begin|left|text)\b/.test(n.textContent)) say('a formula is left as it was', n);
		}
	}
	return {Lang: document.documentElement.lang, Title: document.title, Description: document.querySelector('meta[name=description]').content,
		Formulas: formulas.length, Pictures: pictures.length,
		Wrong: wrong, Links: [...document.querySelectorAll('a[href],link[href]')].map(a => a.getAttribute('href'))};
})()`

// contrasts is a script that lists text with too little contrast to what is
// behind it: WCAG 2 AA asks for 4.5 to 1, and for 3 to 1 if the text is large.
const contrasts = `(() => {
	const wrong = [];
	const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
	const known = new Map();
	const rgba = c => {
		if (!known.has(c)) {
			paint.clearRect(0, 0, 1, 1); paint.fillStyle = c; paint.fillRect(0, 0, 1, 1);
			const d = paint.getImageData(0, 0, 1, 1).data;
			known.set(c, [d[0], d[1], d[2], d[3] / 255]);
		}
		return known.get(c);
	};
	const over = (a, b, opacity) => [0, 1, 2].map(i => a[i] * a[3] * opacity + b[i] * (1 - a[3] * opacity));
	const dark = matchMedia('(prefers-color-scheme: dark)').matches;
	const opacities = e => e ? getComputedStyle(e).opacity * opacities(e.parentElement) : 1;
	const behind = e => e ? over(rgba(getComputedStyle(e).backgroundColor), behind(e.parentElement), 1) : rgba(dark ? '#121212' : '#fff');
	const bright = c => { const l = c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * l[0] + .7152 * l[1] + .0722 * l[2]; };
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), done = new Set();
	for (let n; n = walk.nextNode();) {
		const e = n.parentElement;
		if (!n.textContent.trim() || done.has(e) || e.closest('script, style, svg')) continue;
		done.add(e);
		const s = getComputedStyle(e), size = parseFloat(s.fontSize), back = behind(e);
		const [a, b] = [bright(over(rgba(s.color), back, opacities(e))), bright(back)].sort((x, y) => y - x);
		const least = size >= 24 || size >= 18.66 && s.fontWeight >= 700 ? 3 : 4.5, is = (a + .05) / (b + .05);
		if (is < least) wrong.push('text is hard to tell from what is behind it (' + is.toFixed(2) + '): ' + e.outerHTML.slice(0, 200));
	}
	return wrong.slice(0, 5);
})()`

// axe lists the faults that axe-core finds, by all of its rules or only by the
// named ones. testdata/axe-core says where it comes from.
func axe(t *testing.T, tab context.Context, rules ...string) []string {
	t.Helper()
	source := axeSource(t)
	only := "{}"
	if len(rules) > 0 {
		only = `{runOnly: ["` + strings.Join(rules, `", "`) + `"]}`
	}
	ctx, cancel := context.WithTimeout(tab, 2*time.Minute)
	defer cancel()
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](source+`;
axe.run(document, {preload: false, resultTypes: ['violations'], ...`+only+`}).then(r => r.violations.flatMap(v => v.nodes.map(n =>
	v.id + ' (' + v.help + '): ' + n.html.slice(0, 200))))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal("axe: ", err)
	}
	return found
}

var axeSource = func() func(t *testing.T) string {
	var once sync.Once
	var source []byte
	var err error
	return func(t *testing.T) string {
		once.Do(func() { source, err = os.ReadFile(filepath.Join("testdata", "axe-core", "axe.min.js")) })
		if err != nil {
			t.Fatal(err)
		}
		return string(source)
	}
}()
