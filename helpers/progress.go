package helpers

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"golessons/helpers/progress"
	"golessons/internal/words"
)

// solved has the last result of each exercise that this program checked. Those of
// the notebook's other cells are in the store.
var solved sync.Map

// record keeps the result of an exercise for Progress, and in the learner's
// progress file. If it cannot be written, only this cell knows it.
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

// isSolved reports whether the last result of an exercise was right.
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

// Progress prints which of a lesson's exercises are solved and returns their
// number. The names are those of the learner's functions, under which package
// golessons/helpers/exercises and [CheckThat] keep them. Results are kept until
// the kernel is restarted, and after that in the file that package
// [golessons/helpers/progress] writes.
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
