package main

import (
	"encoding/json"
	"os"
	"time"
)

// actions reads how long the cell's compilation and its link took from what
// `go build -debug-actiongraph` wrote.
func actions(file string) (compile, link time.Duration, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, 0, err
	}
	var graph []struct {
		Mode                string
		Cmd                 []string
		TimeStart, TimeDone time.Time
	}
	if err := json.Unmarshal(data, &graph); err != nil {
		return 0, 0, err
	}
	for _, a := range graph {
		took := a.TimeDone.Sub(a.TimeStart)
		switch {
		case a.Mode == "build" && len(a.Cmd) > 0:
			compile += took
		case a.Mode == "link":
			link += took
		}
	}
	return compile, link, nil
}
