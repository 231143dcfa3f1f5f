package course

// An action is what a start does with a learner's copy of a lesson.
type action string

const (
	leave     action = "leave"      // do nothing
	create    action = "create"     // there is none: write one
	remember  action = "remember"   // it is the shipped version: remember that
	replace   action = "replace"    // the learner has changed nothing: back it up and overwrite it
	putBeside action = "put beside" // the learner has changed it: write the new version beside it
)

// A past is what is remembered of a lesson in a learner's folder: which version
// was put there last, and which one was put beside it. A version is the hash of
// its cells' text, or "" for none.
type past struct {
	shipped, beside string
	unreadable      bool // the memory is there and cannot be read
}

// decide returns what to do with a lesson. shipped is the version that comes
// with the checkout, current the one in the learner's folder, or "" if there is
// none. A copy that the learner has changed is never overwritten, and each new
// version is put beside it once.
func decide(shipped, current string, past past) action {
	switch {
	case current == "":
		return create
	case past.unreadable:
		return leave
	case current == shipped:
		return remember
	case current == past.shipped:
		return replace
	case past.shipped != shipped && past.beside != shipped:
		return putBeside
	}
	return leave
}
