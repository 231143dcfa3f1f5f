package rebuild

import (
	"encoding/json"
	"iter"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// askGo returns go's own view of its environment.
func (b *Builder) askGo() (map[string]string, error) {
	cmd := exec.Command(b.goCommand(), "env", "-json")
	cmd.Dir, cmd.Env = b.Dir, append(b.environ(), "PWD="+b.Dir) // the name by which we know it, even if that is a link
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var env map[string]string
	return env, json.Unmarshal(out, &env)
}

// agrees reports whether go uses the files that stateOf watches. It returns
// false if it uses something that is not watched at all: vendored packages, or
// a program in the place of the build cache.
func (b *Builder) agrees(env map[string]string) bool {
	work := b.workFile()
	for _, dir := range []string{b.Dir, filepath.Dir(work)} {
		if _, err := os.Stat(filepath.Join(dir, vendorList)); err == nil {
			return false
		}
	}
	sameSettings := env["GOENV"] == b.envFile() || env["GOENV"] == "off" && b.envFile() == ""
	return sameSettings && sameFile(env["GOWORK"], work) && sameFile(env["GOMOD"], filepath.Join(b.Dir, "go.mod")) && env["GOCACHEPROG"] == ""
}

// sameFile reports whether two of go's paths lead to one file. Go writes
// os.DevNull if there is none.
func sameFile(a, b string) bool {
	if a == b || a == os.DevNull && b == "" {
		return true
	}
	one, err1 := os.Stat(a)
	two, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(one, two)
}

// toolVariables name what the compiler and the linker read from their
// environment. Go sets them there even if only `go env -w` knows them.
var toolVariables = []string{"GOOS", "GOARCH", "GOROOT", "GOEXPERIMENT", "GOAMD64", "GOARM64"}

// environ returns the environment of the go commands.
func (b *Builder) environ() []string {
	if b.Env == nil {
		return os.Environ()
	}
	return slices.Clone(b.Env)
}

// goVariables yields those of go's environment variables that may change what
// is built, sorted by name.
func (b *Builder) goVariables() iter.Seq2[string, string] {
	values := map[string]string{} // if a name comes twice, the last one counts
	for _, v := range b.environ() {
		name, value, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "GO") && !strings.HasPrefix(name, "GONB_") && !strings.HasPrefix(name, "GOLESSONS_") || strings.HasPrefix(name, "CGO_") {
			if slices.Contains(mannerVariables, name) {
				continue
			}
			values[name] = value
		}
	}
	return func(yield func(name, value string) bool) {
		for _, name := range slices.Sorted(maps.Keys(values)) {
			if !yield(name, values[name]) {
				return
			}
		}
	}
}

// mannerVariables say how go goes about a build, whose result is the same.
var mannerVariables = []string{"GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOPROXY", "GOTMPDIR", "GOTRACEBACK"}

// goCommand returns the go command that PATH names.
func (b *Builder) goCommand() string {
	for _, dir := range filepath.SplitList(setting(b.environ(), "PATH")) {
		name := filepath.Join(dir, "go")
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return name
		}
	}
	return "go"
}

// envFile returns the file that `go env -w` writes; "" if there is none.
func (b *Builder) envFile() string {
	switch value := setting(b.environ(), "GOENV"); value {
	case "off":
		return ""
	case "":
		dir, err := os.UserConfigDir()
		if err != nil {
			return ""
		}
		return filepath.Join(dir, "go", "env")
	default:
		return value
	}
}

// plainFlags reports whether each flag in GOFLAGS either leaves what is built
// unchanged or is written into the modinfo, where readModinfo sees it. An
// overlay, for example, does neither.
func plainFlags(goflags string) bool {
	flags, ok := splitFlags(goflags)
	for _, flag := range flags {
		name, value, _ := strings.Cut("-"+strings.TrimLeft(flag, "-"), "=")
		switch {
		case slices.Contains([]string{"-ldflags", "-gcflags", "-tags", "-trimpath", "-race", "-buildvcs", "-modcacherw", "-p", "-v", "-x", "-work"}, name):
		case name == "-mod" && (value == "mod" || value == "readonly"):
		default:
			return false
		}
	}
	return ok
}

// splitFlags splits GOFLAGS at spaces, as go does: a flag may be in quotes. Not
// ok if a quote does not end.
func splitFlags(goflags string) (flags []string, ok bool) {
	for {
		goflags = strings.TrimSpace(goflags)
		if goflags == "" {
			return flags, true
		}
		var flag string
		if quote := goflags[:1]; quote == `"` || quote == `'` {
			if flag, goflags, ok = strings.Cut(goflags[1:], quote); !ok {
				return nil, false
			}
		} else {
			end := strings.IndexAny(goflags, " \t\r\n")
			if end < 0 {
				end = len(goflags)
			}
			flag, goflags = goflags[:end], goflags[end:]
		}
		flags = append(flags, flag)
	}
}

// setting returns the value that the last of env gives to name.
func setting(env []string, name string) string {
	for _, e := range slices.Backward(env) {
		if value, ok := strings.CutPrefix(e, name+"="); ok {
			return value
		}
	}
	return ""
}
