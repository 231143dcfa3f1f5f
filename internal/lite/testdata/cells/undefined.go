// This cell cannot be linked: nothing defines the function that it names.
package main

import _ "unsafe"

//go:linkname missing main.doesNotExist
func missing()

func main() { missing() }
