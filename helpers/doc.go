// Package helpers has what the lessons use to show, check and remember: claims,
// tables, exercises and values that outlive a cell.
//
// It takes plain numbers, slices and strings and does not know mlx. In a notebook
// it shows HTML; elsewhere everything is printed as text.
//
// Every cell is linked anew, and each package that it imports takes time. So large
// parts are packages of their own: figures, diagrams, frames and live training are
// in golessons/helpers/figure, the data sets in golessons/helpers/data.
//
// Texts are in the language that [Lang] returns. After a mistake in a call a
// function prints a sentence, never a stack trace.
package helpers
