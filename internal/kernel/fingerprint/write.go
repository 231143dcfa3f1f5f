package fingerprint

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// AddressMark stands before the name of a variable that holds an address.
const AddressMark = "*"

// Write leaves, for the program whose source is file, what [Of] says of it,
// where helpers.Remember looks: below the folder that is the program's
// GONB_TMP_DIR. Where nothing is to be said it leaves no file.
//
// The first line is the source's name; each other one a call's line, its sum,
// and the names of what is unknown.
func Write(file, folder string) {
	target := filepath.Join(folder, ".golessons", "code")
	os.Remove(target)
	source, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(source), "Remember") {
		return
	}
	defer func() { recover() }() // the type checker's: nothing is kept then, and the kernel lives
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
