package fingerprint

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	file, target := filepath.Join(dir, "main.go"), filepath.Join(dir, ".golessons", "code")
	write := func(source string) string {
		t.Helper()
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		Write(file, dir)
		data, _ := os.ReadFile(target)
		return string(data)
	}
	const source = "package main\n\nimport \"golessons/helpers\"\n\nfunc main() {\n\tfor i := range 2 {\n\t\thelpers.Remember(\"k\", func() int { return i })\n\t}\n}\n"
	if got := write(source); !strings.HasPrefix(got, file+"\n7 ") || !strings.HasSuffix(got, " i\n") {
		t.Errorf("wrote %q", got)
	}
	for _, other := range []string{"package main\n\nfunc main() { _ = func() int { return 1 } }\n", "package main\n\n// Remember", "Remember"} {
		write(source)
		if got := write(other); got != "" {
			t.Errorf("of %q it wrote %q", other, got)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	dir := b.TempDir()
	file := filepath.Join(dir, "main.go")
	functions := ""
	for i := range 100 {
		functions += strings.NewReplacer("func scale(x", "func scale"+strings.Repeat("x", i+1)+"(x").Replace("\nfunc scale(x float64) float64 {\n\tvar list []float64\n\tfor i := range 10 {\n\t\tlist = append(list, x*float64(i))\n\t}\n\treturn 2 * x\n}\n")
	}
	if err := os.WriteFile(file, []byte(aCell+functions), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Write(file, dir)
	}
}
