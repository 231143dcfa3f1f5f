package inbrowser

import (
	"strings"
	"testing"
)

// The first visit, up to the first cell's output, asks for no script of JupyterLab's but
// the pack of those that open it, and for no more than 30 MB in all.
func TestFirstVisit(t *testing.T) {
	h, b := serve(t), start(t)
	l := open(t, b, h, "ja", lessons(t, "ja")[0])
	cell := firstCode(t, l)
	must(t, l.Change(cell, "import \"golessons/mlx\"\n\n%%\nfmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-1, 2)))"))
	check(t, "the first cell", shows(t, l, cell), "tensor([0., 2.])")
	var bytes int64
	for _, r := range h.Requests() {
		bytes += r.Bytes
		if strings.Contains(r.Path, "run/build/") && strings.HasSuffix(r.Path, ".js") {
			t.Errorf("it asks for %s, which internal/lite/first.txt does not have", r.Path)
		}
	}
	if bytes > 30_000_000 {
		t.Errorf("it has fetched %d bytes", bytes)
	}
	t.Logf("%.1f MB", float64(bytes)/1e6)
}
