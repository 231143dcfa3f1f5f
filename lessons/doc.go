// Package lessons has no code: the lessons are the notebooks in ja and en, and
// the tests here run every one of them through the real kernel.
package lessons
