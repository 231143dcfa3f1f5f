// Package explain tells a beginner, in the language of the lesson, why a cell
// failed: which line it is, and in a sentence what is wrong with it. Go's own
// message is folded under that.
//
// [Build] and [Ended] turn Go's messages about a program into a [Report], which
// is HTML for a notebook and text for everything else. kinds.go and trace.go
// find out what kind of mistake it is; package words has the sentence for each
// kind.
//
// It is copied into the kernel, GoNB (internal/gonb), together with package
// words, and so imports nothing else but the standard library.
package explain

import (
	"fmt"
	"os"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Line is a line of a cell. The zero Line belongs to no cell.
type Line struct {
	Cell   int // the number that stands at the cell's left
	Number int // from 1
}

// A Program is the program that the kernel has made from the cells.
type Program struct {
	Cell   int              // the cell that was run
	Cells  map[int][]string // the lines of the cells by their numbers
	Code   []string         // the lines of main.go
	Origin []Line           // where the lines of Code come from
	Test   bool             // it is run by go test
	// Unreached are names of declarations that Code was made without.
	Unreached []string
	// Folders returns the folders in which the package with the import path
	// may be; may be nil.
	Folders func(path string) []string
}

// A Report says why a cell failed. As an error it gives Go's own sentence, with
// the line.
type Report struct {
	Name    string // what Jupyter calls ename
	Value   string // one line, in Go's words
	Verdict string // one line, in the learner's: what has become of the cell

	language string
	items    []item
	folded   string // what Go said
	title    string // the words to unfold it by
}

// An item is one thing that is wrong.
type item struct {
	where    string // "line 2"
	sentence string // with code in backticks
	excerpt  []row
	from     string // how the program came there
}

// A row is a line of a cell. If from < to, these bytes of it are marked.
type row struct {
	number   int
	text     string
	wrong    bool
	from, to int
}

// Error returns what went wrong in Go's words, in one line.
func (r *Report) Error() string { return r.Value }

// Shows reports whether there is more to say than the verdict.
func (r *Report) Shows() bool { return len(r.items) > 0 || r.folded != "" }

// shown is how many mistakes are explained. Further ones mostly follow from the
// first, and Go's message has them.
const shown = 3

// Build explains what go said (or goimports, or the parser) when it could not
// build the program.
func Build(language string, p *Program, output string) *Report {
	w := wordsOf(language)
	r := &Report{Name: "CompileError", language: language, title: w.Folded["build"]}
	messages := p.messages(output)
	r.folded = p.folded(w, messages)
	var first Line
	said := map[string]bool{}
	// Leave out that a variable is not used if its name is only misspelt where it
	// is.
	for _, m := range messages {
		if f := p.find(&m); f.kind == "name near" {
			said["declared and not used: "+f.args[1]] = true
		}
	}
	for _, m := range messages {
		if m.note || said[m.text] && strings.HasPrefix(m.text, "declared and not used: ") {
			continue
		}
		f := p.find(&m)
		it, at := p.item(w, &m, f)
		if r.Value == "" {
			first = at
			r.Value = p.value(m.text, at)
		}
		// A name that is missing in line 2 is missing in line 3 too.
		if said[m.text] && strings.HasPrefix(m.text, "undefined: ") || said[it.where+it.sentence] {
			continue
		}
		said[m.text], said[it.where+it.sentence] = true, true
		r.items = append(r.items, it)
		if len(r.items) == shown || f.kind == "declare" {
			break
		}
	}
	if len(messages) == 0 {
		r.Value = firstLine(output)
		r.items = []item{{sentence: w.sentence("unknown", r.Value)}}
	}
	switch {
	case first == (Line{}):
		r.Verdict = w.Verdicts["build"]
	case first.Cell != p.Cell:
		r.Verdict = fmt.Sprintf(w.Verdicts["build elsewhere"], first.Cell, first.Number)
	default:
		r.Verdict = fmt.Sprintf(w.Verdicts["build line"], first.Number)
	}
	return r
}

// Command explains why a special command, such as %env, did not work.
func Command(language string, err error) *Report {
	w := wordsOf(language)
	value := strings.TrimSpace(strings.TrimPrefix(err.Error(), "executing special commands in cell: "))
	return &Report{Name: "CommandError", Value: value, Verdict: fmt.Sprintf(w.Verdicts["command"], value), language: language}
}

// NotHere returns the error for a special command that this kernel does not have.
func NotHere(language, command string) error {
	w := wordsOf(language)
	said := fmt.Sprintf(w.Verdicts["not here"], command)
	return &Report{Name: "CommandError", Value: command + " is not available in the lessons' kernel", Verdict: said, language: language}
}

// NotInBrowser returns the error for something that cells cannot do in a browser,
// and can on a computer where the course is set up.
func NotInBrowser(language, what string) error {
	said := fmt.Sprintf(wordsOf(language).Verdicts["not in browser"], what)
	return &Report{Name: "CommandError", Value: what + " is not possible in a browser", Verdict: said, language: language}
}

// Guard turns a panic of the kernel itself into an error. Call it with defer.
func Guard(language string, err *error) {
	if r := recover(); r != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", r, debug.Stack())
		said := fmt.Sprintf(wordsOf(language).Verdicts["kernel"], r)
		*err = &Report{Name: "KernelError", Value: fmt.Sprintf("the kernel failed: %v", r), Verdict: said, language: language}
	}
}

