package notebook

import (
	"strings"
	"testing"

	"golessons/internal/words"
)

// The tests expect English, whatever the locale.
func init() { words.Use("en") }

// What stops the run of a lesson is said in the learner's language.
func TestLanguage(t *testing.T) {
	words.Use("ja")
	defer words.Use("en")
	nb := parse(t, sample)
	nb.Cells[1].Metadata = nil
	if err := nb.FailedClaims(); err == nil || err.Error() != "セル 2 が失敗しました: この主張は成り立ちません: myReLU: at x = -0.5" {
		t.Errorf("a claim: %v", err)
	}
	for text, want := range map[string]string{
		"":                "ノートブックではありません: ",
		`{"nbformat": 3}`: "形式 4 のノートブックではありません(nbformat は 3)",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
