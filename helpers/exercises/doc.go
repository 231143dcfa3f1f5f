// Package exercises has the exercises of the lessons: the cases that an answer is
// tried at, the right answer, the mistakes that learners make and what to say of
// each, the hints, and what to try next. None of it stands in a notebook.
//
// There is a function for each exercise, named after the function that the
// learner writes (ReLU for myReLU), and the cell under the stub is a call of it:
//
//	exercises.ReLU(myReLU)
//
// It prints ✓ or ✗ and reports which. After ✗ it shows where the answer is
// wrong, says what the mistake is if it is a known one, and shows the hints,
// folded. After ✓ it says why the answer is right and what to try next; there are
// no hints any more. The result counts in [golessons/helpers.Progress], under the
// name of the learner's function.
//
// Functions with types, because an answer of the wrong type is then an error of
// the compiler, which names both types, before anything runs; because completion
// and Shift+Tab after the dot show what there is, and what it takes; and because
// a cell links only the exercise that it calls. For the same reason this package
// does not import mlx: [SteadyAnswer], which needs a network, is given one.
//
// An answer is tried at cases that a reader understands, then at random ones, so
// that an answer made for the cases fails. The random ones are the same in every
// run, unless GOLESSONS_SEED says otherwise. Who marks the work of others calls the
// same functions inside [Mark], which returns the verdicts; [All] has the names.
//
// A file of this package has the exercises of one lesson. To add one, write the
// exercise and its function there, and add it to [All]. The tests then try its
// stub, its solution and its mistakes.
package exercises
