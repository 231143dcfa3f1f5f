// Package declares finds the cells that only declare functions and types. It is
// enough to compile these: running them would do nothing.
//
// It is copied into the kernel, GoNB (internal/gonb), and so imports the
// standard library only.
package declares

import "strings"

const (
	emptyMain  = "func main() { flag.Parse() }" // what GoNB writes for a cell without a main
	initPrefix = "init_"                        // what GoNB calls the functions init_x, which are run as init
)

// Only reports whether running a cell would do nothing: it has no main and
// declares no variable, whose value may be a call, and no cell has declared an
// init. GoNB passes the text of its func main, and all functions and variables
// declared so far; here reports whether a variable is declared in this cell.
func Only[F, V any](main string, functions map[string]F, variables map[string]V, here func(V) bool) bool {
	if main != emptyMain {
		return false
	}
	for name := range functions {
		if strings.HasPrefix(name, initPrefix) {
			return false
		}
	}
	for _, v := range variables {
		if here(v) {
			return false
		}
	}
	return true
}
