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

// BuildFlag is the flag that go build must be called with for [Builder.Learn]:
// go then keeps the folder it worked in, and prints its name.
const BuildFlag = "-work"

// Learn remembers the facts that go build, called with [BuildFlag], has found
// out, if it built the program. It removes the folder that the flag made go
// keep, and returns go's output without the line that names the folder.
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
	if learnt := b.takeSnapshot(work); learnt != nil {
		b.known = learnt
	}
}

// takeSnapshot returns the facts that go build found out, with those known
// before if they still hold; nil if they cannot be relied on.
func (b *Builder) takeSnapshot(work string) *snapshot {
	learnt, ok := b.parseWork(work)
	if !ok {
		return nil
	}
	// What an earlier cell imported stays known.
	if old := b.known; old != nil {
		if both, ok := merged(learnt, &old.facts); ok && b.holds(old) {
			learnt = both
		}
	}
	state, newest := b.stateOf(learnt)
	if !b.asked.IsZero() && newest.After(b.asked) {
		return nil // edited while go was building: which version it saw is unknown
	}
	return &snapshot{*learnt, state}
}

// merged returns the facts of both; not ok if they disagree on a package.
func merged(learnt, old *facts) (both *facts, ok bool) {
	for path, file := range learnt.Packages {
		if was, ok := old.Packages[path]; ok && was != file {
			return nil, false
		}
	}
	sum := *learnt
	sum.Imports, sum.Packages = maps.Clone(learnt.Imports), maps.Clone(learnt.Packages)
	maps.Copy(sum.Imports, old.Imports)
	maps.Copy(sum.Packages, old.Packages)
	sum.Local = slices.Concat(learnt.Local, old.Local)
	slices.Sort(sum.Local)
	sum.Local = slices.Compact(sum.Local)
	return &sum, true
}

// parseWork reads the facts that go build found out from the folder it worked
// in; not ok if the program depends on something that is not read here.
func (b *Builder) parseWork(work string) (f *facts, ok bool) {
	imports, ok := b.mainImports()
	config, err := os.ReadFile(filepath.Join(work, "b001", "importcfg.link"))
	if !ok || err != nil {
		return nil, false
	}
	env, err := b.askGo()
	if err != nil || !b.agrees(env) || !plainFlags(env["GOFLAGS"]) {
		return nil, false
	}
	f = &facts{Imports: map[string]bool{}, Tools: env["GOTOOLDIR"]}
	for _, path := range imports {
		f.Imports[path] = true
	}
	if f.Packages, f.Modinfo, ok = parseLinkConfig(string(config), work, env["GOCACHE"]); !ok {
		return nil, false
	}
	var modules map[string]string
	if f.toolFlags, modules, ok = readModinfo(f.Modinfo); !ok {
		return nil, false
	}
	if f.Local, ok = b.editableFolders(modules, f.Packages); !ok {
		return nil, false
	}
	mod, err := os.ReadFile(filepath.Join(b.Dir, "go.mod"))
	version := goLine.FindSubmatch(mod)
	if err != nil || version == nil {
		return nil, false
	}
	f.Lang = string(version[1])
	for _, name := range toolVariables {
		f.Env = append(f.Env, name+"="+env[name])
	}
	return f, true
}

var goLine = regexp.MustCompile(`(?m)^go (\d+\.\d+)`)

// parseLinkConfig reads the file that tells the linker where the compiled
// packages are, main aside. Those that go has just compiled in the folder work
// are looked up in the build cache, since work is about to be removed.
func parseLinkConfig(config, work, cache string) (packages map[string]string, modinfo string, ok bool) {
	packages = map[string]string{}
	for line := range strings.Lines(config) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "modinfo ") {
			modinfo = line
		}
		entry, ok := strings.CutPrefix(line, "packagefile ")
		path, file, both := strings.Cut(entry, "=")
		if !ok || !both {
			continue
		}
		switch folder := filepath.Dir(file); {
		case folder == filepath.Join(work, "b001"): // main itself
			continue
		case strings.HasPrefix(folder, work): // just compiled
			if file, ok = cached(cache, file); !ok {
				return nil, "", false
			}
		}
		packages[path] = file
	}
	return packages, modinfo, true
}

// cached returns where the build cache keeps a file of this content: under its
// checksum.
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
