package goimports

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
)

// A List is the packages that may be imported, with what they export.
type List struct {
	byName map[string][]entry // by the packages' names, the likeliest first
	byPath map[string]string  // the names by the packages' paths
}

// An entry is a package.
type entry struct {
	path    string
	exports string // the names with a space before and behind each
}

// Read reads a list. Each line of it is a package: its path, its name, and the
// names that it exports, with spaces between them.
func Read(text string) *List {
	l := &List{byName: map[string][]entry{}, byPath: map[string]string{}}
	for line := range strings.Lines(text) {
		path, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		name, exports, _ := strings.Cut(rest, " ")
		l.byName[name] = append(l.byName[name], entry{path, " " + exports + " "})
		l.byPath[path] = name
	}
	for _, entries := range l.byName {
		slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(rank(a.path), rank(b.path)) })
	}
	return l
}

// rank orders packages of one name as goimports does: Go's own, then the course's,
// then others, the shorter path first.
func rank(path string) int {
	first, _, _ := strings.Cut(path, "/")
	switch {
	case path == "crypto/rand": // goimports prefers it, and the newer of math/rand's two
		return 0
	case path == "math/rand/v2":
		return 1
	case first == "golessons":
		return 1000 + len(path)
	case strings.Contains(first, "."):
		return 2000 + len(path)
	}
	return 2 + len(path)
}

// find returns the package of a name that exports all these names; "" if there is
// none.
func (l *List) find(name string, exports map[string]bool) string {
	for _, e := range l.byName[name] {
		all := true
		for export := range exports {
			all = all && strings.Contains(e.exports, " "+export+" ")
		}
		if all {
			return e.path
		}
	}
	return ""
}

// Paths returns the packages' paths.
func (l *List) Paths() []string { return slices.Collect(maps.Keys(l.byPath)) }

// name returns the name of a package, which is guessed if it is not in the list.
func (l *List) name(path string) string {
	if name, ok := l.byPath[path]; ok {
		return name
	}
	return AssumedName(path)
}

// Packages is the list of the packages that this kernel was built with; who builds
// it writes it into a file of its own (internal/lite).
var Packages string

// Known reads that list, once.
var Known = sync.OnceValue(func() *List { return Read(Packages) })
