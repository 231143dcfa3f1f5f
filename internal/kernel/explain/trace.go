package explain

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Stderr passes on what a program writes to its standard error and keeps back
// the trace with which Go ends a program, for [Ended] to explain.
type Stderr struct {
	w       io.Writer
	line    []byte // of which more may come
	passing bool   // the rest of the line is passed on
	held    bytes.Buffer
	holding bool
	since   time.Time // of holding
}

// NewStderr returns a Stderr that passes on to w.
func NewStderr(w io.Writer) *Stderr { return &Stderr{w: w} }

// beginnings are the texts with which a trace may begin.
var beginnings = []string{"panic: ", "fatal error: ", "runtime: goroutine stack exceeds", "runtime: out of memory", "unexpected fault address", "SIGQUIT: "}

// most is how much of a text that looks like a trace is kept back, and longest
// for how long if no goroutine is in it. A program that goes on writing after
// its own "panic: " is not ending.
const (
	most    = 1 << 20
	longest = 2 * time.Second
)

// usage matches the first line of package flag's help, which names the program's
// file.
var usage = regexp.MustCompile(`^Usage of \S*/gonb_\w+:`)

// Write never fails.
func (s *Stderr) Write(data []byte) (int, error) {
	n := len(data)
	for len(data) > 0 {
		if s.holding {
			if time.Since(s.since) < longest || goroutine.Match(s.held.Bytes()) {
				s.held.Write(data)
				if s.held.Len() > most {
					s.Release()
				}
				return n, nil
			}
			whole := bytes.HasSuffix(s.held.Bytes(), []byte("\n"))
			s.Release()
			s.passing = !whole
		}
		end := bytes.IndexByte(data, '\n') + 1
		if end == 0 {
			end = len(data)
		}
		s.line = append(s.line, data[:end]...)
		data = data[end:]
		ended := s.line[len(s.line)-1] == '\n'
		if !s.passing {
			undecided := false
			for _, b := range beginnings {
				s.holding = s.holding || bytes.HasPrefix(s.line, []byte(b))
				undecided = undecided || !ended && strings.HasPrefix(b, string(s.line))
			}
			if s.holding {
				s.since = time.Now()
				s.held.Write(s.line)
				s.line = nil
				continue
			}
			if undecided {
				continue
			}
		}
		s.w.Write(usage.ReplaceAll(s.line, []byte("Usage:")))
		s.line, s.passing = s.line[:0], !ended
	}
	return n, nil
}

// Held returns the text that was kept back.
func (s *Stderr) Held() string { return s.held.String() + string(s.line) }

// Release passes on the text that was kept back, and everything from here on.
func (s *Stderr) Release() {
	if text := s.Held(); text != "" {
		io.WriteString(s.w, text)
	}
	s.held.Reset()
	s.line, s.holding, s.passing = nil, false, true
}

// runtimes are the functions of Go that a program ends in.
var runtimes = regexp.MustCompile(`^(panic\(|runtime\.|internal/runtime/|testing\.)`)

var (
	goroutine = regexp.MustCompile(`(?m)^goroutine \d+ (?:gp=\S+ )?(?:m=\S+ (?:mp=\S+ )?)?\[([^\]]*)\]:$`)
	cellFrame = regexp.MustCompile(`(?m)^\t\S*/main(_test)?\.go:\d`)
	frame     = regexp.MustCompile(`^\t(\S+\.go):(\d+)(?: .*)?$`)
)

