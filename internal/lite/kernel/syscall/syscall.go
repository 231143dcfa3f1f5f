// Package syscall stands in for what the kernel needs of Go's package of that
// name and a browser does not have.
package syscall

import "golessons/internal/lite/kernel/page"

// Mkfifo makes a named pipe.
func Mkfifo(path string, _ uint32) error { return page.Current.Mkfifo(path) }
