package helpers

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"golessons/helpers/progress"
	"golessons/internal/words"
)

// solved holds the last verdict on each exercise of this program; the store
// holds those of the notebook's other cells.
var solved sync.Map

// record keeps the verdict on an exercise for Progress, and in the learner's
// progress file. Where it cannot be written down it holds for this cell only.
func record(name string, ok bool) {
	solved.Store(name, ok)
	progress.Record(name, ok)
	path, err := storePath("exercise", name)
	if err != nil {
		return
	}
	if ok {
		storeWrite(path, []byte(name))
	} else {
		os.Remove(path)
	}
}

func isSolved(name string) bool {
	if ok, found := solved.Load(name); found {
		return ok.(bool)
	}
	if path, err := storePath("exercise", name); err == nil {
		if _, err := os.Stat(path); err == nil {
			return true
		}
	}
	return progress.Solved(name)
}

// Progress prints how many of a lesson's exercises are solved, with a ✓ or a □
// before each name, and returns the number solved. The names are those given to
// Check. What was solved is known until the kernel is restarted, and longer in
// the file of package [golessons/helpers/progress].
func Progress(exercises ...string) int {
	done := 0
	marks := make([]string, len(exercises))
	for i, name := range exercises {
		marks[i] = "□ " + name
		if isSolved(name) {
			marks[i] = "✓ " + name
			done++
		}
	}
	if len(exercises) == 0 {
		fmt.Println(words.T("This lesson has no exercises."))
		return 0
	}
	words.Printf("Exercises: %[2]d of %[1]d solved — %[3]s\n", len(exercises), done, strings.Join(marks, "  "))
	return done
}
