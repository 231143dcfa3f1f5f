package rebuild

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// known is what a [Builder] keeps in a file, for the first program of another
// one: of a module that is the same but for its name, wherever the build cache
// is.
type known struct {
	State    string            // of all that decides what the packages are
	Imports  []string          // what main.go may import
	Packages map[string]string // below the build cache
	Modinfo  string
	Ldflags  []string
	Lang     string
	Tools    string
	Local    []string
}

// FileVariable names the environment variable with the file that GoNB's Builder
// starts from. The file counts for a day, because Go removes what no go command
// has used for five days from its cache, and Builder's use is none: who has had
// go look at all of the packages (go build -n) sets the file's time anew.
const FileVariable = "GOLESSONS_REBUILD"

// Format names what [Builder.Save] writes: another one needs to be saved anew.
const Format = "1"

// Save writes what b has learnt to a file, for [FileVariable]; if that is
// nothing, it removes the file.
func (b *Builder) Save(name string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	k := known{
		Imports: slices.Sorted(maps.Keys(b.imports)), Packages: map[string]string{}, Modinfo: b.modinfo,
		Ldflags: b.ldflags, Lang: b.lang, Tools: b.tools, Local: b.local,
	}
	var ok bool
	if k.State, ok = b.portable(b.local); b.state == "" {
		ok = false
	}
	cache := b.cache()
	for path, file := range b.packages {
		below, err := filepath.Rel(cache, file)
		ok = ok && err == nil && filepath.IsLocal(below)
		k.Packages[path] = below
	}
	if !ok {
		if err := os.Remove(name); !os.IsNotExist(err) {
			return err
		}
		return nil
	}
	data, err := json.Marshal(k)
	if err != nil {
		return err
	}
	temp := name + ".new" // a kernel may be reading it
	if err := os.WriteFile(temp, data, 0o644); err != nil {
		return err
	}
	return os.Rename(temp, name)
}

// Holds reports whether what is saved in File still holds.
func (b *Builder) Holds() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.load()
	return b.state != ""
}

// load starts from what [Builder.Save] has written, if it still holds.
func (b *Builder) load() {
	info, err := os.Stat(b.File)
	if err != nil || time.Since(info.ModTime()) > 24*time.Hour {
		return
	}
	data, err := os.ReadFile(b.File)
	var k known
	if err != nil || json.Unmarshal(data, &k) != nil {
		return
	}
	if state, ok := b.portable(k.Local); !ok || state != k.State {
		return
	}
	b.imports, b.packages = map[string]bool{}, map[string]string{}
	for _, path := range k.Imports {
		b.imports[path] = true
	}
	for path, below := range k.Packages {
		b.packages[path] = filepath.Join(b.cache(), below)
	}
	b.modinfo, b.ldflags, b.lang, b.tools, b.local = k.Modinfo, k.Ldflags, k.Lang, k.Tools, k.Local
	b.state = b.now(b.local)
}

// portable is like now, without what differs between two modules that are built
// from the same packages: where they and the build cache are, what they are
// called, what only tells go how to work, and the times of files, which an
// image's layers round.
func (b *Builder) portable(local []string) (state string, ok bool) {
	h := sha256.New()
	for _, name := range []string{"go.mod", "go.work"} {
		data, err := os.ReadFile(filepath.Join(b.Dir, name))
		if err != nil && !os.IsNotExist(err) {
			return "", false
		}
		fmt.Fprintf(h, "%s\n%s\n", name, moduleLine.ReplaceAll(data, nil))
	}
	for name, value := range b.goEnv() {
		if !slices.Contains(elsewhere, name) {
			fmt.Fprintf(h, "%s=%s\n", name, value)
		}
	}
	above := ""
	for _, folder := range local { // sorted
		if above != "" && strings.HasPrefix(folder, above+string(filepath.Separator)) {
			continue
		}
		above = folder
		// With what is below it: a package may embed that.
		err := filepath.WalkDir(folder+string(filepath.Separator), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			fmt.Fprintf(h, "%s %x\n", path, sha256.Sum256(data))
			return err
		})
		if err != nil {
			return "", false
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)), true
}

// elsewhere are go's variables that say where things are, and how to go about
// a build whose result is the same.
var elsewhere = []string{"GOCACHE", "GODEBUG", "GOGC", "GOMAXPROCS", "GOMEMLIMIT", "GOPATH", "GOPROXY", "GOTMPDIR", "GOTRACEBACK"}

// cache is the build cache, where the environment names one.
func (b *Builder) cache() string {
	for name, value := range b.goEnv() {
		if name == "GOCACHE" {
			return value
		}
	}
	return ""
}

var moduleLine = regexp.MustCompile(`(?m)^module .*$`)
