package rebuild

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

// A savedSnapshot holds the facts that the set-up has found out, from which the
// first cell of a new kernel can be built. It is for a module that is the same
// but for its name, wherever the build cache is.
type savedSnapshot struct {
	State string // of all that decides what the packages are
	facts        // with the packages' files as they are called in the build cache
}

// FileVariable names the environment variable with the file that GoNB's Builder
// starts from. The file expires after a day: go removes what no go command has
// used for five days from its cache, and a Builder's reads do not count as use.
// After `go build -n` has checked the cache, touch the file.
const FileVariable = "GOLESSONS_REBUILD"

// Format is the version of what [Builder.Save] writes. A file of another format
// must be saved again.
const Format = "2"

// Save writes what b has learnt to a file, for [FileVariable]. If b has learnt
// nothing, it removes the file.
func (b *Builder) Save(name string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	s, ok := b.toSave()
	if !ok {
		if err := os.Remove(name); !os.IsNotExist(err) {
			return err
		}
		return nil
	}
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	temp := name + ".new" // and not name, which a kernel may be reading
	os.RemoveAll(temp)    // left by a kill; opening a named pipe would wait for ever
	if err := os.WriteFile(temp, data, 0o666); err != nil {
		return err
	}
	return os.Rename(temp, name)
}

// toSave returns what b has learnt; not ok if that is nothing, or if not all of
// it is in the build cache.
func (b *Builder) toSave() (s savedSnapshot, ok bool) {
	if b.known == nil {
		return s, false
	}
	s.facts = b.known.facts
	s.Packages = map[string]string{}
	cache := setting(b.environ(), "GOCACHE")
	for path, file := range b.known.Packages {
		name, err := filepath.Rel(cache, file)
		if err != nil || !filepath.IsLocal(name) {
			return s, false
		}
		s.Packages[path] = name
	}
	s.State, ok = b.portableState(&b.known.facts)
	return s, ok
}

// Holds reports whether what is saved in File still holds.
func (b *Builder) Holds() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.load() != nil
}

// load returns the snapshot that [Builder.Save] has written to File; nil if it
// does not hold any more.
func (b *Builder) load() *snapshot {
	info, err := os.Stat(b.File)
	if err != nil || !info.Mode().IsRegular() || time.Since(info.ModTime()) > 24*time.Hour {
		return nil
	}
	data, err := os.ReadFile(b.File)
	var s savedSnapshot
	if err != nil || json.Unmarshal(data, &s) != nil {
		return nil
	}
	// In this order, so that an edit between the two changes the next state.
	now, _ := b.stateOf(&s.facts)
	if state, ok := b.portableState(&s.facts); !ok || state != s.State {
		return nil
	}
	cache := setting(b.environ(), "GOCACHE")
	for path, name := range s.Packages {
		s.Packages[path] = filepath.Join(cache, name)
	}
	return &snapshot{s.facts, now}
}

// portableState is like stateOf, but leaves out the things that differ between
// two modules that are built from the same packages: where they and the build
// cache are, what they are called, how go goes about its work, and the times of
// files, which an image's layers round. It reads the files instead, test files
// too: a package might embed one.
func (b *Builder) portableState(f *facts) (state string, ok bool) {
	h := sha256.New()
	for name, value := range b.goVariables() {
		if !slices.Contains(placeVariables, name) {
			fmt.Fprintf(h, "%s=%s\n", name, value)
		}
	}
	for _, name := range b.decidingFiles() {
		data, err := os.ReadFile(name)
		if err != nil && !os.IsNotExist(err) {
			return "", false
		}
		if filepath.Dir(name) == filepath.Clean(b.Dir) {
			data = moduleLine.ReplaceAll(data, nil)
		}
		fmt.Fprintf(h, "%s %q\n", filepath.Base(name), data)
	}
	for _, name := range f.toolFiles(b.goCommand()) {
		if info, err := os.Stat(name); err == nil {
			fmt.Fprintln(h, name, info.Size())
		}
	}
	for path, d := range filesBelow(f.Local) {
		if d == nil {
			return "", false
		}
		if d.IsDir() {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return "", false
		}
		fmt.Fprintf(h, "%s %x\n", path, sha256.Sum256(data))
	}
	return fmt.Sprintf("%x", h.Sum(nil)), true
}

// placeVariables say where things are, which differs between two modules that
// are built from the same packages.
var placeVariables = []string{"GOCACHE", "GODEBUG", "GOENV", "GOPATH"}

var moduleLine = regexp.MustCompile(`(?m)^module .*$`)
