// This cell imports a package that is not in the base.
package main

import (
	"os"
	"text/template"
)

type shape struct{ Side float64 }

func (s shape) Area() float64 { return s.Side * s.Side }

func main() {
	template.Must(template.New("t").Parse("{{range .}}<{{.Area}}>{{end}}\n")).Execute(os.Stdout, []shape{{1}, {3}})
}
