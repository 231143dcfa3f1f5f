package figure_test

import (
	"flag"
	"io"
	"os"
	"slices"
	"testing"

	"golessons/helpers/figure"
)

// printed is what f writes to standard output.
func printed(t *testing.T, f func()) string {
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

func sortedKeys(m map[string]func() figure.Picture) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func update() bool { return flag.Lookup("update").Value.String() == "true" }
