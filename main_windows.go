package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "golessons: the kernel GoNB runs on Linux and macOS; on Windows, clone and run this in WSL (wsl --install)")
	os.Exit(1)
}
