package course

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golessons/helpers/progress"
	"golessons/internal/disktest"
	"golessons/internal/words"
)

func TestQuoted(t *testing.T) {
	for name, want := range map[string]string{
		"hanako":                 "hanako",
		"佐藤_花子":                  "佐藤_花子",
		"taro.yamada@example.jp": "taro.yamada@example.jp",
		"solved by":              `"solved by"`,
		"":                       `""`,
		"\x1b[31mred":            `"\x1b[31mred"`,
		"a\nb\tc\r":              `"a\nb\tc\r"`,
		"\u202egpj.exe":          `"\u202egpj.exe"`,
		"\x9b31m":                `"\x9b31m"`, // not UTF-8, and CSI for some terminals
		"\u009b31m":              `"\u009b31m"`,
		`"x"`:                    `"\"x\""`,
		"<script>":               `"<script>"`,
		strings.Repeat("あ", 100): strings.Repeat("あ", longestName-1) + "…",
	} {
		if got := quoted(name); got != want {
			t.Errorf("%q is shown as %s, want %s", name, got, want)
		}
	}
}

// A learner gains nothing by swapping the file for a link while root reads it.
// It swaps for two seconds, which is most of this package's time.
func TestClassProgressWhileItIsSwapped(t *testing.T) {
	dir := t.TempDir()
	os.Mkdir(filepath.Join(dir, "mallory"), 0o755)
	file := filepath.Join(dir, "mallory", progress.File)
	secret := filepath.Join(t.TempDir(), "secret")
	const solved = "2026-10-01T09:00:00Z\ten/02_relu\tmyReLU\tpassed\n"
	disktest.Write(t, secret, solved)
	text, pipe, link := filepath.Join(dir, "text"), filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	disktest.Write(t, text, "nothing\n")
	disktest.OddThings["a named pipe"](t, pipe)
	disktest.Symlink(t, secret, link)
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			os.Link([]string{text, pipe, text, link}[i%4], file+".next")
			os.Rename(file+".next", file)
		}
	}()
	disktest.Within(t, "reading a file that is swapped", func() {
		for began := time.Now(); time.Since(began) < 2*time.Second; {
			class, err := readLearners(t.Context(), dir, []*Lesson{{name: "02_relu", exercises: []string{"myReLU"}}}, io.Discard)
			if err != nil {
				t.Error(err)
			}
			for _, l := range class {
				if l.solved[0] > 0 {
					t.Error("read through a link out of the folder")
				}
			}
		}
	})
	close(stop)
	<-stopped
}

// The teacher's table, whose columns stand below each other in Japanese too, and
// the figure's legend.
func TestClassTable(t *testing.T) {
	class := &Class{
		lessons:  []*Lesson{{name: "01_one", exercises: []string{"a", "b"}}, {name: "02_two", exercises: []string{"c"}}},
		Learners: []Learner{{name: "hanako", solved: []int{2, 0}, tried: []int{0, 1}}, {name: "佐藤", solved: []int{1, 0}, tried: []int{0, 0}}},
	}
	defer words.Use("en")
	for lang, want := range map[string]string{
		"en": "learner    01 (2)  02 (1)  all (3)\n" +
			"hanako     2       0+1     2+1\n" +
			"佐藤       1       ·       1\n" +
			"solved by  1 of 2  0 of 2\n",
		"ja": "学習者          01 (2)  02 (1)  合計 (3)\n" +
			"hanako          2       0+1     2+1\n" +
			"佐藤            1       ·       1\n" +
			"(全問解けた人)  1/2 人  0/2 人\n",
	} {
		words.Use(lang)
		var table strings.Builder
		if err := class.WriteTable(&table); err != nil || table.String() != want {
			t.Errorf("%s: %v\n%swant\n%s", lang, err, table.String(), want)
		}
		legend := map[string][]string{"en": {">solved<", ">tried<"}, "ja": {">解けた<", ">挑戦中<"}}[lang]
		for _, text := range legend {
			if !strings.Contains(class.Figure(), text) {
				t.Errorf("%s: no %s in the figure", lang, text)
			}
		}
	}
}