// Ended explains why the program ended: held is the trace that it left (see
// [Stderr]), how is the system's word for it ("exit status 2", "signal: killed").
// It also reports whether held is what the report explains.
func Ended(language string, p *Program, held, how string, interrupted bool) (r *Report, explained bool) {
	w := wordsOf(language)
	r = &Report{Name: "ExitError", Value: how, language: language, title: w.Folded["trace"]}
	switch {
	case interrupted:
		r.Name, r.Value, r.Verdict = "Interrupted", "interrupted", w.Verdicts["interrupted"]
		return r, true
	case how == "signal: killed":
		r.Value, r.Verdict = "out of memory: the system has killed the program", w.Verdicts["killed"]
		return r, false
	case how == "browser: memory":
		r.Value, r.Verdict = "out of memory: the browser has ended the program", w.Verdicts["browser memory"]
		return r, false
	case how == "browser: stdin":
		r.Value, r.Verdict = "the program wanted to read what is typed", w.Verdicts["browser stdin"]
		return r, false
	case how == "browser: stack": // which tells no lines
		r.Name, r.Value, r.Verdict = "Panic", "stack overflow", w.Verdicts["stopped"]
		r.items = []item{{sentence: w.sentence("recursion")}}
		return r, false
	case strings.HasPrefix(how, "browser: "):
		r.Value = strings.TrimPrefix(how, "browser: ")
		r.Verdict, r.items = w.Verdicts["stopped"], []item{{sentence: w.sentence("unknown", r.Value)}}
		return r, false
	}
	start := goroutine.FindStringIndex(held)
	if start == nil {
		r.exited(w, p, how)
		return r, false
	}
	message, trace := held[:start[0]], held[start[0]:]
	r.Name = "Panic"
	first, lines := p.frames(trace)
	kind, args, value := p.ending(message, first)
	r.Value = value
	for i := range args { // one may be a sentence of mlx's
		args[i] = w.mlx(args[i])
	}
	if kind == "recursion" && len(lines) > 1 {
		lines = slices.Compact(lines)[1:] // the first is where the function begins
	}
	it := item{sentence: w.sentence(kind, args...)}
	if len(lines) > 0 {
		it.where = w.where(p, lines[0])
		it.excerpt = p.excerpt(lines[0], 0, 0)
		r.Value = p.value(value, lines[0])
		// If a function calls itself, the first call is of interest.
		if from := slices.Compact(lines[1:]); len(from) > 0 && from[len(from)-1] != lines[0] {
			if len(from) > 3 {
				from = from[len(from)-1:]
			}
			var places []string
			for _, at := range from {
				places = append(places, w.where(p, at))
			}
			it.from = fmt.Sprintf(w.CalledAt, strings.Join(places, w.And))
		}
		r.Verdict = fmt.Sprintf(w.Verdicts["stopped line"], it.where)
	} else {
		r.Verdict = w.Verdicts["stopped"]
	}
	r.items = []item{it}
	r.folded = strings.TrimSpace(strings.TrimSpace(clean(message)) + "\n\n" + p.trace(w, trace))
	return r, true
}

// exited fills in the report on a program that has ended itself, or on a test
// that has failed.
func (r *Report) exited(w *spoken, p *Program, how string) {
	code := strings.TrimPrefix(how, "exit status ")
	if p.Test {
		r.Value, r.Verdict = "a test failed", w.Verdicts["test"]
		return
	}
	fatal, exit := slices.ContainsFunc(p.Code, logFatal.MatchString), slices.ContainsFunc(p.Code, osExit.MatchString)
	kind, found := "os.Exit", osExit
	if fatal && code == "1" {
		kind, found = "log.Fatal", logFatal
	}
	if slices.ContainsFunc(p.Code, found.MatchString) {
		var at []string
		for i, line := range p.Code {
			if o := p.origin(i); o != (Line{}) && found.MatchString(line) {
				at = append(at, w.where(p, o))
			}
		}
		if kind == "os.Exit" {
			kind = fmt.Sprintf("os.Exit(%s)", code)
		}
		r.Value = "the program ended itself: " + kind
		r.Verdict = fmt.Sprintf(w.Verdicts["exit"], kind)
		switch {
		case fatal && exit && code == "1": // which of them it was is not known
			r.Value += " or os.Exit(1)"
			r.Verdict = fmt.Sprintf(w.Verdicts["exit"], kind+" / os.Exit(1)")
		case len(at) == 1:
			r.Verdict = fmt.Sprintf(w.Verdicts["exit line"], kind, at[0])
		}
		return
	}
	r.Value = "the program ended itself with code " + code
	r.Verdict = w.Verdicts["ended"]
	if strings.HasPrefix(how, "signal: ") {
		r.Value, r.Verdict = how, w.Verdicts["stopped"]
	}
}