// value returns a text in one line, with its place.
func (p *Program) value(text string, at Line) string {
	switch {
	case at == (Line{}):
		return text
	case at.Cell != p.Cell:
		return fmt.Sprintf("cell [%d] line %d: %s", at.Cell, at.Number, text)
	}
	return fmt.Sprintf("line %d: %s", at.Number, text)
}

// A message is one of those that go or the parser prints.
type message struct {
	text    string // the first line, without the place
	details string // the lines after it, which are indented
	row     int    // of Code, from 0; -1 if it has no place there
	column  int    // in bytes, from 1; 0 if there is none
	note    bool   // it belongs to the one before
}

// all returns the message with its details, in one line.
func (m *message) all() string {
	return m.text + " " + strings.Join(strings.Fields(m.details), " ")
}

var (
	place   = regexp.MustCompile(`^\s*(\S*\.go):(\d+)(?::(\d+))?: (.*)$`)
	andMore = regexp.MustCompile(` \(and \d+ more errors?\)$`)
	mainGo  = regexp.MustCompile(`(?:^|/)main(?:_test)?\.go$`)
	folder  = regexp.MustCompile(` \(/\S*/src/\S+\)| \(declared at \S+\)`) // folders without the package, and places in main.go
	// These lines are about go itself, and not about the program.
	noise = regexp.MustCompile(`^(# .*|gonb_\w+|exit status \d+|failed to run .*|too many errors|WORK=.*|\s*)$`)
)

// messages reads output.
func (p *Program) messages(output string) []message {
	var all []message
	// The note that GoNB adds on go.work is of no use to a learner.
	output, _, _ = strings.Cut(output, "---------------\n")
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "go: gonb_") && strings.HasSuffix(line, " imports") {
			continue // what it imports stands in the next line
		}
		line = folder.ReplaceAllString(line, "")
		m := place.FindStringSubmatch(line)
		if m != nil && noise.MatchString(m[4]) {
			continue // too many errors
		}
		if m == nil {
			switch {
			case noise.MatchString(line):
			case len(all) > 0 && (strings.HasPrefix(line, "\t") || all[len(all)-1].row < 0 && !strings.HasPrefix(line, "go: ")):
				all[len(all)-1].details += line + "\n"
			default:
				all = append(all, message{text: strings.TrimSpace(line), row: -1})
			}
			continue
		}
		one := message{text: andMore.ReplaceAllString(m[4], ""), row: -1, note: strings.HasPrefix(line, "\t")}
		if mainGo.MatchString(m[1]) {
			n, _ := strconv.Atoi(m[2])
			one.row = n - 1
			one.column, _ = strconv.Atoi(m[3])
		} else if strings.Contains(m[1], "/") {
			one.text = m[1][strings.LastIndexByte(m[1], '/')+1:] + ":" + m[2] + ": " + one.text
		}
		all = append(all, one)
	}
	return all
}

// origin returns where a line of Code comes from.
func (p *Program) origin(row int) Line {
	if row < 0 || row >= len(p.Origin) || p.Origin[row].Number < 1 {
		return Line{}
	}
	at := p.Origin[row]
	if at.Number > len(p.Cells[at.Cell]) {
		return Line{}
	}
	return at
}

// before returns the last line, above a row of Code, that comes from the cell
// that was run.
func (p *Program) before(row int) Line {
	for row = min(row, len(p.Code)) - 1; row >= 0; row-- {
		if at := p.origin(row); at.Cell == p.Cell && at != (Line{}) && strings.TrimSpace(p.code(row)) != "" {
			return at
		}
	}
	return Line{}
}

func (p *Program) code(row int) string {
	if row < 0 || row >= len(p.Code) {
		return ""
	}
	return p.Code[row]
}

