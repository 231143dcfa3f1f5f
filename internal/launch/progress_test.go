package launch

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestClassProgress(t *testing.T) {
	dir, figure := t.TempDir(), filepath.Join(t.TempDir(), "class.svg")
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const when = "2026-10-01T09:00:00Z\t"
	write("hanako/golessons-notebooks/progress.tsv", when+"ja/02_relu\tmyReLU\tfailed\n"+when+"ja/02_relu\tmyReLU\tpassed\n"+when+"en/02_relu\tmyReLU\tpassed\n"+when+"ja/02_relu\tleakySlope\tfailed\n"+when+"ja/mine\tx\tpassed\n")
	write("taro/progress.tsv", "garbage\n"+when+"en/00_start\tmse\tpassed\n")
	write("secret.tsv", when+"en/00_start\tmse\tpassed\n")
	write("new/golessons-notebooks/en/00_start.ipynb", "{}")
	os.MkdirAll(filepath.Join(dir, "mallory"), 0o755)
	if err := os.Symlink("../secret.tsv", filepath.Join(dir, "mallory", "progress.tsv")); err != nil {
		t.Fatal(err)
	}
	os.MkdirAll(filepath.Join(dir, "eve"), 0o755)
	os.Symlink("../hanako/golessons-notebooks", filepath.Join(dir, "eve", "golessons-notebooks"))

	var out, errOut strings.Builder
	if status := Main([]string{"progress", "-figure", figure, dir}, &out, &errOut); status != 0 {
		t.Fatalf("%d: %s", status, errOut.String())
	}
	rows := map[string][]string{}
	for line := range strings.Lines(out.String()) {
		f := strings.Fields(line)
		rows[f[0]] = f[1:]
	}
	if r := rows["hanako"]; len(r) < 4 || r[2] != "1+1" || r[len(r)-1] != "1+1" {
		t.Errorf("hanako: %q in\n%s", r, out.String())
	}
	if r := rows["taro"]; len(r) < 4 || r[0] != "1" || r[2] != "·" {
		t.Errorf("taro: %q", r)
	}
	for _, who := range []string{"mallory", "eve"} {
		if rows[who] != nil || !strings.Contains(errOut.String(), who) {
			t.Errorf("%s was read through a link: %q, %s", who, rows[who], errOut.String())
		}
	}
	if rows["new"] != nil {
		t.Error("a learner without progress has a row")
	}
	f, err := os.Open(figure)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	texts := 0
	for d := xml.NewDecoder(f); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if data, ok := token.(xml.CharData); ok && strings.TrimSpace(string(data)) == "hanako" {
			texts++
		}
	}
	if texts != 1 {
		t.Errorf("the figure names hanako %d times", texts)
	}
	if status := Main([]string{"progress", t.TempDir()}, io.Discard, io.Discard); status != 1 {
		t.Errorf("an empty folder: %d", status)
	}
}
