//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPercentile(t *testing.T) {
	var hundred []float64
	for i := range 100 {
		hundred = append(hundred, float64(100-i))
	}
	for _, c := range []struct {
		values []float64
		p      int
		want   float64
	}{
		{hundred, 50, 50}, {hundred, 95, 95}, {hundred, 100, 100},
		{[]float64{3, 1, 2}, 50, 2}, {[]float64{3, 1, 2}, 95, 3}, {[]float64{7}, 95, 7}, {nil, 95, 0},
	} {
		if got := percentile(c.values, c.p); got != c.want {
			t.Errorf("percentile %d of %v = %v, want %v", c.p, c.values, got, c.want)
		}
	}
}

// The rows of a table are in the given order, and all have the same columns,
// even without values.
func TestTable(t *testing.T) {
	got := table([]string{"b", "a"}, map[string]*row{
		"a": {alone: []float64{1, 2, 3}, thinking: []float64{0.5, 0.123456}},
		"b": {atOnce: []float64{1234.5}},
	})
	lines := strings.Split(strings.TrimSpace(got), "\n")
	for _, line := range lines {
		if strings.Count(line, "|") != 9 {
			t.Errorf("%d columns: %s", strings.Count(line, "|")-1, line)
		}
	}
	if len(lines) != 4 || !strings.HasSuffix(lines[2], "| 1234 | 1234 | 1234 |") || !strings.HasPrefix(lines[3], "| a | 2 | 0.123 | 0.5 | 0.5 |") {
		t.Error(got)
	}
}

func TestDiskUseLeavesLinksOut(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "own"), make([]byte, 100_000), 0o600); err != nil {
		t.Fatal(err)
	}
	without, _ := diskUse(dir)
	if err := os.Symlink(filepath.Join(dir, "own"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if with, files := diskUse(dir); with != without || with < 100_000 || files != 1 {
		t.Errorf("%d bytes in %d files with a link, %d without", with, files, without)
	}
}
