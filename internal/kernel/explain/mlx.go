package explain

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// What begins a sentence of package mlx's errors: "mlx: Dropout: p = 1.5, want
// 0 ≤ p ≤ 1", which is where, and what is wrong there.
const ofMLX = "mlx: "

// mlx returns a sentence of package mlx's errors in the learner's language, and
// any other text as it is. Where stays: it is a name. So does a sentence that
// has no translation.
func (w *spoken) mlx(said string) string {
	where, format, args := w.format(said)
	if format == "" {
		return said
	}
	all := make([]any, len(args))
	for i, arg := range args {
		if word := w.MLX[arg]; word != "" {
			arg = word
		}
		all[i] = arg
	}
	// The arguments are text here, whatever they were in mlx.
	translation := verb.ReplaceAllStringFunc(w.MLX[format], func(v string) string {
		if v == "%%" {
			return v
		}
		return "%" + verb.FindStringSubmatch(v)[1] + "s"
	})
	return where + fmt.Sprintf(translation, all...)
}

// format finds what mlx has written a sentence with: the format with the most
// text of its own that fits what stands behind one of the colons. (Where may
// have a colon in it, and so may a format.) Of two with as much, it is the later,
// which leaves less to an argument. The format is "" when none fits.
func (w *spoken) format(said string) (where, format string, args []string) {
	if !strings.HasPrefix(said, ofMLX) {
		return "", "", nil
	}
	formats := slices.Sorted(maps.Keys(w.MLX))
	most := 0
	for begin := len(ofMLX); ; {
		next := strings.Index(said[begin:], ": ")
		if next < 0 {
			return where, format, args
		}
		begin += next + len(": ")
		for _, f := range formats {
			text := len(verb.ReplaceAllString(f, ""))
			if text < most {
				continue
			}
			if m := pattern(f).FindStringSubmatch(said[begin:]); m != nil {
				most, where, format, args = text, said[:begin], f, m[1:]
			}
		}
	}
}

// verb is a verb of a format, with the number of its argument: %d, %.1[2]f.
var verb = regexp.MustCompile(`%[-+# 0-9.]*(\[\d+\])?[a-zA-Z%]`)

var patterns sync.Map // of *regexp.Regexp by the format

// pattern returns what matches the texts that a format makes, with its arguments.
func pattern(format string) *regexp.Regexp {
	if known, ok := patterns.Load(format); ok {
		return known.(*regexp.Regexp)
	}
	var b strings.Builder
	b.WriteString(`^`)
	end := 0
	for _, at := range verb.FindAllStringIndex(format, -1) {
		b.WriteString(regexp.QuoteMeta(format[end:at[0]]))
		end = at[1]
		switch format[end-1] {
		case '%':
			b.WriteString(`%`)
		case 'd':
			b.WriteString(`(-?\d+)`)
		case 'g':
			b.WriteString(`(-?\d[\d.]*(?:e[-+]\d+)?|[-+]Inf|NaN)`)
		case 'q': // of a name, or of several
			b.WriteString(`(\[?(?:"(?:[^"\\]|\\.)*" ?)*\]?)`)
		default:
			b.WriteString(`((?s:.+?))`)
		}
	}
	b.WriteString(regexp.QuoteMeta(format[end:]) + `$`)
	re := regexp.MustCompile(b.String())
	patterns.Store(format, re)
	return re
}
