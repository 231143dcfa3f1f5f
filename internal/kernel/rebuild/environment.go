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
	cmd.Dir, cmd.Env = b.Dir, append(b.environ(), "PWD="+b.Dir) // as it is called, if it is a link
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var env map[string]string
	return env, json.Unmarshal(out, &env)
}

// agrees reports whether go sees the files that now looks at.
func (b *Builder) agrees(env map[string]string) bool {
	same := func(a, b string) bool {
		if a == b || a == os.DevNull && b == "" {
			return true
		}
		one, err1 := os.Stat(a)
		two, err2 := os.Stat(b)
		return err1 == nil && err2 == nil && os.SameFile(one, two)
	}
	work := b.workFile()
	vendored := slices.ContainsFunc([]string{b.Dir, filepath.Dir(work)}, func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, vendorList))
		return err == nil
	})
	return !vendored && same(env["GOWORK"], work) && (env["GOENV"] == "off" && b.envFile() == "" || env["GOENV"] == b.envFile()) &&
		same(env["GOMOD"], filepath.Join(b.Dir, "go.mod")) && env["GOCACHEPROG"] == ""
}

// toolVariables are what the compiler and the linker read from their
// environment, where go puts them also when they are `go env -w`'s.
var toolVariables = []string{"GOOS", "GOARCH", "GOROOT", "GOEXPERIMENT", "GOAMD64", "GOARM64"}

func (b *Builder) environ() []string {
	if b.Env == nil {
		return os.Environ()
	}
	return slices.Clone(b.Env)
}

// goEnv yields those of go's own environment variables that may change what is
// built, sorted by name.
func (b *Builder) goEnv() iter.Seq2[string, string] {
	values := map[string]string{} // of two with the same name the last counts
	for _, v := range b.environ() {
		name, value, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "GO") && !strings.HasPrefix(name, "GONB_") && !strings.HasPrefix(name, "GOLESSONS_") || strings.HasPrefix(name, "CGO_") {
			if slices.Contains(manner, name) {
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

// manner are go's variables that say how to go about a build whose result is
// the same.
var manner = []string{"GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOPROXY", "GOTMPDIR", "GOTRACEBACK"}

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

// envFile returns the file that `go env -w` writes; "" where there is none.
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

// plainFlags reports whether all of GOFLAGS either does not change what is
// built or stands in the modinfo. An overlay, for one, does neither.
func plainFlags(goflags string) bool {
	for goflags = strings.TrimSpace(goflags); goflags != ""; goflags = strings.TrimSpace(goflags) {
		var flag string
		if quote := goflags[:1]; quote == `"` || quote == `'` {
			var ok bool
			if flag, goflags, ok = strings.Cut(goflags[1:], quote); !ok {
				return false
			}
		} else {
			end := strings.IndexAny(goflags, " \t\r\n")
			if end < 0 {
				end = len(goflags)
			}
			flag, goflags = goflags[:end], goflags[end:]
		}
		name, value, _ := strings.Cut("-"+strings.TrimLeft(flag, "-"), "=")
		switch {
		case slices.Contains([]string{"-ldflags", "-gcflags", "-tags", "-trimpath", "-race", "-buildvcs", "-modcacherw", "-p", "-v", "-x", "-work"}, name):
		case name == "-mod" && (value == "mod" || value == "readonly"):
		default:
			return false
		}
	}
	return true
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
