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

// record is what a [Builder] keeps in a file, for the first program of another
// one: of a module that is the same but for its name, wherever the build cache
// is.
type record struct {
	State string // of all that decides what the packages are
	facts        // the packages below the build cache
}

// FileVariable names the environment variable with the file that GoNB's Builder
// starts from. The file counts for a day, because Go removes what no go command
// has used for five days from its cache, and Builder's use is none: who has had
// go look at all of the packages (go build -n) sets the file's time anew.
const FileVariable = "GOLESSONS_REBUILD"

// Format names what [Builder.Save] writes: another one needs to be saved anew.
const Format = "2"

// Save writes what b has learnt to a file, for [FileVariable]; if that is
// nothing, it removes the file.
func (b *Builder) Save(name string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	ok := b.known != nil
	var s record
	if ok {
		s.facts = *b.known
		s.Packages = map[string]string{}
		s.State, ok = b.portable(b.known)
		cache := setting(b.environ(), "GOCACHE")
		for path, file := range b.known.Packages {
			below, err := filepath.Rel(cache, file)
			ok = ok && err == nil && filepath.IsLocal(below)
			s.Packages[path] = below
		}
	}
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
	temp := name + ".new" // a kernel may be reading it
	os.RemoveAll(temp)    // of a kill, or what is no file: a named pipe would be waited for
	if err := os.WriteFile(temp, data, 0o666); err != nil {
		return err
	}
	return os.Rename(temp, name)
}

// Holds reports whether what is saved in File still holds.
func (b *Builder) Holds() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.load()
	return b.known != nil
}

// load starts from what [Builder.Save] has written, if it still holds.
func (b *Builder) load() {
	info, err := os.Stat(b.File)
	if err != nil || !info.Mode().IsRegular() || time.Since(info.ModTime()) > 24*time.Hour {
		return
	}
	data, err := os.ReadFile(b.File)
	var s record
	if err != nil || json.Unmarshal(data, &s) != nil {
		return
	}
	// The state before its check: an edit between the two is one that now sees.
	now, _ := b.now(&s.facts)
	if state, ok := b.portable(&s.facts); !ok || state != s.State {
		return
	}
	cache := setting(b.environ(), "GOCACHE")
	for path, below := range s.Packages {
		s.Packages[path] = filepath.Join(cache, below)
	}
	b.known, b.state = &s.facts, now
}

// portable is like now, without what differs between two modules that are built
// from the same packages: where they and the build cache are, what they are
// called, what only tells go how to work, and the times of files, which an
// image's layers round.
func (b *Builder) portable(f *facts) (state string, ok bool) {
	h := sha256.New()
	for name, value := range b.goEnv() {
		if !slices.Contains(elsewhere, name) {
			fmt.Fprintf(h, "%s=%s\n", name, value)
		}
	}
	for _, name := range b.files() {
		data, err := os.ReadFile(name)
		if err != nil && !os.IsNotExist(err) {
			return "", false
		}
		if filepath.Dir(name) == filepath.Clean(b.Dir) {
			data = moduleLine.ReplaceAll(data, nil)
		}
		fmt.Fprintf(h, "%s %q\n", filepath.Base(name), data)
	}
	for _, name := range f.programs(b.goCommand()) {
		if info, err := os.Stat(name); err == nil {
			fmt.Fprintln(h, name, info.Size())
		}
	}
	for path, d := range below(f.Local) {
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

// elsewhere are go's variables that say where things are, which differs between
// two modules that are built from the same packages.
var elsewhere = []string{"GOCACHE", "GODEBUG", "GOENV", "GOPATH"}

var moduleLine = regexp.MustCompile(`(?m)^module .*$`)
