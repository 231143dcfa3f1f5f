package patients

import (
	"fmt"
	"math"
	"slices"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/experiments"
	"golessons/internal/words"
	"golessons/mlx"
)

// years is how long the breast cancer patients must have been followed.
const years = 3

// onLogScale puts the columns with a few huge values on the scale ln(1 + x).
func onLogScale(set *data.Set) *data.Set {
	for _, column := range []string{"nodes", "pgr", "er"} {
		if slices.Contains(set.Columns, column) {
			set = set.Map(column, math.Log1p)
		}
	}
	return set
}

// Piles deals the patients into n for training, m for validation and the rest for the
// test, shuffled by the seed. The columns nodes, pgr and er, with a few huge values, become
// ln(1 + x); then all columns are scaled such that the training patients have mean 0
// and standard deviation 1.
//
// Shapes: inputs [patients, columns], targets [patients, 1].
//
// Errors: n or m below 1, or nobody left for the test.
func Piles(set *data.Set, n, m int, seed int64) (train, validation, test *mlx.Dataset) {
	a, b, c := deal(onLogScale(set), n, m, seed)
	all := scaled(a, b, c)
	return all[0], all[1], all[2]
}

// deal deals a set into three.
func deal(set *data.Set, n, m int, seed int64) (train, validation, test *data.Set) {
	if n < 1 || m < 1 || n+m >= set.Len() {
		mistake(words.Text{"%d for training and %d for validation of %d patients, want 1 or more for each, and for the test", "患者 %[3]d 人のうち訓練に %[1]d 人、検証に %[2]d 人とあります。訓練・検証・テストのどれにも 1 人以上残してください。"}, n, m, set.Len())
	}
	train, rest := set.Split(seed, float64(n)/float64(set.Len()))
	validation, test = rest.Split(seed, float64(m)/float64(rest.Len()))
	return train, validation, test
}

// scaled scales the sets by the first of them.
func scaled(train *data.Set, others ...*data.Set) []*mlx.Dataset {
	scaler := data.FitScaler(train)
	all := []*mlx.Dataset{experiments.Dataset(scaler.Apply(train))}
	for _, set := range others {
		all = append(all, experiments.Dataset(scaler.Apply(set)))
	}
	return all
}

// Show prints what the patients are, where they come from and under which licence, and
// shows for each of the piles how many there are and to which share of them it happened.
func Show(set *data.Set, train, validation, test *mlx.Dataset) {
	set.Describe()
	table := helpers.NewTable(words.Text{"The three piles", "3 つに分けた患者"}.String(), "", words.Text{"patients", "人数"}.String(), set.Target)
	for _, pile := range []struct {
		name words.Text
		data *mlx.Dataset
	}{
		{words.Text{"training", "訓練"}, train},
		{words.Text{"validation", "検証"}, validation},
		{words.Text{"test", "テスト"}, test},
	} {
		table.Row(pile.name.String(), pile.data.Len(), percent(pile.data.Targets().Mean()))
	}
	table.Show()
}

// percent writes a share in per cent.
func percent(share float64) string { return fmt.Sprintf("%.0f%%", 100*share) }

// First returns the numbers 0, 1 … n−1, for mlx's Dataset.Subset:
//
//	hundred := train.Subset(patients.First(100)...)
//
// Errors: n below 1.
func First(n int) []int {
	if n < 1 {
		mistake(words.Text{"First(%d): want 1 or more", "First(%d): 1 以上にしてください。"}, n)
	}
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	return numbers
}
