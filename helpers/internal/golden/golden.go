// Package golden compares what tests produce with files under testdata. With
// the flag -update the tests write the files instead; look at what changed
// before you commit it.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Updating reports whether the golden files are being written anew.
func Updating() bool { return *update }

// Bytes compares got with testdata/name, byte for byte.
func Bytes(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; -update writes it", err)
		return
	}
	if bytes.Equal(got, want) {
		return
	}
	gotLines, wantLines := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(gotLines), len(wantLines)) {
		if !bytes.Equal(gotLines[i], wantLines[i]) {
			t.Errorf("%s differs at line %d:\n got %.200q\nwant %.200q", path, i+1, gotLines[i], wantLines[i])
			return
		}
	}
	t.Errorf("%s: %d bytes, want %d", path, len(got), len(want))
}
