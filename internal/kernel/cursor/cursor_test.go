package cursor

import (
	"strings"
	"testing"
)

func TestTarget(t *testing.T) {
	// The cursor is at |. The name that help is asked about begins at ^, if there
	// is one.
	for _, code := range []string{
		"%%\nfmt.^Pri|ntln(1)",
		"%%\nfmt.^Println|(1)",
		"%%\n^f|mt.Println(1)",
		"%%\nfmt.^Println(|",
		"%%\nfmt.^Println(|)",
		"%%\nfmt.^Println(|1, 2)",
		"%%\nfmt.^Println(1, 2|)",
		"%%\nfmt.^Println(\"hel|lo (\")",
		"%%\nfmt.Println(math.^Sqrt(|2))",
		"%%\nfmt.^Println(math.Sqrt(2), |)",
		"%%\nfmt.^Println(\n\t1,\n\t|\n)",
		"%%\nfmt.^Println(xs[|0])",
		"%%\nfmt.Println(^x|s[0])",
		"%%\nfmt.^Println(\"日本語\", |)",
		"%%\nmlx.Trainer{^|Model: m}",
		"%%\nmlx.^Trainer{ |",
		"%%\nt := ^Trainer{\n\t|\n}",
		"%%\nx := |3",
		"%%\nfmt.Println(1)|",
		"%%\nfmt.Println(1)\n|",
		"%%\nif x > 0 {\n\t|\n}",
		"%%\nfor i := range n {\n\t|\n}",
		"func f(x float64) float64 {\n\t|\n}",
		"%%\nrun(func() {\n\t|\n})",
		"%%\n// a com|ment (",
		"%%\nf(1) // a comment|",
		"%%\nf(1) /* a com|ment */",
		"|",
		"   |",
		"\n|\n",
		"%%\n|",
		"%%|\nfmt.Println(1)",
		"!ls |",
		"% |",
		"%%\n)))|",
		"%%\n\"unfinished |",
		"%%\n^f(`unfinished |",
		"%%\n（|）",
	} {
		cell := strings.ReplaceAll(code, "^", "")
		before, _, _ := strings.Cut(cell, "|")
		lines := strings.Split(strings.Replace(cell, "|", "", 1), "\n")
		line := strings.Count(before, "\n")
		col := len(before) - strings.LastIndexByte(before, '\n') - 1
		skip := func(i int) bool { return strings.HasPrefix(lines[i], "%") || strings.HasPrefix(lines[i], "!") }
		atLine, atCol, ok := Target(lines, skip, line, col)
		got := strings.Replace(cell, "|", "", 1)
		want := strings.Replace(code, "|", "", 1)
		if ok {
			lines[atLine] = lines[atLine][:atCol] + "^" + lines[atLine][atCol:]
			got = strings.Join(lines, "\n")
		}
		if got != want {
			t.Errorf("%q: about %q, want %q", code, got, want)
		}
	}
	if _, _, ok := Target([]string{"x"}, func(int) bool { return false }, 3, 0); ok {
		t.Error("a line that is not there has a name")
	}
}

func TestUTF16(t *testing.T) {
	line := "f(\"日本😀\", x)"
	for col, want := range map[int]int{0: 0, 3: 3, 6: 4, 9: 5, 13: 7, len(line): 12, 99: 12, -1: 0} {
		if got := UTF16(line, col); got != want {
			t.Errorf("UTF16(%d) is %d, want %d", col, got, want)
		}
	}
}

func TestColumn(t *testing.T) {
	const text = "x := 1\ny := \"日本\" + 𝛼"
	for _, test := range []struct{ line, col, want int }{
		{0, 3, 3}, {1, 6, 6}, {1, 9, 7}, {1, 13, 9}, {1, 100, 14}, {2, 5, 5}, {-1, 5, 5},
	} {
		if got := Column(text, test.line, test.col); got != test.want {
			t.Errorf("Column(line %d, %d) = %d, want %d", test.line, test.col, got, test.want)
		}
	}
}
