package inbrowser

import (
	"strings"
	"testing"

	"golessons/internal/visitor"
)

// says waits until the page says a sentence of its own, one of internal/lite's texts, by
// its name there.
func says(t *testing.T, p *visitor.Page, name string) {
	t.Helper()
	text, err := visitor.Ask[string](p, `JSON.parse(document.getElementById('golessons').textContent).texts['`+name+`'] ?? ''`)
	must(t, err)
	if text == "" {
		t.Errorf("there is no text %q", name)
		return
	}
	beginning, _, _ := strings.Cut(text, "{")
	if err := p.Until("the page says "+beginning, limit, `document.body.innerText.includes(`+quoted(beginning)+`)`); err != nil {
		shown, _ := p.Text()
		t.Errorf("%v; it says\n%s", err, shown)
	}
}

// quoted returns text as JavaScript.
func quoted(text string) string {
	return "`" + strings.NewReplacer("\\", "\\\\", "`", "\\`", "${", "\\${").Replace(text) + "`"
}

// runsOn checks that a cell runs although the host is a bad one.
func runsOn(t *testing.T, h *visitor.Host) {
	t.Helper()
	b := start(t)
	l := write(t, b, h, "en", "import \"golessons/mlx\"\n\n%%\nfmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-1, 2)))")
	check(t, "a cell", shows(t, l, 0), "tensor([0., 2.])")
}

// Hosts that send other types than they should, or unpack what is packed, are as good
// as others.
func TestWrongTypes(t *testing.T) {
	for name, faults := range map[string]visitor.Faults{
		"text":    {Types: map[string]string{".wasm": "text/plain", ".gz": "text/plain", ".json": "text/plain", ".ipynb": "text/plain"}},
		"none":    {Types: map[string]string{".wasm": "", ".gz": "", ".ipynb": ""}},
		"encoded": {Encoded: true},
	} {
		t.Run(name, func(t *testing.T) {
			h := serve(t)
			h.Be(faults)
			runsOn(t, h)
		})
	}
}

// A download that breaks off goes on, and one that always breaks off gets a sentence;
// after it a reload helps.
func TestBrokenDownload(t *testing.T) {
	t.Run("once", func(t *testing.T) {
		h := serve(t)
		broken := map[string]bool{}
		h.Be(visitor.Faults{Break: func(path string) int64 {
			if !strings.HasPrefix(path, "run/go/") || broken[path] {
				return -1
			}
			broken[path] = true
			return 1000
		}})
		runsOn(t, h)
		if len(broken) == 0 {
			t.Error("nothing was broken off: where is Go?")
		}
	})
	t.Run("always", func(t *testing.T) {
		h, b := serve(t), start(t)
		h.Be(visitor.Faults{Break: func(path string) int64 {
			if strings.HasPrefix(path, "run/go/") {
				return 0
			}
			return -1
		}})
		p, err := b.Open(visitor.AppURL(h.URL(""), "ja", lessons(t, "ja")[0]))
		must(t, err)
		watch(t, p)
		must(t, p.Prepare())
		says(t, p, "offline")
		must(t, p.Picture("broken-download"))
		h.Be(visitor.Faults{})
		must(t, p.Reload())
		l, err := p.Lesson(lessons(t, "ja")[0])
		must(t, err)
		cell := firstCode(t, l)
		must(t, l.Change(cell, "%%\nfmt.Println(\"後で\")"))
		check(t, "a cell after a reload", shows(t, l, cell), "後で")
	})
}

// A browser without WebAssembly shows the lesson and says what it lacks.
func TestNoWebAssembly(t *testing.T) {
	h, b := serve(t), start(t)
	p, err := b.Open("about:blank")
	must(t, err)
	watch(t, p)
	must(t, p.BeforeScripts("delete globalThis.WebAssembly"))
	must(t, p.Go(visitor.AppURL(h.URL(""), "ja", lessons(t, "ja")[0])))
	must(t, p.Prepare())
	must(t, p.Until("the lesson can be read", limit, `document.querySelector('.jp-Notebook h1')`))
	says(t, p, "old")
	must(t, p.Picture("no-webassembly"))
}

// Where no memory is left for Go's compiler, the page says so.
func TestTooLittleMemory(t *testing.T) {
	h, b := serve(t), start(t)
	p, err := b.Open("about:blank")
	must(t, err)
	watch(t, p)
	must(t, p.BeforeScripts(`for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']) {
		WebAssembly[name] = () => Promise.reject(new RangeError('WebAssembly.' + name + '(): Out of memory'));
	}
	WebAssembly.Module = function() { throw new RangeError('Out of memory'); };`))
	must(t, p.Go(visitor.AppURL(h.URL(""), "en", lessons(t, "en")[0])))
	must(t, p.Prepare())
	says(t, p, "memory")
	must(t, p.Picture("no-memory"))
}
