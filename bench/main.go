// Bench makes the measurements in docs/speed.md and in classroom/README.md:
//
//	go run ./bench cells    how long a notebook's cell takes, and where the time goes
//	go run ./bench browser  what a learner in a browser waits for, what is transferred, how much memory it takes
//	go run ./bench train    how long a training step takes, beside bare GoMLX and PyTorch
//	go run ./bench claims   by how much the lessons' claims hold, on several seeds
//	go run ./bench class    how long a class's learners wait on one machine, and how much of it they use; needs root
package main

import (
	"fmt"
	"os"
)

var benches = map[string]func(args []string) error{
	"browser": inBrowser,
	"cells":   cells,
	"claims":  claims,
	"class":   class,
	"train":   train,
}

func main() {
	if len(os.Args) < 2 || benches[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: go run ./bench cells|browser|train|claims|class")
		os.Exit(2)
	}
	if err := benches[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
