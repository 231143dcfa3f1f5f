// Package experiments trains models for the lessons and shows what came of it.
package experiments
