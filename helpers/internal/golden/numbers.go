package golden

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

var aNumber = regexp.MustCompile(`\d+(\.\d+)?`)

// Numbers says how got differs from want, two texts with numbers such as tables of
// results. A number may differ by the share within of the wanted one, because the last
// digits of a training depend on the processor, and spaces do not count.
func Numbers(got, want string, within float64) error {
	words := func(s string) string {
		return strings.Join(strings.Fields(aNumber.ReplaceAllString(s, "N")), " ")
	}
	if words(got) != words(want) {
		return fmt.Errorf("got\n%s\nwant\n%s", got, want)
	}
	numbers, wanted := aNumber.FindAllString(got, -1), aNumber.FindAllString(want, -1)
	for i := range wanted {
		a, _ := strconv.ParseFloat(numbers[i], 64)
		b, _ := strconv.ParseFloat(wanted[i], 64)
		if math.Abs(a-b) > within*b {
			return fmt.Errorf("%s is not within %g%% of %s:\n%s", numbers[i], 100*within, wanted[i], got)
		}
	}
	return nil
}
