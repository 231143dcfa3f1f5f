package figure

import (
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"

	"golessons/helpers/internal/display"
	"golessons/internal/words"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Live is a learning curve that grows while the cell runs, with a bar that says
// how far it is and how long it will take. It changes in place, at most ten
// times a second, and leaves one figure without the bar.
//
//	live := figure.NewLive("learning curve", epochs, "training", "validation")
//	defer live.Done()
//	for range epochs {
//		…
//		live.Step(trainLoss, validationLoss)
//	}
//
// The last step leaves the figure; before it Done, also after a panic, and
// Interrupt leave the figure of what was reached. Without a notebook it prints a
// line for every tenth of the way.
type Live struct {
	mu      sync.Mutex
	title   string
	total   int
	names   []string
	values  [][]float64
	xLabel  string
	yLabel  string
	logY    bool
	mark    string
	id      string
	started time.Time
	drawn   time.Time
	now     func() time.Time
	stop    chan os.Signal
	done    bool
	problem string
}

// updateEvery is the shortest time between two pictures.
const updateEvery = 100 * time.Millisecond

// NewLive starts a learning curve of total steps, with a line for each name.
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

// onInterrupt leaves a clean figure and ends the program as if nobody had
// waited for the signal.
func (l *Live) onInterrupt(stop <-chan os.Signal) {
	if _, interrupted := <-stop; !interrupted {
		return
	}
	l.mu.Lock() // and never give it back: nothing may draw after this
	l.finish(words.Sprintf(" (interrupted at %d of %d)", l.steps(), l.total))
	signal.Reset(os.Interrupt)
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		p.Signal(syscall.SIGINT)
	}
}

// Labels names the axes of a curve that is not of a loss over epochs, such as
// one over settings that are tried.
func (l *Live) Labels(x, y string) *Live {
	l.xLabel, l.yLabel = x, y
	return l
}

// LogY makes the vertical axis logarithmic.
func (l *Live) LogY() *Live {
	l.logY = true
	return l
}

// MarkLowest marks the lowest point of the last line in the final figure.
func (l *Live) MarkLowest(note string) *Live {
	l.mark = note
	return l
}

// Step reports one step's values, one for each line. Too few or too many end
// the curve with a sentence, and the cell goes on. Steps beyond the last are
// not shown.
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

// Done leaves the final figure where the last step was not reached, so call it
// with defer. It may be called twice.
func (l *Live) Done() {
	l.mu.Lock()
	defer l.mu.Unlock()
	left := ""
	if l.steps() < l.total {
		left = words.Sprintf(" (ended at %d of %d)", l.steps(), l.total)
	}
	l.finish(left)
}

// finish draws the figure that stays.
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

func (l *Live) steps() int {
	if len(l.values) == 0 {
		return 0
	}
	return len(l.values[0])
}

func (l *Live) share() float64 { return float64(l.steps()) / float64(l.total) }

func (l *Live) timeLeft(now time.Time) time.Duration {
	if l.steps() == 0 {
		return 0
	}
	left := float64(now.Sub(l.started)) / float64(l.steps()) * float64(l.total-l.steps())
	return time.Duration(min(max(left, 0), float64(99*time.Hour)))
}

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

// print writes a line for the first step and for every tenth of the way.
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

func seconds(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	if s < 90 {
		return words.Sprintf("%d s", s)
	}
	return words.Sprintf("%d min %d s", s/60, s%60)
}
