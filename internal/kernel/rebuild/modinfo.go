package rebuild

import (
	"strconv"
	"strings"
)

// readModinfo reads the linker's line on what a program is built from: its
// modules, each with its version, and the settings. Not ok where a setting is
// one that would need more than the flags for the linker and the environment.
func readModinfo(line string) (ldflags []string, modules map[string]string, ok bool) {
	text, err := strconv.Unquote(strings.TrimPrefix(line, "modinfo "))
	if err != nil {
		return nil, nil, false
	}
	modules = map[string]string{}
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case fields[0] == "mod" && len(fields) >= 3: // the program's own
			modules[fields[1]] = devel
		case fields[0] == "dep" && len(fields) >= 3:
			modules[fields[1]] = fields[2]
		case fields[0] == "=>" && len(fields) >= 3: // replaced, by a folder if there is no version
			if fields[2] == "" || fields[2] == devel {
				return nil, nil, false
			}
		case fields[0] == "build" && len(fields) == 2:
			name, value, _ := strings.Cut(fields[1], "=")
			switch name {
			case "-ldflags":
				if value, err = unquoteSetting(value); err != nil || strings.ContainsAny(value, `'"`) {
					return nil, nil, false
				}
				ldflags = strings.Fields(value)
				if len(ldflags) > 0 && !strings.HasPrefix(ldflags[0], "-") { // for which packages
					return nil, nil, false
				}
			case "-compiler", "GOOS", "GOARCH", "GOAMD64", "GOARM64", "GOEXPERIMENT":
			case "-buildmode":
				if value != "exe" {
					return nil, nil, false
				}
			case "CGO_ENABLED":
				if value != "0" {
					return nil, nil, false
				}
			default:
				return nil, nil, false
			}
		}
	}
	return ldflags, modules, true
}

// devel is the version of a module that is a folder.
const devel = "(devel)"

func unquoteSetting(value string) (string, error) {
	if strings.HasPrefix(value, `"`) || strings.HasPrefix(value, "`") {
		return strconv.Unquote(value)
	}
	return value, nil
}

// buildMode returns how go build, which calls its default "exe" everywhere,
// has a program compiled and linked on a system.
func buildMode(goos string) (compile []string, link string) {
	switch goos {
	case "android", "darwin", "ios":
		return []string{"-shared"}, "pie"
	case "windows":
		return nil, "pie"
	}
	return nil, "exe"
}
