package setup_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golessons/internal/celltable"
	"golessons/internal/disktest"
	"golessons/internal/session"
	"golessons/internal/setup/setuptest"
)

var updateMistakes = flag.Bool("update-mistakes", false, "write testdata/mistakes.txt anew")

// The kernel explains beginners' mistakes in each language.
// testdata/mistakes.txt has them, and what is expected: a table as in celltable,
// but with all outputs one after the other. A kernel for each language runs all
// cells, in order.
func TestKernelExplainsMistakes(t *testing.T) {
	file := filepath.Join("testdata", "mistakes.txt")
	table := celltable.Parse("mistakes", disktest.Read(t, file))
	said := make([][]string, len(table.Languages))
	var wait sync.WaitGroup
	for i, language := range table.Languages {
		k, _ := setuptest.StartKernel(t, "GOLESSONS_LANG="+language)
		defer k.Shutdown()
		said[i] = make([]string, len(table.Rows))
		wait.Go(func() { saysOfMistakes(t, k, language, table, said[i]) })
	}
	wait.Wait()
	if !*updateMistakes || t.Failed() {
		return
	}
	for i, language := range table.Languages {
		for j, row := range table.Rows {
			row.Shows[language] = said[i][j]
		}
	}
	if err := os.WriteFile(file, []byte(table.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func saysOfMistakes(t *testing.T, k *session.Session, language string, table *celltable.Table, said []string) {
	for i, row := range table.Rows {
		a, err := k.Execute(row.Source)
		if err != nil {
			t.Errorf("%s: %v", row.Name, err)
			return
		}
		said[i] = celltable.Steady(a.Text)
		if want := row.Shows[language]; said[i] != want && !*updateMistakes {
			t.Errorf("%s: in %s it says\n%s\nwant\n%s", row.Name, language, said[i], want)
		}
		for _, noise := range []string{"gonb_", "exit status", "failed to run", "/tmp/", os.TempDir(), "main.go", "%!"} {
			if strings.Contains(a.Text+a.HTML, noise) {
				t.Errorf("%s: in %s it says %q:\n%s\n%s", row.Name, language, noise, a.Text, a.HTML)
			}
		}
		if strings.Contains(a.Text, "▶") != strings.Contains(a.HTML, "▶") {
			t.Errorf("%s: in %s text and HTML differ:\n%s\n%s", row.Name, language, a.Text, a.HTML)
		}
	}
}
