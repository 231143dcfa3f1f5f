package explain

import (
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golessons/internal/words"
	"golessons/internal/words/wordstest"
)

// Each sentence that mlx's tests expect of it is translated, in every language,
// with the numbers and names that are in it.
func TestMLXSaysItInEachLanguage(t *testing.T) {
	sentences := mlxSentences(t)
	if len(sentences) < 150 {
		t.Fatalf("mlx's tests have %d sentences", len(sentences))
	}
	xx := wordstest.Marked()
	defer words.Add(xx)()
	// What PyTorch calls an argument, or Go a type.
	names := strings.Fields("bias eps gamma low momentum p reduction slope string unbiased weight")
	word := regexp.MustCompile(`^[a-z]+( [a-z]+)*$`)
	for _, english := range sentences {
		if got := wordsOf("en").mlx(english); got != english {
			t.Errorf("in English\n%s\nwant\n%s", got, english)
		}
		where, _, args := wordsOf("xx").format(english)
		marked := wordsOf("xx").mlx(english)
		if got := strings.NewReplacer("⟦", "", "⟧", "").Replace(marked); got != english || wordstest.Unmarked(marked) != where || where == "" {
			t.Errorf("in a third language\n%s\nwant\n%s", marked, wordstest.Mark(english))
		}
		japanese := wordsOf("ja").mlx(english)
		what, translated := strings.CutPrefix(japanese, where)
		if !translated || !regexp.MustCompile(`\p{Hiragana}.*。$`).MatchString(what) || strings.Contains(what, "%!") {
			t.Errorf("in Japanese\n%s\nof\n%s", japanese, english)
		}
		for _, arg := range args {
			in := arg
			if word.MatchString(arg) && !slices.Contains(names, arg) {
				if in = words.In("ja").Kernel.MLX[arg]; in == "" {
					t.Errorf("in Japanese %q is no word, of\n%s", arg, english)
				}
			}
			if !strings.Contains(what, in) {
				t.Errorf("%s\nis without %q of\n%s", japanese, arg, english)
			}
		}
	}
}

// mlxSentences returns the sentences in mlx's tests.
func mlxSentences(t *testing.T) (sentences []string) {
	t.Helper()
	files, err := filepath.Glob("../../../mlx/*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		tree, err := parser.ParseFile(gotoken.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == gotoken.STRING {
				if s, err := strconv.Unquote(text.Value); err == nil && strings.HasPrefix(s, ofMLX) && !strings.HasSuffix(s, " ") { // no beginning of one
					sentences = append(sentences, s)
				}
			}
			return true
		})
	}
	return sentences
}

// Whatever a format makes is found to be made by it.
func TestMLXFormats(t *testing.T) {
	for format := range words.In("ja").Kernel.MLX {
		if !strings.Contains(format, "%") {
			continue
		}
		n := 1
		var args []string
		fill := func(v string) string {
			n++
			switch v[len(v)-1] {
			case 'd':
				args = append(args, strconv.Itoa(n))
			case 'g':
				args = append(args, []string{"1.5e-07", "NaN", "+Inf", "-0.25"}[n%4])
			case 'q':
				args = append(args, fmt.Sprintf(`["%d.weight" "a: b"]`, n))
			default:
				args = append(args, fmt.Sprintf(`Linear(in_features=%d)`, n))
			}
			return args[len(args)-1]
		}
		said := "mlx: A(b: c): " + verb.ReplaceAllStringFunc(format, fill)
		where, found, got := wordsOf("ja").format(said)
		if found != format || !slices.Equal(got, args) || where != "mlx: A(b: c): " {
			t.Errorf("%s\nis found to be %q with %q behind %q, want %q with %q", said, found, got, where, format, args)
		}
		translated := wordsOf("ja").mlx(said)
		for _, arg := range append(args, where) {
			if !strings.Contains(translated, arg) {
				t.Errorf("%s\nof\n%s\nis without %s", translated, said, arg)
			}
		}
	}
}

// What mlx passes on stays as it is, and so does what is not mlx's.
func TestMLXLeavesOthersTexts(t *testing.T) {
	for _, said := range []string{
		"mlx: Load: open model.bin: no such file or directory",
		"mlx: Func(main.f): no idea",
		"p = 1.5, want 0 ≤ p ≤ 1",
		"Dropout: p = 1.5, want 0 ≤ p ≤ 1",
		"mlx: Dropout: p = x, want 0 ≤ p ≤ 1",
		"mlx: ", "mlx", "",
	} {
		if got := wordsOf("ja").mlx(said); got != said {
			t.Errorf("%q is %q", said, got)
		}
	}
}

// A learner's own panic with one of mlx's errors says it in Japanese too; what Go
// says stays.
func TestMLXInPanic(t *testing.T) {
	for _, tt := range []struct{ innermost, want string }{
		{"golessons/mlx.must(...)\n\t/x/mlx/error.go:5\nmain.main()", "1 行目：mlx: Dropout: p = 1.5 ですが、0 ≤ p ≤ 1 にしてください。\n"},
		{"main.main()", "1 行目：`panic` が呼ばれました：`mlx: Dropout: p = 1.5 ですが、0 ≤ p ≤ 1 にしてください。`\n"},
	} {
		const english = "mlx: Dropout: p = 1.5, want 0 ≤ p ≤ 1"
		r, _ := Ended("ja", cell("f()"), "panic: "+english+"\n\ngoroutine 1 [running]:\n"+tt.innermost+"\n\t/tmp/k/gonb_1/main.go:1 +0x38\n", "exit status 2", false)
		if text := r.Text(); !strings.HasPrefix(text, tt.want) || !strings.Contains(text, "    panic: "+english+"\n") || !strings.HasSuffix(r.Value, english) {
			t.Errorf("%s, %s", r.Value, text)
		}
	}
}

func BenchmarkMLX(b *testing.B) {
	for b.Loop() {
		patterns.Clear()
		wordsOf("ja").mlx("mlx: Dropout: p = 1.5, want 0 ≤ p ≤ 1")
	}
}
