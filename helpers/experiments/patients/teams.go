package patients

import (
	"fmt"
	"sync"

	"golessons/helpers"
	"golessons/helpers/data"
	"golessons/helpers/experiments"
	"golessons/internal/words"
	"golessons/mlx"
)

// The teams: how many there are, and how many patients each trains on.
const (
	teams   = 5
	teachOn = 200
)

// The records, with logarithms, read once: an experiment asks for them in each run.
var (
	rotterdam     = sync.OnceValue(func() *data.Set { return onLogScale(data.Rotterdam(years)) })
	gbsg          = sync.OnceValue(func() *data.Set { return onLogScale(hospitalB()) })
	everybodyGBSG = sync.OnceValue(func() *data.Set { return onLogScale(data.GBSG(0.01)) })
)

// split splits Rotterdam's patients into those for the five teams and those for the test.
func split(lessonSeed int64) (forTeams, test *data.Set) { return rotterdam().Split(lessonSeed, 0.6) }

// team returns the patients of a team, those of the test, and the scaler of the team.
func team(seed int64) (train, validation, test *data.Set, scaler data.Scaler) {
	lesson, k := seed/10, int(seed%10)
	if k < 0 {
		lesson, k = lesson-1, k+10
	}
	if k >= teams {
		mistake(words.Text{"seed %d is of no team, want one that ends in 0 to 4", "シード %d のチームはありません。最後の桁が 0 から 4 のシードにしてください。"}, seed)
	}
	forTeams, test := split(lesson)
	n := forTeams.Len() / teams
	train, validation = rows(forTeams, k*n, k*n+teachOn), rows(forTeams, k*n+teachOn, (k+1)*n)
	return train, validation, test, data.FitScaler(train)
}

// rows returns the patients from number from up to, not including, to.
func rows(s *data.Set, from, to int) *data.Set {
	part := *s
	part.X, part.Y = s.X[from:to], s.Y[from:to]
	return &part
}

// Team returns the 200 patients that the team of a seed trains on and the 154 that it
// validates on, scaled by the former. No patient is in two teams. The five teams of a
// lesson's seed s have the seeds 10·s to 10·s + 4, as the runs of an experiment have.
//
// The columns are those of data.Rotterdam, with nodes, pgr and er as ln(1 + x).
//
// Shapes: inputs [patients, 8], targets [patients, 1].
//
// Errors: a seed that does not end in 0 to 4.
func Team(seed int64) (train, validation *mlx.Dataset) {
	a, b, _, scaler := team(seed)
	return experiments.Dataset(scaler.Apply(a)), experiments.Dataset(scaler.Apply(b))
}

// Test returns the 1180 test patients, who are in no team, scaled as the team of the seed
// scales its own. The five teams of a lesson share them.
//
// Errors: as [Team].
func Test(seed int64) *mlx.Dataset {
	_, _, test, scaler := team(seed)
	return experiments.Dataset(scaler.Apply(test))
}

// Elsewhere returns the patients of another hospital, the GBSG's, scaled as the team of
// the seed scales its own. The 131 of whom it is not known what happened are left out.
//
// Errors: as [Team].
func Elsewhere(seed int64) *mlx.Dataset {
	_, _, _, scaler := team(seed)
	return experiments.Dataset(scaler.Apply(gbsg()))
}

// EverybodyElsewhere returns all 686 patients of the other hospital, those as well whom
// [Elsewhere] leaves out. Its targets are of no use: they say what happened in next to no
// time.
//
// Errors: as [Team].
func EverybodyElsewhere(seed int64) *mlx.Dataset {
	_, _, _, scaler := team(seed)
	return experiments.Dataset(scaler.Apply(everybodyGBSG()))
}

// ShowTeams shows who the patients are: those of Rotterdam, for the five teams of a
// lesson's seed and for the test, and those of the other hospital, with how many were left
// out because it is not known what happened; below it the source and the licence.
func ShowTeams(lessonSeed int64) {
	all, other := rotterdam(), gbsg()
	forTeams, test := split(lessonSeed)
	t := helpers.NewTable(words.Text{"The patients", "患者"}.String(), "", words.Text{"patients", "人数"}.String(), words.Text{"left out", "除いた人数"}.String(),
		words.Text{"share with an event", "再発または死亡の割合"}.String(), words.Text{"share with cancer in nodes", "リンパ節転移ありの割合"}.String())
	row := func(name words.Text, set *data.Set, left string) {
		positive := set.Where("nodes", func(v float64) bool { return v > 0 })
		t.Row(name.String(), set.Len(), left, experiments.Mean(set.Y), float64(positive.Len())/float64(set.Len()))
	}
	row(words.Text{"Rotterdam", "Rotterdam"}, all, fmt.Sprint(data.Rotterdam(0.01).Len()-all.Len()))
	row(words.Text{"– for the five teams", "– 5 チーム分"}, forTeams, "")
	row(words.Text{"– for the test", "– テスト用"}, test, "")
	row(words.Text{"GBSG, the other hospital", "GBSG(別の病院)"}, other, fmt.Sprint(everybodyGBSG().Len()-other.Len()))
	t.Show()
	fmt.Println(other.Target, "|", other.Source, "|", other.Licence)
}
