// Package show draws what package layers has measured, in the notebook. It is a package
// of its own so that a cell that shows no figure need not link what draws one.
package show
