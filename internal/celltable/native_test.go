package celltable_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"golessons/internal/celltable"
	"golessons/internal/setup/setuptest"
)

var update = flag.Bool("update", false, "write what the cells show")

// The kernel of this computer shows what the tables say.
func TestNativeKernel(t *testing.T) {
	env := setuptest.Ready(t)
	tables, err := celltable.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		t.Run(table.Name, func(t *testing.T) {
			if len(table.Languages) == 0 {
				table.Languages = []string{"en"} // a new file
			}
			for _, language := range table.Languages {
				dir := filepath.Join(t.TempDir(), language) // as in a learner's folder
				if err := os.Mkdir(dir, 0o755); err != nil {
					t.Fatal(err)
				}
				x := env.Executor()
				x.Env = append(x.Env, "GOLESSONS_LANG="+language)
				got, err := x.Execute(t.Context(), table.Notebook(), dir)
				if err != nil {
					t.Fatal(err)
				}
				for i, row := range table.Rows {
					if *update {
						row.Shows[language] = celltable.Show(got.Cells[i].Outputs)
					} else if err := row.Compare(language, got.Cells[i].Outputs); err != nil {
						t.Errorf("%s: %v", language, err)
					}
				}
			}
			if *update && !t.Failed() {
				if err := os.WriteFile(filepath.Join("cells", table.Name+".txt"), []byte(table.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
