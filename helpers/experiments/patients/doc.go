// Package patients has the records of real patients as the lessons learn from them:
// dealt into piles, teams and hospitals, scaled, and as experiments.
//
// There are three groups of records, all in golessons/helpers/data:
//
//   - breast cancer in three piles ([Piles]) and at two hospitals ([Source]);
//   - breast cancer for five teams, which share the test patients ([Team]);
//   - body mass index and death within 5 years ([Sees]).
//
// What happens within so many years is known of those only who were followed for
// that long; golessons/helpers/survival counts the others too.
//
// Everything that is scaled is scaled by the training patients alone. A mistake in
// a call panics with an [*Error], whose one sentence ends the cell.
package patients
