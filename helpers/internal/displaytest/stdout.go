package displaytest

import (
	"io"
	"os"
	"testing"
)

// Stdout returns what f writes to standard output.
func Stdout(t *testing.T, f func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	text := make(chan string)
	go func() {
		all, _ := io.ReadAll(r)
		text <- string(all)
	}()
	stdout := os.Stdout
	os.Stdout = w
	defer func() { os.Stdout = stdout }()
	f()
	w.Close()
	return <-text
}

// Printed returns what f writes to standard output in the given language, outside a
// notebook.
func Printed(t *testing.T, language string, f func()) string {
	t.Helper()
	t.Setenv("GOLESSONS_LANG", language)
	t.Setenv("GONB_PIPE", "")
	return Stdout(t, f)
}
