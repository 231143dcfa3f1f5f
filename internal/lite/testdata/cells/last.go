// This cell has one function, which is the module's first and last one, and whose
// stack has to be walked: when it grows, when garbage is collected, and at the end.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	var kept [200]*int
	for i := range kept {
		kept[i] = new(int)
		*kept[i] = i
	}
	runtime.GC()
	fmt.Println(*kept[199], kept[0] != nil)
	var m map[string]int
	m["x"] = 1
}
