package figure

import (
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"golessons/helpers/internal/display"
	"golessons/internal/words"
)

// Live is a learning curve that grows while the cell runs, with a bar that shows
// how far it is and how long it will take. It is drawn anew at most ten times a
// second and leaves one figure, without the bar.
//
//	live := figure.NewLive("learning curve", epochs, "training", "validation")
//	defer live.Done()
//	for range epochs {
//		…
//		live.Step(trainLoss, validationLoss)
//	}
//
// The last step leaves the figure. If the program stops earlier, Done leaves the
// figure as far as it got, also after a panic, and so does an interrupt. Outside
// a notebook a line is printed for every tenth of the way.
type Live struct {
	mu      sync.Mutex
	title   string
	total   int // steps
	names   []string
	values  [][]float64 // of each line
	xLabel  string
	yLabel  string
	logY    bool
	mark    string // the note at the lowest point; "" for none
	id      string // of the output that is drawn anew
	started time.Time
	drawn   time.Time
	now     func() time.Time // time.Now, but for tests
	stop    chan os.Signal
	done    bool
	problem string // the first mistake
}

// updateEvery is the shortest time between two drawings.
const updateEvery = 100 * time.Millisecond

// NewLive returns a learning curve of total steps, with a line for each name.
func NewLive(title string, total int, names ...string) *Live {
	l := &Live{title: title, total: total, names: names, values: make([][]float64, len(names)), now: time.Now, id: display.NewID(),
		xLabel: words.T("epoch"), yLabel: words.T("loss")}
	if total < 1 || len(names) == 0 {
		l.problem = words.Sprintf("“%s” needs at least one step and the name of a line", title)
		fmt.Println(l.problem)
		return l
	}
	l.started = l.now()
	l.stop = make(chan os.Signal, 1)
	signal.Notify(l.stop, os.Interrupt)
	go l.onInterrupt(l.stop)
	return l
}

// onInterrupt waits for an interrupt, leaves the figure as far as it got, and
// ends the program as an interrupt does.
func (l *Live) onInterrupt(stop <-chan os.Signal) {
	if _, interrupted := <-stop; !interrupted {
		return
	}
	l.mu.Lock() // without an Unlock: nothing may draw any more
	l.finish(words.Sprintf(" (interrupted at %d of %d)", l.steps(), l.total))
	signal.Reset(os.Interrupt)
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		p.Signal(syscall.SIGINT)
	}
}

// Labels names the axes, which are the epoch and the loss otherwise.
func (l *Live) Labels(x, y string) *Live {
	l.xLabel, l.yLabel = x, y
	return l
}

// LogY makes the vertical axis logarithmic.
func (l *Live) LogY() *Live {
	l.logY = true
	return l
}

// MarkLowest marks the lowest point of the last line with a note.
func (l *Live) MarkLowest(note string) *Live {
	l.mark = note
	return l
}

// Step adds the values of a step, one for each line. With too few or too many
// the curve ends, a sentence says so, and the cell goes on. Steps after the last
// are not shown.
func (l *Live) Step(values ...float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done || l.problem != "" {
		return
	}
	if len(values) != len(l.names) {
		l.problem = words.Sprintf("“%s” has %s, but Step got %s", l.title, words.Count(len(l.names), "line"), words.Count(len(values), "value"))
		l.finish("")
		fmt.Println(l.problem)
		return
	}
	for i, v := range values {
		l.values[i] = append(l.values[i], v)
	}
	if !display.InNotebook() {
		l.print()
	}
	if l.steps() == l.total {
		l.finish("")
		return
	}
	if now := l.now(); display.InNotebook() && now.Sub(l.drawn) >= updateEvery {
		l.drawn = now
		bar := barred{l.figure(""), l.share(), l.timeLeft(now)}
		if svg, err := renderSVG(bar); err == nil {
			display.Update(l.id, display.Output{SVG: svg, Text: fmt.Sprintf("%s %d/%d", l.title, l.steps(), l.total)})
		}
	}
}

