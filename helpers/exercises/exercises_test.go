package exercises

import (
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golessons/helpers/internal/answer"
	"golessons/helpers/internal/displaytest"
	"golessons/internal/notebook"
)

var printed = displaytest.Printed

var (
	said = map[string]struct{ stub, hint, why, next string }{
		"en": {"This is still the answer that the cell came with.", "Hint 1 of 3: ", "  Why it is right: ", "  Try next: "},
		"ja": {"まだ最初の答えのままです。", "ヒント 1/3: ", "  なぜ正しいか: ", "  次に試すこと: "},
	}
	languages = []string{"en", "ja"}
)

// The stub of each exercise and its mistakes fail, each with its sentence and with
// hints; the right answer passes, and there is no hint any more. It is so with
// other random cases too.
func TestAnswers(t *testing.T) {
	for i, e := range All() {
		samples := e.tried.samples()
		if n := len(samples) - 2; n < 3 && e.Func != "Rate" && e.Func != "SteadyAnswer" {
			t.Errorf("%s has %d mistakes, want 3 at least", e.Func, n)
		}
		for _, s := range samples {
			for j, seed := range []string{"1", "2", "3", "4", "5"} {
				t.Setenv("GOLESSONS_SEED", seed)
				language := languages[(i+j)%2]
				want := said[language]
				var ok bool
				out := printed(t, language, func() { ok = s.check() })
				line, rest, _ := strings.Cut(out, "\n")
				advice, hints, _ := strings.Cut(rest, "\n")
				if s.what == "right" {
					if !ok || !strings.HasPrefix(line, "✓ "+e.Name+": ") || !strings.HasPrefix(advice, want.why) || !strings.HasPrefix(hints, want.next) || strings.Count(out, "\n") != 3 {
						t.Errorf("%s, seed %s: the right answer: %v\n%s", e.Func, seed, ok, out)
					}
					continue
				}
				say := want.stub
				if s.what == "mistake" {
					say = s.say.String()
				}
				if ok || !strings.HasPrefix(line, "✗ "+e.Name+": ") || !strings.HasPrefix(advice, "  "+say) || !strings.HasPrefix(hints, want.hint) {
					t.Errorf("%s, seed %s: %s with %q: %v\n%s", e.Func, seed, s.what, say, ok, out)
				}
			}
		}
	}
}

// The first line of a failure has the case, in both languages.
func TestFirstLine(t *testing.T) {
	for _, test := range []struct {
		check  func() bool
		en, ja string
	}{
		{func() bool { return ReLU(func(x float64) float64 { return x }) },
			"✗ myReLU: at x = −0.5 yours gives −0.5, want 0", "✗ myReLU: x = −0.5 のとき、あなたの答えは −0.5 ですが、正しくは 0 です。"},
		{func() bool { return Line(func(w, b, x float64) float64 { return w * x }) },
			"✗ line: at w = 3, b = 5, x = 4 yours gives 12, want 17", "✗ line: w = 3, b = 5, x = 4 のとき、あなたの答えは 12 ですが、正しくは 17 です。"},
		{func() bool { return ZeroShare(func(o []float64) float64 { return o[len(o)] }) },
			"✗ zeroShare: at outputs = [0 2.5 0 1] the function panics: index out of range [4] with length 4",
			"✗ zeroShare: outputs = [0 2.5 0 1] のとき、関数がパニックしました: index out of range [4] with length 4"},
		{func() bool { return Combine(func(r1, f1, r2, f2 float64) (rate, fee float64) { return r2, f2 }) },
			"✗ combine: at rate1 = 2, fee1 = 0, rate2 = 3, fee2 = 0 yours gives rate 3, fee 0, want rate 6, fee 0",
			"✗ combine: rate1 = 2, fee1 = 0, rate2 = 3, fee2 = 0 のとき、あなたの答えは レート 3・手数料 0 ですが、正しくは レート 6・手数料 0 です。"},
		{func() bool { return Choose(func(validation, test []float64) int { return 2 }) },
			"✗ choose: at validation = [0.62 0.55 0.57], test = [0.5 0.58 0.54] yours gives 2, want 1",
			"✗ choose: validation = [0.62 0.55 0.57], test = [0.5 0.58 0.54] のとき、あなたの答えは 2 ですが、正しくは 1 です。"},
	} {
		for language, want := range map[string]string{"en": test.en, "ja": test.ja} {
			if got := printed(t, language, func() { test.check() }); !strings.HasPrefix(got, want+"\n") {
				t.Errorf("%s: got %s want %s", language, got, want)
			}
		}
	}
}

