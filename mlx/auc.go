package mlx

import (
	"cmp"
	"slices"
)

// AUC returns the area under the receiver operating characteristic: how often a
// random example of target 1 has a higher score than one of target 0, where a tie
// counts half. Scores may be logits or probabilities.
//
// Errors: unequal lengths, no scores, NaN or Inf, a target other than 0 and 1,
// targets that are all 0 or all 1.
//
// Source: Hanley and McNeil, Radiology 143 (1982), 29-36;
// sklearn.metrics.roc_auc_score.
func AUC(scores, targets []float64) float64 {
	must(pairs("AUC", scores, targets))
	must(yesOrNo("AUC", targets))
	positives := sum(targets)
	if positives == 0 || positives == float64(len(targets)) {
		must(errorf("AUC", "all %d targets are %g, want some of 0 and some of 1", len(targets), targets[0]))
	}
	return auc(scores, targets)
}

// auc returns the AUC of scores and targets that have been checked.
func auc(scores, targets []float64) float64 {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(scores[i], scores[j]) })
	rankSum := 0.0
	for i := 0; i < len(order); {
		j, tied := i, 0.0
		for ; j < len(order) && scores[order[j]] == scores[order[i]]; j++ {
			tied += targets[order[j]]
		}
		rankSum += tied * float64(i+1+j) / 2 // the mean rank of the tie, from 1
		i = j
	}
	positives := sum(targets)
	negatives := float64(len(targets)) - positives
	return (rankSum - positives*(positives+1)/2) / (positives * negatives)
}
