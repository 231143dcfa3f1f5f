// Cell is a program that asks as a cell does.
package main

import "golessons/helpers/predict"

func main() {
	predict.Double.Ask()
	predict.Double.Recall()
}
