package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/words"
)

// The content of the folder decides whether a site may be written there.
func TestEarlier(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string // the earlier site's files
		fails string
	}{
		{name: "nothing there"},
		{name: "empty", files: map[string]string{}},
		{name: "a site", files: map[string]string{markFile: "en/a.html\nja/あ い.html\n"}, want: "en/a.html ja/あ い.html"},
		{name: "somebody's files", files: map[string]string{"index.html": "mine"}, fails: "no site of ours"},
		{name: "a mark that leads outside", files: map[string]string{markFile: "../x\n/etc/passwd\nen/a.html\n\n"}, want: "en/a.html"},
	} {
		dir := filepath.Join(t.TempDir(), "公開 1")
		if tt.files != nil {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		for name, text := range tt.files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := earlier(dir)
		if strings.Join(got, " ") != tt.want || (err != nil) != (tt.fails != "") || err != nil && !strings.Contains(err.Error(), tt.fails) {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
	file := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := earlier(file); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("a file: %v", err)
	}
}

// A language that has no words of its own yet has pages all the same.
func TestTextsOf(t *testing.T) {
	if got := textsOf("xx"); got.Language != "xx" || got.Index == "" {
		t.Errorf("%+v", got)
	}
	for _, lang := range words.Tags() {
		if texts := textsOf(lang); texts.Language == "" || texts.Course == "" || texts.Index == "" || texts.Reading == "" {
			t.Errorf("%s has no word for something: %+v", lang, texts)
		}
	}
}
