package helpers

// This file finds out which code computes the value in a call of Remember.

import (
	"errors"
	"hash/fnv"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

const checksumSize = 16

// checksum returns a checksum of the content, to notice damage.
func checksum(content []byte) []byte {
	h := fnv.New128a()
	h.Write(content)
	return h.Sum(nil)
}

// codeOfCall returns a sum of the code that the call of Remember, two calls up,
// computes its value with, and the variables that this code uses and whose values
// it does not show. The kernel writes both before it builds the cell
// (internal/kernel/fingerprint): with a parser in the cell, linking every cell
// would take 10 ms longer.
func codeOfCall() (sum string, unknown []string, err error) {
	_, file, line, _ := runtime.Caller(2)
	dir, err := storeDir()
	if err != nil {
		return "", nil, err
	}
	content, err := os.ReadFile(filepath.Join(dir, "code"))
	if err != nil {
		return "", nil, err
	}
	source, rest, _ := strings.Cut(string(content), "\n")
	if source != file {
		return "", nil, errors.New("not called from the cell")
	}
	for entry := range strings.Lines(rest) {
		if words := strings.Fields(entry); len(words) >= 2 && words[0] == strconv.Itoa(line) {
			return words[1], words[2:], nil
		}
	}
	return "", nil, errors.New("not a call that the kernel knows")
}