// folded returns Go's messages, with the lines of cells instead of those of
// main.go.
func (p *Program) folded(w *spoken, messages []message) string {
	var b strings.Builder
	for _, m := range messages {
		if m.note {
			b.WriteByte('\t')
		}
		if at := p.origin(m.row); at != (Line{}) {
			b.WriteString(w.where(p, at) + ": ")
		}
		b.WriteString(m.text + "\n" + m.details)
	}
	return strings.TrimRight(b.String(), "\n")
}

// item returns the explanation of a message of which f was found, and the line to
// blame.
func (p *Program) item(w *spoken, m *message, f found) (item, Line) {
	it := item{sentence: w.sentence(f.kind, f.args...)}
	at := p.origin(m.row)
	if f.at != (Line{}) {
		at = f.at
	}
	if at == (Line{}) {
		// The message is about a line that GoNB has added after the cell, so
		// something is missing at the cell's end.
		if at = p.before(m.row); at == (Line{}) {
			return it, at
		}
		it.where = w.where(p, at)
		from, to := lastRune(p.Cells[at.Cell][at.Number-1])
		it.excerpt = p.excerpt(at, from, to)
		return it, at
	}
	it.where = w.where(p, at)
	from, to := 0, 0
	if f.mark != "" {
		from = strings.Index(p.Cells[at.Cell][at.Number-1], f.mark)
		to = from + len(f.mark)
	} else if f.at == (Line{}) {
		from, to = p.span(at, m)
	}
	it.excerpt = p.excerpt(at, from, to)
	return it, at
}

// excerpt returns a line with those around it.
func (p *Program) excerpt(at Line, from, to int) []row {
	lines := p.Cells[at.Cell]
	var rows []row
	for n := max(at.Number-1, 1); n <= min(at.Number+1, len(lines)); n++ {
		text := strings.TrimRight(lines[n-1], " \t\r")
		if n != at.Number {
			if strings.TrimSpace(text) != "" {
				rows = append(rows, row{number: n, text: text})
			}
			continue
		}
		r := row{number: n, text: text, wrong: true}
		if 0 <= from && from < to && to <= len(text) {
			r.from, r.to = from, to
		}
		rows = append(rows, r)
	}
	return rows
}

var token = regexp.MustCompile("^(?:[\\pL_][\\pL\\pN_]*(?:\\.[\\pL_][\\pL\\pN_]*)*|[0-9][0-9.]*|\"(?:[^\"\\\\]|\\\\.)*\"?|`[^`]*`?|'[^']*'?|:=|\\+\\+|--|\\*\\*|&&|\\|\\||[=!<>]=|.)")

// span returns which bytes of the cell's line to mark: the word at the
// message's column. It searches for the word, because main.go's line may differ
// from the cell's (GoNB writes `var x int` anew).
func (p *Program) span(at Line, m *message) (from, to int) {
	code, line := p.code(m.row), p.Cells[at.Cell][at.Number-1]
	i := m.column - 1
	if m.column == 0 || i > len(code) {
		return 0, 0
	}
	if strings.HasPrefix(m.text, "missing ',' before newline") || strings.HasPrefix(m.text, "unexpected newline") || i >= len(code) {
		// Something is missing at the end of the line.
		return lastRune(line)
	}
	word := token.FindString(code[i:])
	if word == "" {
		return 0, 0
	}
	// For x.member the column points at the member.
	if j := strings.IndexByte(word, '.'); j > 0 && i > 0 && code[i-1] == '.' {
		word = word[:j]
	}
	if strings.HasPrefix(m.text, "undefined: ") {
		if name := firstWord(m.text[len("undefined: "):]); !strings.Contains(name, ".") {
			word = name
		} else if j := strings.LastIndexByte(name, '.'); strings.HasPrefix(code[i:], name[j+1:]) {
			word = name[j+1:]
		}
	}
	if code == line {
		return i, i + len(word)
	}
	if j := strings.Index(line, strings.TrimSpace(code)); j >= 0 {
		j += i - (len(code) - len(strings.TrimLeft(code, " \t")))
		if j >= 0 && j+len(word) <= len(line) {
			return j, j + len(word)
		}
	}
	if j := strings.Index(line, word); j >= 0 {
		return j, j + len(word)
	}
	return 0, 0
}

func lastRune(line string) (from, to int) {
	line = strings.TrimRight(line, " \t\r")
	_, n := utf8.DecodeLastRuneInString(line)
	return len(line) - n, len(line)
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

func firstLine(s string) string {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && !noise.MatchString(line) {
			return line
		}
	}
	return strings.TrimSpace(s)
}