// Done leaves the figure if the last step was not reached. Call it with defer; it
// may be called twice.
func (l *Live) Done() {
	l.mu.Lock()
	defer l.mu.Unlock()
	left := ""
	if l.steps() < l.total {
		left = words.Sprintf(" (ended at %d of %d)", l.steps(), l.total)
	}
	l.finish(left)
}

// finish draws the figure that stays, once, with a remark in its title.
func (l *Live) finish(remark string) {
	if l.done {
		return
	}
	l.done = true
	if l.stop != nil {
		signal.Stop(l.stop)
		close(l.stop)
	}
	if l.steps() == 0 || !display.InNotebook() {
		return
	}
	f := l.figure(remark)
	svg, err := f.SVG()
	if err != nil {
		display.Update(l.id, display.Output{Text: err.Error()})
		return
	}
	png, _ := f.PNG()
	display.Update(l.id, display.Output{SVG: svg, PNG: png, Text: f.Text(), Width: int(f.Width), Height: int(f.Height)})
	sayBoxes(f)
}

// steps returns how many steps there were.
func (l *Live) steps() int {
	if len(l.values) == 0 {
		return 0
	}
	return len(l.values[0])
}

func (l *Live) share() float64 { return float64(l.steps()) / float64(l.total) }

// timeLeft returns how long the steps that are left will take at the speed so far.
func (l *Live) timeLeft(now time.Time) time.Duration {
	if l.steps() == 0 {
		return 0
	}
	left := float64(now.Sub(l.started)) / float64(l.steps()) * float64(l.total-l.steps())
	return time.Duration(min(max(left, 0), float64(99*time.Hour)))
}

// figure returns the curve so far, with a remark in its title.
func (l *Live) figure(remark string) *Figure {
	f := New(l.title+remark, l.xLabel, l.yLabel).XRange(0, float64(max(l.total, l.steps())))
	f.scales.LogY = l.logY
	for i, name := range l.names {
		f.Curve(name, l.values[i])
	}
	if l.mark != "" {
		last := l.values[len(l.values)-1]
		f.MarkLowest(count(len(last)), last, l.mark)
	}
	return f
}

// print prints a line at the first step and at every tenth of the way.
func (l *Live) print() {
	n := l.steps()
	if n != 1 && n != l.total && n*10/l.total == (n-1)*10/l.total {
		return
	}
	parts := make([]string, len(l.names))
	for i, name := range l.names {
		parts[i] = name + " " + num(l.values[i][n-1])
	}
	fmt.Printf("%s %d/%d  %s\n", l.title, n, l.total, strings.Join(parts, "  "))
}

// barred is a figure with a progress bar under it.
type barred struct {
	*Figure
	share float64
	left  time.Duration
}

func (b barred) draw(c draw.Canvas) {
	card(c)
	c = draw.Crop(c, 14, -18, 12, -12)
	text := words.Sprintf("%d%%  about %s left", int(b.share*100), seconds(b.left))
	s := style(tickSize, faint, atRight, middle)
	c.FillText(s, vg.Point{X: c.Max.X, Y: c.Min.Y + 6}, text)
	box := vg.Rectangle{Min: vg.Point{X: c.Min.X + 2, Y: c.Min.Y + 2}, Max: vg.Point{X: c.Max.X - 150, Y: c.Min.Y + 10}}
	c.SetColor(gridInk)
	c.Fill(box.Path())
	box.Max.X = box.Min.X + box.Size().X*vg.Length(b.share)
	c.SetColor(colours[0])
	c.Fill(box.Path())
	c.Min.Y += 22
	b.drawInside(c)
}

// seconds writes a duration in minutes and seconds.
func seconds(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	if s < 90 {
		return words.Sprintf("%d s", s)
	}
	return words.Sprintf("%d min %d s", s/60, s%60)
}
