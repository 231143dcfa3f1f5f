package figure

import (
	"fmt"
	"strings"
)

// KindsOf returns the types of a picture's layers, for the test that none is
// forgotten.
func KindsOf(p Picture) (kinds []string) {
	switch p := p.(type) {
	case *Figure:
		for _, l := range p.layers {
			kinds = append(kinds, strings.TrimPrefix(strings.TrimPrefix(fmt.Sprintf("%T", l), "*"), "figure."))
		}
	case *Grid:
		for _, f := range p.figures {
			kinds = append(kinds, KindsOf(f)...)
		}
	}
	return kinds
}
