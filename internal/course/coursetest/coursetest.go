// Package coursetest makes lessons for tests.
package coursetest

import "fmt"

// Lesson returns the text of a notebook file with one cell, as Jupyter writes it.
// The cell has not run if output is "".
func Lesson(source, output string) string {
	count, outputs := "null", "[]"
	if output != "" {
		count = "1"
		outputs = fmt.Sprintf(`[
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      %q
     ]
    }
   ]`, output)
	}
	return fmt.Sprintf(`{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": %s,
   "id": "a",
   "metadata": {},
   "outputs": %s,
   "source": [
    %q
   ]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
`, count, outputs, source)
}
