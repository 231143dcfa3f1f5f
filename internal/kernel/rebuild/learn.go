package rebuild

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// BuildFlag is what [Builder.Learn] needs go build to be called with.
const BuildFlag = "-work"

// Learn takes what go build, called with [BuildFlag], has found out, removes
// what that flag left, and returns go's output without the line on it.
func (b *Builder) Learn(output []byte, built bool) []byte {
	for line := range bytes.Lines(output) {
		if work, ok := bytes.CutPrefix(line, []byte("WORK=")); ok {
			work := string(bytes.TrimSpace(work))
			if built {
				b.learn(work)
			}
			os.RemoveAll(work)
			return bytes.Replace(output, line, nil, 1)
		}
	}
	return output
}

func (b *Builder) learn(work string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	learnt, ok := b.read(work)
	if !ok {
		return
	}
	state, newest := b.now(learnt)
	if !b.asked.IsZero() && newest.After(b.asked) {
		return // edited while go was building: which of the two it saw is unknown
	}
	// What an earlier cell imported stays known, as long as it is the same.
	if old := b.known; old != nil && !conflict(old.Packages, learnt.Packages) {
		if was, _ := b.now(old); was == b.state {
			maps.Copy(learnt.Imports, old.Imports)
			maps.Copy(learnt.Packages, old.Packages)
			learnt.Local = slices.Concat(learnt.Local, old.Local)
			slices.Sort(learnt.Local)
			learnt.Local = slices.Compact(learnt.Local)
			state, _ = b.now(learnt)
		}
	}
	b.known, b.state = learnt, state
}

// read reads what go build found out from the folder it worked in; not ok where
// that is not all there is to know.
func (b *Builder) read(work string) (f *facts, ok bool) {
	imports, ok := b.mainImports()
	config, err := os.ReadFile(filepath.Join(work, "b001", "importcfg.link"))
	if !ok || err != nil {
		return nil, false
	}
	env, err := b.askGo()
	if err != nil || !b.agrees(env) || !plainFlags(env["GOFLAGS"]) {
		return nil, false
	}
	f = &facts{Imports: map[string]bool{}, Packages: map[string]string{}, Tools: env["GOTOOLDIR"]}
	for _, path := range imports {
		f.Imports[path] = true
	}
	for line := range strings.Lines(string(config)) {
		line = strings.TrimSuffix(line, "\n")
		if path, file, ok := strings.Cut(strings.TrimPrefix(line, "packagefile "), "="); ok && strings.HasPrefix(line, "packagefile ") {
			switch folder := filepath.Dir(file); {
			case folder == filepath.Join(work, "b001"): // main itself
				continue
			case strings.HasPrefix(folder, work): // just compiled
				if file, ok = cached(env["GOCACHE"], file); !ok {
					return nil, false
				}
			}
			f.Packages[path] = file
		} else if strings.HasPrefix(line, "modinfo ") {
			f.Modinfo = line
		}
	}
	var modules map[string]string
	if f.Ldflags, modules, ok = readModinfo(f.Modinfo); !ok {
		return nil, false
	}
	if f.Local, ok = b.localPackages(modules, f.Packages); !ok {
		return nil, false
	}
	mod, err := os.ReadFile(filepath.Join(b.Dir, "go.mod"))
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)
	if err != nil || version == nil {
		return nil, false
	}
	f.Lang = string(version[1])
	for _, name := range toolVariables {
		f.Env = append(f.Env, name+"="+env[name])
	}
	return f, true
}

// cached returns where the build cache has the file: under its checksum.
func cached(cache, file string) (name string, ok bool) {
	sum, err := hashFile(file)
	if err != nil {
		return "", false
	}
	name = filepath.Join(cache, sum[:2], sum+"-d")
	_, err = os.Stat(name)
	return name, err == nil
}

func hashFile(name string) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	_, err = io.Copy(h, file)
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

func conflict(a, b map[string]string) bool {
	for path, file := range b {
		if old, ok := a[path]; ok && old != file {
			return true
		}
	}
	return false
}
