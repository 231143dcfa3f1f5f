package lite

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestUsed(t *testing.T) {
	bundle := []byte(`__webpack_require__.u=e=>({1:"a8fa7b2",5531:"a86436d"})`)
	for name, want := range map[string]bool{
		"build/1.a8fa7b2.js":                                       true,
		"build/jlab_core.a86436d.js":                               true,
		"build/1.a8fa7b2.js.map":                                   false,
		"build/2.0000000.js":                                       false, // another application's
		"build/lab/bundle.js":                                      true,
		"build/lab/bundle.js.map":                                  false,
		"build/tree/bundle.js":                                     false,
		"build/schemas/all.json":                                   true,
		"build/schemas/@jupyterlab/x.json":                         false,
		"build/themes/@jupyterlab/theme-light-extension/index.css": true,
		"build/MathJax_Zero.woff":                                  true,
		"build/fa-solid-900.woff":                                  false,
		"build/fa-solid-900.woff2":                                 true,
		"build/service-worker.js":                                  false,
		"service-worker.js":                                        false,
		"lab/index.html":                                           false,
		"build/third-party-licenses.json":                          true,
	} {
		if got := used(name, bundle); got != want {
			t.Errorf("%s: used is %t", name, got)
		}
	}
}

// A pack has its files one after the other, and says before them where each is.
func TestPack(t *testing.T) {
	files := map[string][]byte{
		"build/lab/bundle.js":      []byte("start()"),
		"build/4.0000000.js":       []byte("later()"),
		"files/en/02_relu.ipynb":   []byte(`{"cells": []}`),
		"files/en/index.md":        []byte("# 開始"),
		"api/contents/en/all.json": nil,
	}
	packs, packed, err := pack(files)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, p := range slices.Concat([]File{packs.First, packs.Rest}, slices.Collect(maps.Values(packs.Lessons))) {
		data := unzip(t, packed[p.File])
		if len(data) != p.Size || len(packed[p.File]) != p.GZ {
			t.Errorf("%s has %d bytes and %d packed; want %d and %d", p.File, len(data), len(packed[p.File]), p.Size, p.GZ)
		}
		n := int(binary.LittleEndian.Uint32(data))
		var list [][3]any
		if err := json.Unmarshal(data[4:4+n], &list); err != nil {
			t.Fatal(err)
		}
		data = data[4+n:]
		for _, entry := range list {
			size := int(entry[2].(float64))
			got[entry[0].(string)] = string(data[:size])
			data = data[size:]
		}
	}
	for name, data := range files {
		if s, ok := got[name]; !ok || s != string(data) {
			t.Errorf("%s is %q in the packs", name, s)
		}
	}
	if _, ok := packs.Lessons["files/en/02_relu.ipynb"]; !ok || len(packs.Lessons) != 1 {
		t.Errorf("the lessons are %v", packs.Lessons)
	}
}

// Any change in any file makes another version, and none makes none.
func TestVersion(t *testing.T) {
	files := map[string][]byte{"a": []byte("1"), "b": []byte("2")}
	was := version(files)
	if again := version(maps.Clone(files)); again != was {
		t.Errorf("the same files are %s and %s", was, again)
	}
	seen := map[string]bool{was: true}
	for _, other := range []map[string][]byte{{"a": []byte("1")}, {"a": []byte("1"), "b": []byte("3")}, {"a": []byte("2"), "b": []byte("1")}, {"a": []byte("1"), "c": []byte("2")}} {
		if v := version(other); seen[v] {
			t.Errorf("%v is %s too", other, v)
		} else {
			seen[v] = true
		}
	}
}

// What is kept for when there is no network is what the base has, and what links cells to it.
func TestKept(t *testing.T) {
	of := func(name string, imports ...string) Package {
		return Package{File{File: name}, imports, name != "http"}
	}
	m := Manifest{
		Tools: map[string]File{"link": {File: "l"}, "compile": {File: "c"}},
		Packages: map[string]Package{
			"golessons/mlx": of("mlx", "fmt", "gomlx"), "fmt": of("fmt", "runtime"), "gomlx": of("gomlx"), "runtime": of("runtime"), "net/http": of("http", "fmt"),
		},
		Docs: map[string]File{"fmt": {File: "fmt-docs"}, "net/http": {File: "http-docs"}},
		Base: Base{Bundle: File{File: "bundle"}, Rest: File{File: "rest"}},
	}
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{Go: fstest.MapFS{"manifest.json": {Data: data}}}
	tools, packages, err := s.kept()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(tools, " "); got != "bundle c l rest" {
		t.Errorf("kept tools: %s", got)
	}
	if got := strings.Join(packages, " "); got != "fmt fmt-docs gomlx mlx runtime" {
		t.Errorf("kept packages: %s", got)
	}
}

func unzip(t *testing.T, data []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
