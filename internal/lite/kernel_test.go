package lite

import (
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/internal/gonb"
	"golessons/internal/lite/kernel/goimports"
	"golessons/internal/notebook"
)

// checkout is the folder of this module.
const checkout = "../.."

// lessonBuilder returns a builder for the packages that lessons can import.
func lessonBuilder(t *testing.T) *Builder {
	t.Helper()
	b := builder(t)
	b.Go = func(ctx context.Context, args ...string) *exec.Cmd {
		cmd := exec.CommandContext(ctx, "go", args...)
		cmd.Dir = checkout
		return cmd
	}
	out, err := output(b.Go(t.Context(), "list", "./mlx", "./helpers/..."))
	if err != nil {
		t.Fatal(err)
	}
	for path := range strings.FieldsSeq(string(out)) {
		if !strings.Contains(path, "/internal/") {
			b.Imports = append(b.Imports, path)
		}
	}
	for _, code := range cells(t) {
		for _, path := range importsOf(t, code) {
			if strings.Contains(path, ".") {
				b.Imports = append(b.Imports, path)
			}
		}
	}
	slices.Sort(b.Imports)
	b.Imports = slices.Compact(b.Imports)
	return b
}

// The stand-in for goimports chooses the imports that goimports does, for all cells
// of the lessons, with what earlier cells import and with nothing imported.
func TestImportsAsGoimports(t *testing.T) {
	if testing.Short() {
		t.Skip("goimports takes half a minute for the lessons")
	}
	text, err := lessonBuilder(t).exports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	list := goimports.Read(text)
	dir := t.TempDir()
	root, err := filepath.Abs(checkout)
	if err != nil {
		t.Fatal(err)
	}
	programs := append(cells(t),
		"package main\n\nfunc main() { rand.Int() }\n",
		"package main\n\nfunc main() { rand.IntN(1) }\n",
		"package main\n\nfunc main() { rand.Seed(1) }\n",
		"package main\n\nfunc main() { rand.Text() }\n",
		"package main\n\nimport \"math/rand\"\n\nfunc main() { rand.Intn(1) }\n",
		"package main\n\nimport . \"fmt\"\nimport _ \"embed\"\nimport m \"math\"\nimport \"os\"\n\nfunc main() { Println(math.Pi) }\n",
		"package main\n\nfunc main() { var strings struct{ X int }; _ = strings.X; sort.Ints(nil); bytes.nothing() }\n",
		"package main\n\nfunc main() { nosuch.F(); fmt.NoSuch(); layers.Kinks(); figure.New(); unsafe.Sizeof(1) }\n",
		"package main\n\nfunc main() { http.Get(\"\"); filepath.Join(); path.Join(); ast.Print(nil, nil); cmp.Compare(1, 2) }\n",
	)
	var files []string
	for i, code := range programs {
		name := filepath.Join(dir, fmt.Sprint("cell", i), "main.go")
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(code), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	for _, args := range [][]string{{"mod", "init", "gonb_1"}, {"work", "init", ".", root}} {
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOWORK=")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s", out)
		}
	}
	path, err := exec.Command("go", "tool", "-n", "goimports").Output()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(strings.TrimSpace(string(path)), append([]string{"-w"}, files...)...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOPROXY=off", "CGO_ENABLED=0", "GOWORK=", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("goimports: %s", out)
	}
	for i, code := range programs {
		mine, err := goimports.Fix("main.go", []byte(code), list)
		if err != nil {
			t.Errorf("%v\n%s", err, code)
			continue
		}
		real, err := os.ReadFile(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if got, want := importsOf(t, string(mine)), importsOf(t, string(real)); !slices.Equal(got, want) {
			t.Errorf("imports %q, goimports %q, of\n%s", got, want, code)
		}
	}
}

// importsOf returns the imports of a file, sorted.
func importsOf(t *testing.T, code string) (paths []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", code, parser.ImportsOnly)
	if err != nil {
		t.Fatalf("%v\n%s", err, code)
	}
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		if spec.Name != nil {
			path = spec.Name.Name + " " + path
		}
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// cells returns programs like those that GoNB makes of the lessons' cells: each
// cell twice, once with all that the cells before it import.
func cells(t *testing.T) (programs []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(checkout, "lessons", "en", "*.ipynb"))
	if err != nil || len(files) == 0 {
		t.Fatal("no lessons: ", err)
	}
	for _, file := range files {
		nb, err := notebook.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		var imports []string
		for _, cell := range nb.Cells {
			if cell.Type != "code" {
				continue
			}
			declared, body, _ := strings.Cut("\n"+cell.Source, "\n%%")
			parsed, err := parser.ParseFile(token.NewFileSet(), "", "package main\n"+declared, parser.ImportsOnly)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			end := 0
			for _, d := range parsed.Decls {
				end = int(d.End()) - len("package main\n") - 1
			}
			for _, spec := range parsed.Imports {
				imports = append(imports, "import "+spec.Path.Value)
			}
			slices.Sort(imports)
			imports = slices.Compact(imports)
			_, body, _ = strings.Cut(body, "\n") // the rest of the line is arguments
			code := declared[end:] + "\n\nfunc main() {\n" + body + "\n}\n"
			programs = append(programs, "package main\n\n"+strings.Join(imports, "\n")+code, "package main\n\n"+code)
		}
	}
	return programs
}

// The kernel for browsers can be built.
func TestKernel(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles GoNB for js/wasm, at first")
	}
	b := lessonBuilder(t)
	source, err := output(b.Go(t.Context(), "list", "-m", "-f", "{{.Dir}}", gonb.Module))
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs(checkout)
	if err != nil {
		t.Fatal(err)
	}
	file, err := b.BuildKernel(t.Context(), strings.TrimSpace(string(source)), root, filepath.Join(t.TempDir(), "kernel"))
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(data), "\x00asm") {
		t.Errorf("it is %d bytes, %v", len(data), err)
	}
}
