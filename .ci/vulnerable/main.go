// Vulnerable calls a function that the made-up database in database/ warns of. CI
// checks with it that a finding is a failure.
package main

import "strings"

func main() {
	println(strings.ToUpper("golessons"))
}
