package words

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
)

// A Language has all that the course says in one language. English stands in
// for the sentences that it lacks. README.md says how to add one.
type Language struct {
	Tag    string // "ja": its folder of notebooks, and the value of GOLESSONS_LANG
	Name   string // what its speakers call it: "日本語"
	Locale string // what JupyterLab calls it: "ja_JP"
	Date   string // a day and the time of day, as time.Time's Format has it

	// Count writes how many there are of an English noun whose plural ends in
	// s. A language whose sentences have the noun themselves writes n alone.
	Count func(n int, noun string) string

	// Sentences maps each English sentence to its translation, which has the
	// same verbs for the same arguments. If their order differs, the verbs
	// number their arguments: %[2]d.
	Sentences map[string]string

	Kernel Kernel
	Tests  Tests
}

// Tests has the words that the tests of the lessons look for.
type Tests struct {
	FileMenu, RunMenu string // in JupyterLab, by its language pack
	NoAdvice          string // what each lesson says it is not: "medical advice"
}

// Kernel has what the kernel says about a cell that failed
// (internal/kernel/explain). English has these sentences too, by the same names:
// the code there has Go's messages and not our sentences, and names each kind of
// mistake.
type Kernel struct {
	Line     string            // where, in the cell that was run: a number
	CellLine string            // where, in another cell: its number and the line's
	Colon    string            // what stands behind a place
	CalledAt string            // how a program came to a line: the places
	And      string            // between two places
	Verdicts map[string]string // what has become of the cell
	Folded   map[string]string // the label under which Go's message is folded
	Mistakes map[string]string // by the kind of mistake; with %[1]s and so on

	// MLX is what package mlx says of a mistake in a call, by the English
	// formats as in Sentences. A language of ours has it in mlxIn, and [In]
	// fills it in.
	MLX map[string]string
}

// languages lists all languages, in the order in which they are offered.
var languages = []*Language{&japanese, &english}

// mlxIn returns what package mlx says in l. Only In and Missing call it, which
// no cell does, so that the linker leaves these sentences out of cells.
func mlxIn(l *Language) map[string]string {
	switch l {
	case &japanese:
		return japaneseMLX()
	}
	return l.Kernel.MLX // of a language for tests
}

// All returns the languages, in the order in which they are offered.
func All() []*Language { return slices.Clone(languages) }

// Tags returns the tags of All.
func Tags() (tags []string) {
	for _, l := range languages {
		tags = append(tags, l.Tag)
	}
	return tags
}

// Find returns the language with the tag as it is, or nil.
func Find(tag string) *Language {
	for _, l := range languages {
		if l.Tag == tag {
			return l
		}
	}
	return nil
}

// In returns the language with the tag, with what it lacks in English. A
// language that is not there is all English, but for its tag and name.
func In(tag string) *Language {
	l := Find(tag)
	if l == nil {
		l = &Language{Tag: tag, Name: tag}
	}
	whole, _ := complete(l)
	return whole
}

// Missing names what a language lacks: Locale, Kernel.Verdicts["build"], and
// the sentences in quotes that another language has.
func Missing(l *Language) []string {
	_, missing := complete(l)
	return missing
}

// Add adds a language to the others until remove is called. It is for tests.
func Add(l *Language) (remove func()) {
	before := languages
	languages = append(All(), l)
	return func() { languages = before }
}

// complete returns l with the texts that it lacks filled in from English, and
// their names.
func complete(l *Language) (whole *Language, missing []string) {
	from := english
	from.Name = l.Tag
	from.Sentences, from.Kernel.MLX = map[string]string{}, map[string]string{}
	for _, other := range languages {
		for sentence := range other.Sentences {
			from.Sentences[sentence] = sentence
		}
		for sentence := range mlxIn(other) {
			from.Kernel.MLX[sentence] = sentence
		}
	}
	copied := *l
	copied.Kernel.MLX = mlxIn(l)
	var fill func(name string, into, from reflect.Value)
	fill = func(name string, into, from reflect.Value) {
		if texts, ok := into.Addr().Interface().(*map[string]string); ok {
			*texts = maps.Clone(*texts)
			if *texts == nil {
				*texts = map[string]string{}
			}
			for key, text := range from.Interface().(map[string]string) {
				if (*texts)[key] != "" {
					continue
				}
				(*texts)[key] = text
				if key == text && l == &english {
					continue
				}
				missing = append(missing, name+"["+strconv.Quote(key)+"]")
			}
			return
		}
		if into.Kind() == reflect.Struct {
			for i := range into.NumField() {
				fill(name+"."+into.Type().Field(i).Name, into.Field(i), from.Field(i))
			}
			return
		}
		if into.IsZero() {
			into.Set(from)
			missing = append(missing, name)
		}
	}
	fill("", reflect.ValueOf(&copied).Elem(), reflect.ValueOf(&from).Elem())
	for i, name := range missing {
		missing[i] = name[1:] // without the dot
	}
	slices.Sort(missing)
	return &copied, missing
}
