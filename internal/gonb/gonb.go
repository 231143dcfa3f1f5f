// Package gonb is GoNB as the lessons need it: the changes to its source, and
// the packages of ours that go into it. README.md says how to change them.
//
// A change is a file in patches, in the form of git format-patch, and is a few
// lines: longer code is a function in one of the packages, which are compiled
// and tested here.
package gonb

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golessons/internal/plainfile"
)

// Module is GoNB's path. go.mod says which version.
const Module = "github.com/janpfeifer/gonb"

// Apply copies GoNB's source, as it is in the folder source, to dst, which may
// not exist, with all patches applied and with the checkout's packages.
func Apply(source, checkout, dst string) error { return write(source, checkout, dst, nil) }

// write is Apply with packages of ours that stand in for others.
func write(source, checkout, dst string, standIns map[string]string) error {
	patches, err := Patches()
	if err != nil {
		return err
	}
	patched, err := apply(source, patches)
	if err != nil {
		return err
	}
	copies, err := copied(checkout, slices.Concat(packages, slices.Sorted(maps.Values(standIns))), standIns)
	if err != nil {
		return err
	}
	if err := os.CopyFS(dst, os.DirFS(source)); err != nil {
		return err
	}
	for _, files := range []map[string][]byte{patched, copies} {
		for name, data := range files {
			if err := plainfile.Write(filepath.Join(dst, filepath.FromSlash(name)), data); err != nil {
				return err
			}
		}
	}
	return nil
}

// Check returns an error, a [*Conflict], unless all patches apply to GoNB's
// source in a folder.
func Check(source string) error {
	patches, err := Patches()
	if err == nil {
		_, err = apply(source, patches)
	}
	return err
}

// Key returns a text that changes when GoNB has to be built anew, because a
// patch or one of the checkout's packages has changed. go.mod shows when GoNB's
// version changes.
func Key(checkout string) (string, error) {
	copies, err := copied(checkout, packages, nil)
	if err != nil {
		return "", err
	}
	patches, err := Patches()
	if err != nil {
		return "", err
	}
	return key(patches, copies), nil
}

func key(patches []*Patch, copies map[string][]byte) string {
	h := sha256.New()
	// The length keeps two different lists of texts from having one hash.
	add := func(text string) { fmt.Fprintf(h, "%d %s\n", len(text), text) }
	for _, p := range patches {
		add(p.File)
		add(p.text)
	}
	for _, name := range slices.Sorted(maps.Keys(copies)) {
		add(name)
		add(string(copies[name]))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// apply returns the files that the patches change, by their names.
func apply(source string, patches []*Patch) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, p := range patches {
		for _, change := range p.changes {
			if name := change.NewName; change.IsNew {
				if _, err := os.Lstat(filepath.Join(source, filepath.FromSlash(name))); err == nil || files[name] != nil {
					return nil, &Conflict{p, version(source), name, "", fs.ErrExist}
				}
			}
			old, ok := files[change.OldName]
			if !ok && !change.IsNew {
				var err error
				if old, err = plainfile.Read(filepath.Join(source, filepath.FromSlash(change.OldName)), plainfile.Large); err != nil {
					return nil, &Conflict{p, version(source), change.OldName, "", err}
				}
			}
			changed, err := applyChange(old, change)
			if err != nil {
				return nil, &Conflict{p, version(source), change.OldName, hunkOf(err, change), err}
			}
			files[change.NewName] = changed
		}
	}
	return files, nil
}

// version returns the version of the module in a folder of the module cache, or
// the folder if it is elsewhere.
func version(source string) string {
	if _, version, ok := strings.Cut(filepath.Base(source), "@"); ok {
		return version
	}
	return "in " + source
}

// A Conflict is the error for a patch that does not apply.
type Conflict struct {
	Patch   *Patch
	Version string // GoNB's
	File    string // of GoNB
	Hunk    string // where it stands in the file, and what it says it is in; may be empty
	Err     error
}

func (c *Conflict) Error() string {
	where := c.File
	if c.Hunk != "" {
		where += ", " + c.Hunk
	}
	return fmt.Sprintf("the patch %q (internal/gonb/patches/%s) does not apply to GoNB %s: %s: %v; internal/gonb/README.md says how to move it to another version",
		c.Patch.Title, c.Patch.File, c.Version, where, c.Err)
}

func (c *Conflict) Unwrap() error { return c.Err }
