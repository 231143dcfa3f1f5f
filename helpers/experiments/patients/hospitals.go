package patients

import (
	"fmt"
	"slices"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/experiments"
	"golessons/internal/words"
	"golessons/mlx"
)

// A Source is whom of Rotterdam's patients a model is trained on, and which columns it
// sees. Those whose lymph nodes are free of cancer, [NodeNegative], are lesson 03's
// hospital A; the patients of a German trial, data.GBSG, all of whom have cancer in their
// nodes, are its hospital B.
type Source struct {
	columns []string
	keep    func(nodes float64) bool
}

// The sources.
var (
	// NodeNegative are those without cancer in the nodes: hospital A. The columns nodes
	// and hormon, which are the same for all of them, are left out.
	NodeNegative = Source{six, func(nodes float64) bool { return nodes == 0 }}
	// NodePositive are those with cancer in the nodes, and the same six columns.
	NodePositive = Source{six, func(nodes float64) bool { return nodes > 0 }}
	// Everybody is everybody, with nodes and hormon.
	Everybody = Source{append([]string{"nodes", "hormon"}, six...), func(float64) bool { return true }}
)

// six are the columns that vary at hospital A.
var six = []string{"age", "meno", "size", "grade3", "pgr", "er"}

// Columns returns the names of the columns that a model sees.
func (s Source) Columns() []string { return slices.Clone(s.columns) }

// Set returns the patients with all their columns, as they were recorded.
func (s Source) Set() *data.Set { return data.Rotterdam(years).Where("nodes", s.keep) }

// hospitalB returns the patients of hospital B as they were recorded.
func hospitalB() *data.Set { return data.GBSG(years) }

// sets deals the patients 6 : 2 : 2 into training, validation and test, as [Piles] does,
// and scales hospital B in the same way.
func (s Source) sets(seed int64) []*mlx.Dataset {
	patients := rotterdam().Where("nodes", s.keep).Select(s.columns...)
	train, validation, test := deal(patients, patients.Len()*6/10, patients.Len()*2/10, seed)
	return scaled(train, validation, test, gbsg().Select(s.columns...))
}

// Teach returns 6 in 10 of the patients for training and 2 in 10 for validation, dealt and
// scaled as by [Piles].
func (s Source) Teach(seed int64) (train, validation *mlx.Dataset) {
	sets := s.sets(seed)
	return sets[0], sets[1]
}

// Test returns the patients of the same hospital that [Source.Teach] of the same seed has
// left, scaled by those for training.
func (s Source) Test(seed int64) *mlx.Dataset { return s.sets(seed)[2] }

// AtB returns the patients of hospital B, scaled by those that [Source.Teach] of the same
// seed returns for training.
func (s Source) AtB(seed int64) *mlx.Dataset { return s.sets(seed)[3] }

// NoBrake is a network of two times 16 units, trained on a source's patients for 150
// epochs (Adam, 0.01).
func NoBrake(s Source) experiments.Experiment {
	return func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		train, validation := s.Teach(seed)
		model := mlx.Sequential(mlx.Linear(len(s.columns), 16), mlx.ReLU(), mlx.Linear(16, 16), mlx.ReLU(), mlx.Linear(16, 1))
		return mlx.Trainer{Model: model.Seed(seed), Loss: mlx.BCEWithLogitsLoss(),
			Optimizer: mlx.Adam(0.01), Epochs: 150, Validation: validation}, train
	}
}

// EarlyStopping is [NoBrake] with early stopping, after 15 epochs without a lower
// validation loss.
func EarlyStopping(s Source) experiments.Experiment {
	return experiments.WithPatience(15, NoBrake(s))
}

// LogisticRegression is one linear layer, trained on a source's patients for 150 epochs
// (Adam, 0.05). It has no validation curve.
func LogisticRegression(s Source) experiments.Experiment {
	return experiments.ValidateOnce(func(seed int64) (mlx.Trainer, *mlx.Dataset) {
		train, validation := s.Teach(seed)
		return mlx.Trainer{Model: mlx.Sequential(mlx.Linear(len(s.columns), 1)).Seed(seed), Loss: mlx.BCEWithLogitsLoss(),
			Optimizer: mlx.Adam(0.05), Epochs: 150, Validation: validation}, train
	})
}

// CaseMix returns a table of who the patients of two hospitals are, such as
// [NodeNegative]'s and data.GBSG's.
func CaseMix(a, b *data.Set) *helpers.Table {
	mean := func(set *data.Set, column string) float64 { return experiments.Mean(set.Column(column)) }
	over20 := func(set *data.Set) string {
		return percent(mean(set.Map("size", func(v float64) float64 { return min(v, 1) }), "size"))
	}
	short := func(format string, v float64) string {
		if v == 0 {
			return "0"
		}
		return fmt.Sprintf(format, v)
	}
	return helpers.NewTable(words.Text{"Who the patients are", "どんな患者か"}.String(), "", hospitalAName.String(), hospitalBName.String()).
		Row(words.Text{"patients", "人数"}.String(), a.Len(), b.Len()).
		Row(a.Target, percent(experiments.Mean(a.Y)), percent(experiments.Mean(b.Y))).
		Row(words.Text{"mean age", "平均年齢"}.String(), short("%.0f", mean(a, "age")), short("%.0f", mean(b, "age"))).
		Row(words.Text{"nodes with cancer (mean)", "転移のあるリンパ節(平均)"}.String(), short("%.1f", mean(a, "nodes")), short("%.1f", mean(b, "nodes"))).
		Row(words.Text{"tumour over 20 mm", "腫瘍が 20 mm より大きい"}.String(), over20(a), over20(b)).
		Row(words.Text{"grade 3", "グレード 3"}.String(), percent(mean(a, "grade3")), percent(mean(b, "grade3"))).
		Row(words.Text{"hormonal treatment", "ホルモン療法"}.String(), percent(mean(a, "hormon")), percent(mean(b, "hormon")))
}

// The names of the hospitals.
var (
	hospitalAName = words.Text{"hospital A", "病院 A"}
	hospitalBName = words.Text{"hospital B", "病院 B"}
)
