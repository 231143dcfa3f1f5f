package visitor

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func get(t *testing.T, url string) (text, kind string, err error) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		return "", "", err
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	return string(data), r.Header.Get("Content-Type"), err
}

func TestHost(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	for file, text := range map[string]string{dir + "/a.wasm": "0123456789", other + "/a.wasm": "new"} {
		if err := os.WriteFile(filepath.FromSlash(file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h, err := Serve(dir, "/some/path/")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { h.Stop() }()
	url := h.URL("a.wasm")
	if text, kind, err := get(t, url); text != "0123456789" || kind != "application/wasm" || err != nil {
		t.Errorf("a good host: %q, %q, %v", text, kind, err)
	}
	h.Be(Faults{Types: map[string]string{".wasm": "text/plain"}})
	if _, kind, _ := get(t, url); kind != "text/plain" {
		t.Errorf("the wrong type is %q", kind)
	}
	h.Be(Faults{Types: map[string]string{".wasm": ""}})
	if _, kind, _ := get(t, url); kind != "" {
		t.Errorf("no type is %q", kind)
	}
	h.Be(Faults{Break: func(string) int64 { return 4 }})
	if text, _, err := get(t, url); text != "0123" || err == nil {
		t.Errorf("it breaks off after %q, %v", text, err)
	}
	h.Be(Faults{})
	if text, _, _ := get(t, strings.Replace(url, h.path, "/", 1)); text == "0123456789" {
		t.Error("a file is served above its path")
	}
	if r := h.Requests(); len(r) < 4 || r[0] != (Request{"a.wasm", 200, 10}) || r[3].Bytes != 4 {
		t.Errorf("the requests were %+v", r)
	}
	h.Stop()
	if _, _, err := get(t, url); err == nil {
		t.Error("a host that is switched off answers")
	}
	h.Use(other)
	if err := h.Start(); err != nil {
		t.Fatal(err)
	}
	if text, _, err := get(t, url); text != "new" || err != nil {
		t.Errorf("switched on again: %q, %v", text, err)
	}
}
