package exercises

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golessons/helpers/internal/displaytest"
	"golessons/internal/notebook"
)

// The stubs of the notebooks fail and the solutions beside them pass: each is a
// cell, checked by the line that stands in the cell below it.
func TestNotebooksAndSolutions(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program of all answers")
	}
	dir := t.TempDir()
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	overlay := map[string]string{} // files that go build sees in this folder
	add := func(name, content string) {
		file := filepath.Join(dir, strings.ReplaceAll(name, "/", "_"))
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		overlay[filepath.Join(here, filepath.FromSlash(name))] = file
	}
	var imports, calls strings.Builder
	n := 0
	answer := func(e Exercise, kind, cell, line string) {
		n++
		pkg := fmt.Sprintf("answer%d", n)
		add("answers/"+pkg+"/cell.go", cellAsPackage(pkg, cell, line))
		fmt.Fprintf(&imports, "import %q\n", "golessons/helpers/exercises/answers/"+pkg)
		fmt.Fprintf(&calls, "\tfmt.Fprintln(os.Stderr, %q, %s.Check())\n", e.Func+" "+kind, pkg)
	}
	notebooks := map[string]*notebook.Notebook{}
	for _, e := range All() {
		nb := notebooks[e.Lesson]
		if nb == nil {
			if nb, err = notebook.Read(filepath.Join("../../lessons/en", e.Lesson+".ipynb")); err != nil {
				t.Fatal(err)
			}
			notebooks[e.Lesson] = nb
		}
		line, found := strings.CutPrefix(nb.Tagged("check-"+e.Tag).Source, "%%\n")
		if want := fmt.Sprintf("exercises.%s(%s", e.Func, e.Name); !found || !strings.HasPrefix(line, want) || strings.Contains(line, "\n") {
			t.Fatalf("%s: the check of %s is %q, want %%%% and a line %s…", e.Lesson, e.Tag, line, want)
		}
		answer(e, "stub", nb.Tagged("exercise-"+e.Tag).Source, line)
		solution, err := notebook.Solution(filepath.Join("../../lessons/solutions", e.Lesson, e.Tag+".go"))
		if err != nil {
			t.Fatal(err)
		}
		answer(e, "solution", solution, line)
	}
	add("answers/main.go", "package main\n"+imports.String()+"import (\"fmt\"; \"os\")\nfunc main() {\n"+calls.String()+"}\n")
	replace, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), replace, 0o600); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "answers")
	if out, err := exec.Command("go", "build", "-o", program, "-overlay", filepath.Join(dir, "overlay.json"), "golessons/helpers/exercises/answers").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var results, said bytes.Buffer
	run := exec.Command(program)
	run.Env = append(os.Environ(), "GOLESSONS_LANG=en", "GONB_PIPE=", "JPY_SESSION_NAME=")
	run.Stdout, run.Stderr = &said, &results
	if err := run.Run(); err != nil {
		t.Fatalf("%v\n%s", err, results.String())
	}
	var want strings.Builder
	for _, e := range All() {
		fmt.Fprintf(&want, "%s stub false\n%s solution true\n", e.Func, e.Func)
	}
	if results.String() != want.String() {
		t.Errorf("got\n%swith\n%s", results.String(), said.String())
	}
	const untouched = "  This is still the answer that the cell came with."
	if got := strings.Count(said.String(), untouched); got != len(All())-1 { // SteadyAnswer's stub never answers the same
		t.Errorf("%d of %d stubs are known as such", got, len(All())-1)
		for part := range strings.SplitSeq(said.String(), "✗ ") {
			if !strings.Contains(part, untouched) {
				t.Log(part)
			}
		}
	}
}

// cellAsPackage returns a cell's declarations as a package with a function Check,
// which runs the line of the cell below it.
func cellAsPackage(pkg, cell, line string) string {
	source := fmt.Sprintf("package %s\nimport \"golessons/helpers/exercises\"\n", pkg)
	// What earlier cells have imported and declared.
	for name, path := range map[string]string{"math": "math", "mlx": "golessons/mlx"} {
		if strings.Contains(cell, name+".") && !strings.Contains(cell, `"`+path+`"`) {
			source += fmt.Sprintf("import %q\n", path)
		}
	}
	source += cell
	if strings.Contains(line, "network(") {
		source += "\nvar seed = int64(1)\nfunc network(p float64) *mlx.Module {\n\treturn mlx.Sequential(mlx.Linear(2, 32), mlx.ReLU(), mlx.Dropout(p), mlx.Linear(32, 1)).Seed(1)\n}"
	}
	if regexp.MustCompile(`\bmean\(`).MatchString(cell) {
		source += "\nfunc mean(values []float64) (m float64) {\n\tfor _, v := range values { m += v / float64(len(values)) }\n\treturn m\n}"
	}
	return source + "\nfunc Check() bool { return " + line + " }\n"
}

// A cell is linked with the exercise that it checks and without the others.
func TestCellLinksItsExercise(t *testing.T) {
	linked := displaytest.Program(t, "./testdata/cell")
	for _, e := range All() {
		why := e.tried.texts()[0]
		for _, text := range []string{why[0], why[1]} {
			if got, want := bytes.Contains(linked, []byte(text)), e.Func == "ReLU"; got != want {
				t.Errorf("%s is linked: %v, want %v", e.Func, got, want)
			}
		}
	}
}
