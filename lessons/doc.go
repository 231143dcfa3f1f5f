// Package lessons has no code. The lessons are the notebooks in ja and en; the tests
// here run all of them in the real kernel.
package lessons