// An answer made for the cases that are shown fails at the random ones.
func TestLearntByHeart(t *testing.T) {
	byHeart := map[float64]float64{2.5: 2.5, 1: 1}
	if out := printed(t, "en", func() { ReLU(func(x float64) float64 { return byHeart[x] }) }); !strings.HasPrefix(out, "✗ myReLU: at x = ") {
		t.Error(out)
	}
}

// What is the same in other words is right too.
func TestOtherRightAnswers(t *testing.T) {
	for name, check := range map[string]func() bool{
		"adamWStep": func() bool {
			return AdamWStep(func(w, direction, rate, decay float64) float64 { return w - rate*(direction+decay*w) })
		},
		"decayStep": func() bool {
			return DecayStep(func(w, gradient, rate, lambda float64) float64 { return w - rate*(gradient+2*lambda*w) })
		},
		"halfLife": func() bool {
			return HalfLife(func(rate, lambda float64) float64 { return -math.Log(2) / math.Log1p(-2*lambda*rate) })
		},
		"fee": func() bool {
			return Fee(func(amount float64) float64 {
				switch {
				case amount > 50_000:
					return 1200 + 0.05*(amount-50_000)
				case amount > 10_000:
					return 0.03 * (amount - 10_000)
				}
				return 0
			})
		},
		"plateau": func() bool {
			return Plateau(func(bp float64) float64 { return min(4, max(0, bp/10-12)) })
		},
		"nearest": func() bool {
			return Nearest(func(km, minutes []float64, asked float64) float64 {
				best, answer := math.Inf(1), 0.0
				for i := range km {
					if d := (km[i] - asked) * (km[i] - asked); d < best {
						best, answer = d, minutes[i]
					}
				}
				return answer
			})
		},
		"logLoss": func() bool {
			return LogLoss(func(p, y float64) float64 { return -y*math.Log(p) - (1-y)*math.Log(1-p) })
		},
		"myReLU": func() bool { return ReLU(func(x float64) float64 { return (x + math.Abs(x)) / 2 }) },
	} {
		if out := printed(t, "en", func() { check() }); !strings.HasPrefix(out, "✓ "+name+": ") {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// Each wrong learning rate has its sentence, though it can be any number.
func TestRate(t *testing.T) {
	for _, test := range []struct {
		rate float64
		want string
	}{
		{0.00002, "Too small"}, {0.001, "Too small"}, {0.05, "Too large"}, {1, "Too large"}, {-0.01, "A negative rate"}, {0, "With a rate of 0"},
	} {
		if out := printed(t, "en", func() { Rate(test.rate) }); !strings.HasPrefix(out, "✗ ") || !strings.Contains(out, "\n  "+test.want) {
			t.Errorf("%g: %s", test.rate, out)
		}
	}
	for _, rate := range []float64{0.02, 0.025, 0.028} {
		if out := printed(t, "en", func() { Rate(rate) }); !strings.HasPrefix(out, "✓ ") {
			t.Errorf("%g: %s", rate, out)
		}
	}
}

// An answer that does not end is waited for once.
func TestEndless(t *testing.T) {
	defer func(limit time.Duration) { answer.Limit = limit }(answer.Limit)
	answer.Limit = 20 * time.Millisecond
	start := time.Now()
	out := printed(t, "en", func() { ReLU(func(float64) float64 { select {} }) })
	if !strings.Contains(out, "does not end") || time.Since(start) > 10*answer.Limit {
		t.Errorf("after %v: %s", time.Since(start), out)
	}
}

// An answer may write into its arguments.
func TestAnswerWritesIntoItsArguments(t *testing.T) {
	if out := printed(t, "en", func() {
		CountKinks(func(ys []float64) (n int) {
			for i := range len(ys) - 1 {
				ys[i] -= ys[i+1]
			}
			for i := 1; i < len(ys)-1; i++ {
				if ys[i] != ys[i-1] {
					n++
				}
			}
			return n
		})
	}); !strings.HasPrefix(out, "✓ ") {
		t.Error(out)
	}
}

// Each exercise says everything in both languages, and shows the same code.
func TestTexts(t *testing.T) {
	japanese := func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) }
	for _, e := range All() {
		seen := map[string]bool{}
		for _, text := range e.tried.texts() {
			if text[0] == "" || text[1] == "" {
				t.Errorf("%s: in one language only: %q, %q", e.Func, text[0], text[1])
			}
			if strings.ContainsFunc(text[0], japanese) {
				t.Errorf("%s: this is no English: %s", e.Func, text[0])
			}
			if text[0] != text[1] && !strings.ContainsFunc(text[1], japanese) {
				t.Errorf("%s: this is no Japanese: %s", e.Func, text[1])
			}
			if seen[text[0]] || seen[text[1]] {
				t.Errorf("%s says twice: %s", e.Func, text[0])
			}
			seen[text[0]], seen[text[1]] = true, true
			if strings.Count(text[0], "`")%2 != 0 || strings.Count(text[1], "`")%2 != 0 {
				t.Errorf("%s: a backtick has no partner: %s", e.Func, text[0])
			}
		}
	}
}

// What is said of a mistake is not the answer, which only the last hint shows.
func TestAdviceKeepsTheAnswer(t *testing.T) {
	statement := regexp.MustCompile("return ([^`\n]+)")
	for _, e := range All() {
		texts := e.tried.texts()
		var answers []string
		for _, text := range texts[2:5] { // the hints
			for _, m := range statement.FindAllStringSubmatch(text[0], -1) {
				if len(m[1]) > 8 {
					answers = append(answers, m[1])
				}
			}
		}
		for _, text := range append(texts[5:], texts[:2]...) {
			if strings.Contains(text[0]+text[1], "`") {
				t.Errorf("%s prints a backtick: %s", e.Func, text[0])
			}
		}
		for _, text := range texts[5:] {
			for _, a := range answers {
				if strings.Contains(text[0], a) || strings.Contains(text[1], a) {
					t.Errorf("%s gives the answer away: %s", e.Func, text[0])
				}
			}
		}
	}
}

// The lessons have these exercises, in this order, and count their results under
// these names.
func TestLessonsHaveThese(t *testing.T) {
	lessons := map[string][]Exercise{}
	for _, e := range All() {
		lessons[e.Lesson] = append(lessons[e.Lesson], e)
	}
	files, _ := filepath.Glob("../../lessons/*/*.ipynb")
	if len(files) != 2*len(lessons) {
		t.Errorf("%d notebooks, %d lessons", len(files), len(lessons))
	}
	for _, file := range files {
		nb, err := notebook.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		tags, err := nb.Exercises()
		if err != nil {
			t.Fatal(err)
		}
		var want, names []string
		for _, e := range lessons[strings.TrimSuffix(filepath.Base(file), ".ipynb")] {
			want = append(want, e.Tag)
			names = append(names, `"`+e.Name+`"`)
		}
		if !slices.Equal(tags, want) {
			t.Errorf("%s has %q, want %q", file, tags, want)
		}
		if progress := "helpers.Progress(" + strings.Join(names, ", ") + ")"; !slices.ContainsFunc(nb.Cells, func(c *notebook.Cell) bool { return strings.Contains(c.Source, progress) }) {
			t.Errorf("%s has no %s", file, progress)
		}
	}
}