var (
	logFatal = regexp.MustCompile(`\blog\.Fatal(f|ln)?\(`)
	osExit   = regexp.MustCompile(`\bos\.Exit\(`)
)

// frames returns, from the trace's first goroutine, the first function that is
// not the runtime's, and the lines of cells, the innermost first.
func (p *Program) frames(trace string) (first string, lines []Line) {
	function := ""
	for line := range strings.Lines(trace) {
		line = strings.TrimRight(line, "\n")
		if line == "" {
			break
		}
		m := frame.FindStringSubmatch(line)
		if m == nil {
			function = line
			continue
		}
		if first == "" && !runtimes.MatchString(function) {
			first = testProgram.ReplaceAllString(function, "main.")
		}
		if n, _ := strconv.Atoi(m[2]); mainGo.MatchString(m[1]) {
			if at := p.origin(n - 1); at != (Line{}) && !strings.HasPrefix(function, "created by ") {
				lines = append(lines, at)
			}
		}
	}
	return first, lines
}

// endings are the messages with which Go ends a program.
var endings = []struct {
	re   *regexp.Regexp
	kind string
}{
	{regexp.MustCompile(`^runtime error: index out of range \[(-\d+)\]`), "index below"},
	{regexp.MustCompile(`^runtime error: index out of range \[(\d+)\] with length (\d+)`), "index above"},
	{regexp.MustCompile(`^runtime error: slice bounds out of range \[(-?[^\]]*)\] with (?:capacity|length) (\d+)`), "slice bounds"},
	{regexp.MustCompile(`^runtime error: slice bounds out of range \[:?(-\d+):?`), "index below"},
	{regexp.MustCompile(`^runtime error: slice bounds out of range \[:?(\d+):(\d+)`), "slice order"},
	{regexp.MustCompile(`^runtime error: makeslice: (?:len|cap) out of range`), "make"},
	{regexp.MustCompile(`^runtime error: integer divide by zero`), "divide"},
	{regexp.MustCompile(`^runtime error: invalid memory address or nil pointer dereference`), "nil pointer"},
	{regexp.MustCompile(`^assignment to entry in nil map`), "nil map"},
	{regexp.MustCompile(`^interface conversion: (?:interface \{.*\}|\S+) is (\S+), not (\S+)`), "assertion"},
	{regexp.MustCompile(`^all goroutines are asleep - deadlock!`), "deadlock"},
	{regexp.MustCompile(`^stack overflow`), "recursion"},
	{regexp.MustCompile(`^(?:runtime: )?(?:out of memory|cannot allocate memory)`), "memory"},
	{regexp.MustCompile(`^(send on|close of) closed channel`), "closed channel"},
	{regexp.MustCompile(`^concurrent map`), "concurrent map"},
	{regexp.MustCompile(`^sync: negative WaitGroup counter`), "wait group"},
}

// ending returns the kind of a trace's message with the arguments of its
// sentence, and the message in one line. innermost is the function that has
// ended the program.
func (p *Program) ending(message, innermost string) (kind string, args []string, value string) {
	said := ""
	fatal := false
	for line := range strings.Lines(message) {
		if rest, ok := strings.CutPrefix(line, "fatal error: "); ok {
			said, fatal = rest, true
			break
		}
		if rest, ok := strings.CutPrefix(line, "panic: "); ok {
			// A message of several lines goes on with a tab before each.
			_, all, _ := strings.Cut(message, "panic: ")
			said = rest
			if more := clean(all); strings.HasPrefix(more, strings.TrimSpace(rest)) {
				said = more
			}
			break
		}
	}
	said = strings.TrimSpace(clean(said))
	one := firstLine(said)
	for _, e := range endings {
		if m := e.re.FindStringSubmatch(said); m != nil {
			if !fatal && e.kind != "recursion" {
				one = "panic: " + one
			}
			return e.kind, m[1:], one
		}
	}
	// The course's own packages panic with a sentence on what is wrong with a
	// call.
	if strings.HasPrefix(innermost, "golessons/") {
		return "own sentence", []string{said}, one
	}
	if fatal {
		return "unknown", []string{one}, one
	}
	if strings.HasPrefix(said, "runtime error: ") || strings.HasPrefix(said, "interface conversion: ") {
		return "panic", []string{quoted(said)}, "panic: " + one // by Go itself
	}
	if strings.HasPrefix(innermost, "main.") || strings.HasPrefix(innermost, "log.Panic") {
		return "own panic", []string{quoted(said)}, "panic: " + one
	}
	return "panic", []string{quoted(said)}, "panic: " + one
}

