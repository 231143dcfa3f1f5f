// Golessons-kernel is the program that the kernelspec names. It starts GoNB, or,
// called in another way, a kernel's guard or gopls; see package kernel.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"golessons/internal/kernel"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "golessons kernel:", err)
		os.Exit(1)
	}
}

func run() error {
	if filepath.Base(os.Args[0]) == "gopls" {
		return kernel.Gopls(os.Args[1:])
	}
	if len(os.Args) == 4 && os.Args[1] == "-guard" {
		pid, err := strconv.Atoi(os.Args[3])
		if err != nil {
			return fmt.Errorf("-guard: %q is not a process id", os.Args[3])
		}
		return kernel.Guard(os.Args[2], pid)
	}
	return kernel.Run(os.Args[1:])
}
