// Package survival has what one needs to look at records of real people with
// care: groups, shares with their intervals, life tables, and what happened held
// against what models predicted.
//
// In such records some people were followed for a shorter time than one asks
// about (censoring). The sets of golessons/helpers/data leave them out, so that a
// share of theirs is too high; [LifeTable] counts everybody for as long as they
// were followed.
//
// Functions that need to know who was followed for how long take a function such
// as data.NAFLD, which returns the people of whom it is known what happened within
// the given years, with a target of 1 or 0. The package does not know mlx:
// predictions are numbers, one for each person.
//
// A mistake in a call panics with an [*Error], whose one sentence ends the cell.
package survival
