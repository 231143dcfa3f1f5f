// Package lessons tests the lessons, which are the notebooks in ja and en: it runs
// each of them in the real kernel.
package lessons
