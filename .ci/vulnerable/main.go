// Vulnerable calls a function that database/ beside it, which is made up, warns of:
// CI holds with it that a finding fails.
package main

import "strings"

func main() {
	println(strings.ToUpper("golessons"))
}
