package lessons

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golessons/helpers/predict"
	"golessons/internal/words"
)

// A lesson asks its predictions, the whole of its file in helpers/predict and in that
// order, and recalls each. That they are the same in all languages is one with the
// cells.
func TestPredictions(t *testing.T) {
	of := map[string][]string{} // by lesson
	for _, q := range predict.All() {
		of[q.Lesson] = append(of[q.Lesson], q.Name)
	}
	met := map[string]bool{}
	for _, lang := range words.Tags() {
		for _, file := range files(t, lang) {
			asked, err := read(t, file).Predictions()
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			lesson := filepath.Base(file)[:2]
			met[lesson] = true
			for i, name := range asked {
				asked[i] = strings.ToLower(name)
			}
			if want := of[lesson]; !slices.Equal(asked, want) {
				t.Errorf("%s asks %q, helpers/predict has %q", file, asked, want)
			}
			if len(asked) < 4 {
				t.Errorf("%s asks %d, want 4 and more", file, len(asked))
			}
		}
	}
	for lesson := range of {
		if !met[lesson] {
			t.Errorf("helpers/predict has questions for a lesson %s, which is not there", lesson)
		}
	}
}