// quoted returns the value of a panic, without the text that Go writes around it.
func quoted(said string) string {
	if m := regexp.MustCompile(`^\w+\.\w+\("(.*)"\)$`).FindStringSubmatch(said); m != nil {
		said = m[1]
	}
	return strings.ReplaceAll(said, "`", "'")
}

var (
	signalLine = regexp.MustCompile(`(?m)^\[signal .*\n?`)
	recovered  = regexp.MustCompile(` \[recovered(?:, repanicked)?\]`)
	addresses  = regexp.MustCompile(`(?m)^runtime: (?:sp=|goroutine stack exceeds).*\n?`)
)

// clean returns a message without the parts that only Go's own developers need.
func clean(message string) string {
	message = signalLine.ReplaceAllString(message, "")
	message = addresses.ReplaceAllString(message, "")
	message, _, _ = strings.Cut(message, "\nruntime stack:")
	return strings.TrimSpace(recovered.ReplaceAllString(message, ""))
}

// traceFrames is how many calls of a trace are kept.
const traceFrames = 30

var (
	arguments   = regexp.MustCompile(`\((?:0x[0-9a-f]|\{|\.\.\.|[0-9]).*\)$|\(\)$|\(\.\.\.\)$`)
	testProgram = regexp.MustCompile(`\bgonb_\w+\.`)
	stack       = regexp.MustCompile(` gp=\S+ m=\S+( mp=\S+)?`)
)

// trace returns a trace with the lines of cells, without addresses, and with
// files named after their packages.
func (p *Program) trace(w *spoken, trace string) string {
	var b strings.Builder
	// Of the goroutines only the one that ended and those of the cells' code
	// are of interest.
	parts := strings.Split(trace, "\n\n")
	kept := parts[:1]
	for _, part := range parts[1:] {
		if goroutine.MatchString(part) && cellFrame.MatchString(part) {
			kept = append(kept, part)
		}
	}
	function, last, n := "", "", 0
	for line := range strings.Lines(strings.Join(kept, "\n\n")) {
		line = strings.TrimRight(line, "\n")
		m := frame.FindStringSubmatch(line)
		if m == nil {
			function = arguments.ReplaceAllString(stack.ReplaceAllString(line, ""), "")
			function = testProgram.ReplaceAllString(function, "main.")
			if function == "" || strings.HasPrefix(function, "goroutine ") {
				b.WriteString(function + "\n")
			}
			continue
		}
		at := packageOf(function) + m[1][strings.LastIndexByte(m[1], '/')+1:] + ":" + m[2]
		row, _ := strconv.Atoi(m[2])
		if o := p.origin(row - 1); mainGo.MatchString(m[1]) && o != (Line{}) {
			at = w.where(p, o)
		}
		if at = function + "\n\t" + at + "\n"; at == last {
			continue // a function that calls itself
		}
		if n++; n > traceFrames {
			b.WriteString("…\n")
			break
		}
		b.WriteString(at)
		last = at
	}
	return strings.TrimSpace(b.String())
}

// packageOf returns the path of a function's package, with a slash at its end.
func packageOf(function string) string {
	function = strings.TrimPrefix(function, "created by ")
	slash := strings.LastIndexByte(function, '/')
	if dot := strings.IndexByte(function[slash+1:], '.'); dot >= 0 {
		function = function[:slash+1+dot]
	}
	if function == "panic" {
		return "runtime/"
	}
	if function == "main" || strings.HasPrefix(function, "goroutine ") {
		return ""
	}
	return function + "/"
}
