package rebuild

import (
	"strconv"
	"strings"
)

// readModinfo reads the linker's line on what a program is built from: its
// modules, each with its version, and the build's settings. Not ok if a setting
// cannot be repeated by the linker's flags and the environment alone.
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
		case fields[0] == "=>" && len(fields) >= 3: // replaced: by a folder if there is no version
			if fields[2] == "" || fields[2] == devel {
				return nil, nil, false
			}
		case fields[0] == "build" && len(fields) == 2:
			name, value, _ := strings.Cut(fields[1], "=")
			if name == "-ldflags" {
				var ok bool
				if ldflags, ok = splitLdflags(value); !ok {
					return nil, nil, false
				}
			} else if !repeatable(name, value) {
				return nil, nil, false
			}
		}
	}
	return ldflags, modules, true
}

// devel stands in the place of a version if a module is a folder.
const devel = "(devel)"

// repeatable reports whether a setting of the build, other than -ldflags, is
// repeated by calling the compiler and the linker in the same environment.
func repeatable(name, value string) bool {
	switch name {
	case "-compiler", "GOOS", "GOARCH", "GOAMD64", "GOARM64", "GOEXPERIMENT":
		return true
	case "-buildmode":
		return value == "exe"
	case "CGO_ENABLED":
		return value == "0"
	}
	return false
}

// splitLdflags splits the setting -ldflags; not ok if a flag is quoted, or if
// the flags are for some packages only.
func splitLdflags(value string) (flags []string, ok bool) {
	value, err := unquoteSetting(value)
	if err != nil || strings.ContainsAny(value, `'"`) {
		return nil, false
	}
	flags = strings.Fields(value)
	return flags, len(flags) == 0 || strings.HasPrefix(flags[0], "-")
}

func unquoteSetting(value string) (string, error) {
	if strings.HasPrefix(value, `"`) || strings.HasPrefix(value, "`") {
		return strconv.Unquote(value)
	}
	return value, nil
}
