package inbrowser

import (
	"os"
	"path/filepath"
	"testing"

	"golessons/internal/notebook"
	"golessons/internal/visitor"
)

// A lesson can be downloaded, with what the learner has written in it, as a file that
// the course on a computer opens; and a file from there can be uploaded and run.
func TestDownloadAndUpload(t *testing.T) {
	h, b := serve(t), start(t)
	file := lessons(t, "en")[0]
	l := open(t, b, h, "en", file)
	cell := firstCode(t, l)
	must(t, l.Change(cell, "%%\nfmt.Println(\"mine\")"))
	check(t, "the cell", shows(t, l, cell), "mine")
	must(t, l.Save())
	dir := t.TempDir()
	down, err := l.Download(dir, func() error {
		_, err := visitor.Ask[bool](l.Page, `jupyterapp.commands.execute('docmanager:download').then(() => true)`)
		return err
	})
	must(t, err)
	check(t, "the file's name", filepath.Base(down), filepath.Base(file))
	got, err := notebook.Read(down)
	must(t, err)
	check(t, "the cell in the file", got.Cells[cell].Source, "%%\nfmt.Println(\"mine\")")
	shipped, err := notebook.Read(filepath.Join("..", "..", "lessons", filepath.FromSlash(file)))
	must(t, err)
	if len(got.Cells) != len(shipped.Cells) {
		t.Errorf("the file has %d cells, want %d", len(got.Cells), len(shipped.Cells))
	}

	mine := of("%%\nfmt.Println(\"from a computer\")")
	mine.Cells[0].Outputs = []*notebook.Output{{Type: "stream", Name: "stdout", Text: "from\na computer\n"}}
	data, err := mine.Bytes()
	must(t, err)
	up := filepath.Join(t.TempDir(), "mine.ipynb")
	must(t, os.WriteFile(up, data, 0o644))
	must(t, l.Upload(up, func() error {
		return l.Click(`document.querySelector('[data-command="filebrowser:upload"] button, [title*="Upload"], jp-button[aria-label*="Upload"]')`)
	}))
	must(t, l.Until("the file is there", limit, `jupyterapp.serviceManager.contents.get('mine.ipynb', {content: false}).then(() => true, () => false)`))
	uploaded, err := l.Beside("mine.ipynb")
	must(t, err)
	// The file has a text as a list of lines.
	must(t, uploaded.Until("the output that the file has is shown", limit, `[...document.querySelectorAll('.jp-OutputArea-output pre')].some(e => e.textContent === 'from\na computer\n')`))
	check(t, "its cell", shows(t, uploaded, 0), "from a computer")
}
