// Package coursetest makes lessons for tests.
package coursetest

import "fmt"

// Lesson returns the text of a notebook file with one cell.
func Lesson(source, output string) string {
	return fmt.Sprintf(`{"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": %q, "execution_count": null,
  "outputs": [{"output_type": "stream", "name": "stdout", "text": %q}]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`, source, output)
}
