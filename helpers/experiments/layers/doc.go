// Package layers is for looking inside a network: what a stack of layers can draw,
// how large the gradients are that arrive at its first layer, what Dropout's masks do
// to it, and how a penalty shrinks its weights.
//
// What a lesson is about stays in its cells: the forward pass, the formula, the mask,
// the step. Here is what they would have to repeat: the networks that are made by
// the number, and what is counted and measured of them. Results are plain values
// with exported fields, so that a cell can claim something of them and
// helpers.Remember can keep them; Show shows their table.
//
// The package links no figure. Package show, below it, draws its results.
//
// Errors: a function that is called with what it can't use panics with an [*Error],
// one sentence in the learner's language; what mlx can't use, with mlx's.
package layers
