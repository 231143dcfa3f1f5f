package rebuild

import (
	"strconv"
	"strings"
)

// readModinfo reads the linker's line on what a program is built from: its
// modules, each with its version, and the build's settings. Not ok if a setting
// cannot be repeated by the two tools' flags and the environment alone.
func readModinfo(line string) (flags toolFlags, modules map[string]string, ok bool) {
	text, err := strconv.Unquote(strings.TrimPrefix(line, "modinfo "))
	if err != nil {
		return toolFlags{}, nil, false
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
				return toolFlags{}, nil, false
			}
		case fields[0] == "build" && len(fields) == 2:
			name, value, _ := strings.Cut(fields[1], "=")
			switch {
			case name == "-ldflags":
				flags.Ldflags, ok = splitLdflags(value)
			case name == "-gcflags":
				flags.Gcflags, ok = splitGcflags(value)
			default:
				ok = repeatable(name, value)
			}
			if !ok {
				return toolFlags{}, nil, false
			}
		}
	}
	return flags, modules, true
}

// toolFlags are the flags that go build was told to give to the compiler and to
// the linker.
type toolFlags struct{ Gcflags, Ldflags []string }

// devel stands in the place of a version if a module is a folder.
const devel = "(devel)"

// repeatable reports whether a setting of the build, other than those flags, is
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

// splitGcflags splits the setting -gcflags; not ok if a flag is quoted, or if the
// flags are for some packages only: packages that go has compiled are taken from
// its cache whatever their flags are, so main must have the same.
func splitGcflags(value string) (flags []string, ok bool) {
	value, err := unquoteSetting(value)
	value, all := strings.CutPrefix(value, "all=")
	return strings.Fields(value), err == nil && all && !strings.ContainsAny(value, `'"`)
}

func unquoteSetting(value string) (string, error) {
	if strings.HasPrefix(value, `"`) || strings.HasPrefix(value, "`") {
		return strconv.Unquote(value)
	}
	return value, nil
}
