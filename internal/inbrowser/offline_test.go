package inbrowser

import (
	"testing"
	"time"
)

// After the first visit everything is there without a network: pages, lessons, Go.
func TestOffline(t *testing.T) {
	h, b := serve(t), start(t)
	file := lessons(t, "en")[0]
	l := open(t, b, h, "en", file)
	must(t, l.Until("all is kept for later", 2*time.Minute, `navigator.serviceWorker?.controller && globalThis.golessonsOffline === true`))
	h.Stop()
	must(t, l.Reload())
	again, err := l.Page.Lesson(file)
	must(t, err)
	cell := firstCode(t, again)
	must(t, again.Change(cell, "import \"golessons/mlx\"\n\n%%\nfmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-1, 2)))"))
	check(t, "a cell without a network", shows(t, again, cell), "tensor([0., 2.])")
	must(t, again.Picture("offline"))
	// Another lesson, which was not open before.
	other := open(t, b, h, "ja", lessons(t, "ja")[1])
	cell = firstCode(t, other)
	must(t, other.Change(cell, "%%\nfmt.Println(\"オフライン\")"))
	check(t, "a cell of another lesson", shows(t, other, cell), "オフライン")
}
