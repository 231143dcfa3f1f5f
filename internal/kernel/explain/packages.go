package explain

import "strings"

// packageRules know the messages on packages that cannot be imported.
var packageRules = []rule{
	{`^.*package (\S+) is not in a browser.*$`, "browser package", imported("browser package", "")},
	{`^.*import "(\S+)" is not possible in a browser.*$`, "browser package", imported("browser package", "")},
	{`^.*flag (\S+) is not possible in a browser.*$`, "browser flag", nil},
	{`^.*package golessons/(\S+) is not in std.*$`, "no course package", imported("no course package", "golessons/")},
	{`^.*package (\S+) is not in std.*$`, "no standard package", imported("no standard package", "")},
	{`^.*cannot find module providing package ([^\s:;]+).*$`, "missing module", imported("missing module", "")},
	{`^.*no required module provides package ([^\s:;]+).*$`, "missing module", imported("missing module", "")},
	{`^.*module ([^\s:;@]+)(?:@\S+)?:? .*lookup disabled by GOPROXY=off.*$`, "missing module", imported("missing module", "")},
	{`^.*import cycle not allowed.*$`, "import cycle", nil},
}

// imported returns a closer look that finds the import in the cell.
func imported(kind, prefix string) func(*Program, *message, []string) found {
	return func(p *Program, _ *message, a []string) found {
		f := found{kind: kind, args: a}
		path := `"` + prefix + a[0] + `"`
		for i, line := range p.Cells[p.Cell] {
			if strings.Contains(line, path) {
				f.at, f.mark = Line{p.Cell, i + 1}, path
				break
			}
		}
		return f
	}
}
