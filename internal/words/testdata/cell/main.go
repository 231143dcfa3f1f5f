// Cell is a program that speaks as a cell does, by way of helpers.
package main

import "golessons/internal/words"

func main() { words.Printf("value") }
