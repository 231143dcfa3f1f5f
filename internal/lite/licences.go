package lite

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golessons/internal/gonb"
)

// licences is the file with the licences of Go and of the modules that the tools, the
// kernel and the base have in them. They ask for it.
const licences = "licences.txt"

// licence matches the names of files with a licence.
var licence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)(\.|$)`)

// collectLicences returns the licences.
func (b *Builder) collectLicences(ctx context.Context, g *goRelease) ([]byte, error) {
	args := []string{"list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", gonb.Module}
	out, err := output(b.Go(ctx, append(args, b.Imports...)...))
	if err != nil {
		return nil, err
	}
	var of []string // name, tab, folder
	for line := range strings.Lines(string(out)) {
		of = append(of, strings.TrimSpace(line))
	}
	of = slices.DeleteFunc(of, func(line string) bool { return line == "" })
	slices.Sort(of)
	of = append(slices.Compact(of), g.Version+"\t"+g.Root)
	var all bytes.Buffer
	for _, module := range of {
		name, dir, _ := strings.Cut(module, "\t")
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		found := false
		for _, e := range entries {
			if !licence.MatchString(e.Name()) || e.IsDir() {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&all, "%s, %s\n\n%s\n\n", name, e.Name(), bytes.TrimSpace(text))
			found = true
		}
		if !found && name != g.Version { // some distributions keep Go's elsewhere
			fmt.Fprintf(&all, "%s has no file with a licence.\n\n", name)
		}
	}
	return all.Bytes(), nil
}
