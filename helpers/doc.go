// Package helpers is what the lessons show, check and remember with: claims,
// tables, exercises, predictions and values that outlive a cell.
//
// It knows the GoNB kernel and takes plain numbers, slices and strings; it
// knows nothing of mlx. Without a kernel everything prints as text.
//
// Every cell is linked anew, and Go links whole packages, so what is heavy
// stands in packages of its own: figures, diagrams, frames and live training in
// golessons/helpers/figure, the data sets in golessons/helpers/data. A cell
// that only claims something pays for neither.
//
// Texts are Japanese or English, see [Lang]. A mistake in what is handed in
// gives a sentence in the output, never a stack trace.
package helpers
