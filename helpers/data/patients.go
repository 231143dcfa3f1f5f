package data

// This file has the records of real patients, which are embedded files.

import (
	_ "embed"
	"math"
	"strconv"
	"strings"

	"golessons/internal/words"
)

//go:embed rotterdam.csv
var rotterdamFile string

//go:embed gbsg.csv
var gbsgFile string

//go:embed nafld1.csv
var nafldFile string

const (
	licence      = "LGPL ≥ 2 (R package survival 3.5-3, Terry Therneau; Debian r-cran-survival 3.5-3-1)"
	royston      = "Royston P, Altman DG. BMC Medical Research Methodology 2013;13:33"
	allen        = "Allen AM, Therneau TM, Larson JJ, et al. Hepatology 2018;67:1726-1736"
	daysInAYear  = 365.25
	missingValue = "NA"
)

// breastColumns are the features that Rotterdam and GBSG share.
var breastColumns = []string{"age", "meno", "size", "grade3", "nodes", "pgr", "er", "hormon"}

// Rotterdam returns women with primary breast cancer from the Rotterdam tumour bank.
// The target is 1 for a recurrence or death within the given years after
// surgery and 0 for neither; women who were followed for a shorter time without
// an event are left out. The features, the same as [GBSG]'s:
//
//   - age in years; meno 1 after the menopause
//   - size of the tumour: 0 up to 20 mm, 1 up to 50 mm, 2 above
//   - grade3: 1 for grade 3, 0 for a lower one
//   - nodes with cancer
//   - pgr, er: progesterone and oestrogen receptors in fmol/l
//   - hormon: 1 with hormonal treatment
func Rotterdam(years float64) *Set {
	s := &Set{
		Name: words.T("breast cancer patients of Rotterdam"), Columns: breastColumns,
		Target: within(years, words.T("recurrence or death")), Source: royston, Licence: licence,
	}
	size := map[string]float64{"<=20": 0, "20-50": 1, ">50": 2}
	each(rotterdamFile, func(field func(string) string) {
		event, days := field("recur") == "1", parse(field("rtime"))
		if !event {
			event, days = field("death") == "1", parse(field("dtime"))
		}
		s.add(years, event, days, []float64{
			parse(field("age")), parse(field("meno")), size[field("size")], truth(field("grade") == "3"),
			parse(field("nodes")), parse(field("pgr")), parse(field("er")), parse(field("hormon")),
		})
	})
	return s
}

// GBSG returns women with node-positive breast cancer from a trial of the German
// Breast Cancer Study Group: another hospital group than [Rotterdam], with the
// same features and the same target.
func GBSG(years float64) *Set {
	s := &Set{
		Name: words.T("breast cancer patients of the GBSG (Germany)"), Columns: breastColumns,
		Target: within(years, words.T("recurrence or death")), Source: royston, Licence: licence,
	}
	each(gbsgFile, func(field func(string) string) {
		size, mm := 0.0, parse(field("size"))
		switch {
		case mm > 50:
			size = 2
		case mm > 20:
			size = 1
		}
		s.add(years, field("status") == "1", parse(field("rfstime")), []float64{
			parse(field("age")), parse(field("meno")), size, truth(field("grade") == "3"),
			parse(field("nodes")), parse(field("pgr")), parse(field("er")), parse(field("hormon")),
		})
	})
	return s
}

// NAFLD returns adults from Olmsted County, with and without a fatty liver, whose
// body mass index is known. The target is 1 for a death within the given
// years and 0 for none; people who were followed for a shorter time are left
// out. The features are age in years, male 1 or 0, and bmi in kg/m².
func NAFLD(years float64) *Set {
	s := &Set{
		Name: words.T("people of Olmsted County"), Columns: []string{"age", "male", "bmi"},
		Target: within(years, words.T("death")), Source: allen, Licence: licence,
	}
	each(nafldFile, func(field func(string) string) {
		if bmi := field("bmi"); bmi != missingValue {
			s.add(years, field("status") == "1", parse(field("futime")), []float64{parse(field("age")), parse(field("male")), parse(bmi)})
		}
	})
	return s
}

// within returns the description of a target.
func within(years float64, what string) string {
	if !(years > 0) {
		mistake("years = %g, want more than 0", years)
	}
	return words.Sprintf("%[2]s within %[1]g years", years, what)
}

// add adds a patient, unless it is unknown what happened in the given years.
func (s *Set) add(years float64, event bool, days float64, row []float64) {
	limit := years * daysInAYear
	if event && days <= limit {
		s.X, s.Y = append(s.X, row), append(s.Y, 1)
	} else if days >= limit {
		s.X, s.Y = append(s.X, row), append(s.Y, 0)
	}
}

// truth returns 1 for true and 0 for false.
func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// each calls f for each row of an embedded file, with a function that returns the
// value of a column.
func each(file string, f func(field func(string) string)) {
	lines := strings.Split(strings.TrimSpace(file), "\n")
	at := map[string]int{}
	for i, name := range strings.Split(lines[0], ",") {
		at[name] = i
	}
	for _, line := range lines[1:] {
		fields := strings.Split(line, ",")
		f(func(name string) string { return fields[at[name]] })
	}
}

// parse returns a number of an embedded file. It would be NaN for other text, but
// a test checks that there is none.
func parse(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}
