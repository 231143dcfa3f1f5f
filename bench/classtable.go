//go:build unix

package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
)

// A row has the measurements of one quantity, in each situation.
type row struct{ alone, thinking, atOnce []float64 }

// A column is a situation in which learners are measured.
type column int

const (
	alone column = iota
	thinking
	atOnce
)

// add puts a measurement into the row called name, and makes the row for its
// first one.
func (r *run) add(name string, c column, value float64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rows[name] == nil {
		r.rows[name] = &row{}
		r.order = append(r.order, name)
	}
	of := r.rows[name]
	switch c {
	case alone:
		of.alone = append(of.alone, value)
	case thinking:
		of.thinking = append(of.thinking, value)
	case atOnce:
		of.atOnce = append(of.atOnce, value)
	}
}

// The names of the rows.
const (
	rowServer  = "server ready, s"
	rowOpen    = "lesson opened, s"
	rowFirst   = "first cell, s"
	rowWarm    = "the lesson's other cells, s"
	rowSame    = "the same warm cell, s"
	rowStart   = "CPU before the first cell, s"
	rowCell    = "CPU a cell, s"
	rowIdle    = "memory before the first cell, MB"
	rowWorking = "memory at most, MB"
	rowHome    = "home folder, MB"
	rowRun     = "runtime folder, MB"
	rowFiles   = "own files in the build cache"
)

// print prints the table and the failures, which are an error.
func (r *run) print(w *os.File) error {
	load, _ := os.ReadFile("/proc/loadavg")
	fmt.Fprintf(w, "%d learners, %d cells each, %s to think on average, %d cores (load at the end: %s)\n\n",
		len(r.class), len(r.cells), r.think, runtime.NumCPU(), strings.Join(strings.Fields(string(load))[:3], " "))
	fmt.Fprint(w, table(r.order, r.rows))
	fmt.Fprintf(w, "\nMemory of all learners together: %.1f GB at most; the machine had %.1f GB less to give than before.\n", float64(r.peakAll)/1e9, float64(r.machine)/1e9)
	fmt.Fprintf(w, "Failures: %d of %d.\n", len(r.failures), r.asked)
	for _, failure := range r.failures {
		fmt.Fprintf(w, "- %s\n", strings.Join(strings.Fields(failure), " "))
	}
	if len(r.failures) > 0 {
		return fmt.Errorf("%d failures", len(r.failures))
	}
	return nil
}

// table returns the rows in their order as a Markdown table.
func table(order []string, rows map[string]*row) string {
	var b strings.Builder
	b.WriteString("| | alone, median | class: median | 95 % | worst | all at once: median | 95 % | worst |\n|---|---|---|---|---|---|---|---|\n")
	for _, name := range order {
		of, one := rows[name], ""
		if len(of.alone) > 0 {
			one = short(percentile(of.alone, 50))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, one, tableCells(of.thinking), tableCells(of.atOnce))
	}
	return b.String()
}

// tableCells returns three cells of the table: median, 95th percentile and worst,
// all empty where nothing was measured.
func tableCells(values []float64) string {
	if len(values) == 0 {
		return " | | "
	}
	return short(percentile(values, 50)) + " | " + short(percentile(values, 95)) + " | " + short(slices.Max(values))
}

// short returns a value with three significant digits, a large one as a whole number.
func short(value float64) string {
	if value >= 100 {
		return fmt.Sprintf("%.0f", value)
	}
	return fmt.Sprintf("%.3g", value)
}

// percentile returns the smallest value that p percent of the values do not exceed.
func percentile(values []float64, p int) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[max(0, (len(sorted)*p+99)/100-1)]
}
