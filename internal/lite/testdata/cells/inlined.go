// This cell inlines functions that are not in the base.
package main

import (
	"encoding/hex"
	"fmt"
	"os"
	"sort"
	"strings"
)

func main() {
	fmt.Println(hex.EncodedLen(3), hex.EncodeToString([]byte("go")), sort.SearchInts([]int{1, 3, 5}, 3), strings.ToUpper("go"))
	f, err := os.CreateTemp("", "x*.txt")
	if err != nil {
		panic(err)
	}
	defer os.Remove(f.Name())
	fmt.Fprint(f, "temporary")
	fmt.Println(f.Close(), strings.HasSuffix(f.Name(), ".txt"))
}
