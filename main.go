//go:build unix

// Golessons opens a deep-learning course in JupyterLab, in Go. Run it in the
// checkout:
//
//	go run .          opens the lessons
//	go run . test     sets up what the tests need and runs them
//	go run . help     lists the rest
package main

import (
	"os"

	"golessons/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr))
}
