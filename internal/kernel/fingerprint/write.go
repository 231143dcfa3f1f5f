package fingerprint

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// AddressMark stands before the name of a variable that holds an address, in
// [Code.Unknown] and in the file.
const AddressMark = "*"

// Write writes the result of [Of] for the program whose source is file, and puts
// it where helpers.Remember looks for it: below the folder that the program will
// have as GONB_TMP_DIR. If there are no calls, it removes the file that an
// earlier cell has left.
//
// The first line of what it writes is the source's name. Each other line has a
// call's line number, its sum, and the names of the unknown variables.
func Write(file, folder string) {
	target := filepath.Join(folder, ".golessons", "code")
	os.Remove(target)
	source, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(source), "Remember") {
		return
	}
	defer func() { recover() }() // if the type checker panics, nothing is remembered, but the kernel goes on
	calls := Of(source)
	if len(calls) == 0 || os.MkdirAll(filepath.Dir(target), 0o700) != nil {
		return
	}
	var b strings.Builder
	fmt.Fprintln(&b, file)
	for line, code := range calls {
		fmt.Fprintln(&b, line, code.Sum, strings.Join(code.Unknown, " "))
	}
	os.WriteFile(target, []byte(b.String()), 0o600)
}
