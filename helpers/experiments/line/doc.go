// Package line fits a straight line, and sets it beside a model that learns its
// examples by heart: the first model of the lessons, without mlx, and what must not be
// believed of the second.
//
// Points are two slices, x and y, or a [data.Set], whose first feature is x. After a
// mistake in a call a function panics with an [*Error], whose sentence ends the cell.
package line
