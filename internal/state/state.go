// Package state is the folder .golessons in the checkout, where all that the
// set-up makes is kept: where things are in it, the locks that keep two
// launchers from each other, the stamps of what is done, and how our own files
// are written.
package state

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golessons/internal/kernel"
	"golessons/internal/words"
)

// CheckoutVariable is the environment variable that names the checkout in an
// image, where commands are not typed in it.
const CheckoutVariable = "GOLESSONS_CHECKOUT"

// A State is the folder of everything that the set-up makes: .golessons in the
// checkout, or the folder that GOLESSONS_STATE names. Deleting it undoes the
// set-up.
type State struct {
	Checkout string // the folder with go.mod
	Dir      string
}

// Find finds the checkout from the current folder upwards, or in an image by
// CheckoutVariable.
func Find() (*State, error) {
	dir := os.Getenv(CheckoutVariable)
	if dir == "" {
		var err error
		if dir, err = os.Getwd(); err != nil {
			return nil, err
		}
	}
	for d := dir; ; d = filepath.Dir(d) {
		mod, err := ReadFile(filepath.Join(d, "go.mod"))
		if err == nil && bytes.HasPrefix(mod, []byte("module golessons\n")) {
			s := &State{Checkout: d, Dir: filepath.Join(d, ".golessons")}
			if other := os.Getenv(kernel.StateVariable); other != "" {
				if s.Dir, err = filepath.Abs(other); err != nil {
					return nil, err
				}
			}
			return s, nil
		}
		if d == filepath.Dir(d) {
			return nil, words.Errorf("%s is not inside the golessons checkout; change into the checkout and try again", dir)
		}
	}
}

// Path returns the path of something in the state folder.
func (s *State) Path(elem ...string) string {
	return filepath.Join(append([]string{s.Dir}, elem...)...)
}

// Sealed reports whether the set-up is an image's: complete, and not the
// learner's to change.
func (s *State) Sealed() bool {
	_, err := os.Stat(s.Path("sealed"))
	return err == nil
}

// Seal marks the set-up as an image's.
func (s *State) Seal() error { return WriteFile(s.Path("sealed"), nil) }

// Unseal lets later steps change the set-up again, as a later layer of the image
// does.
func (s *State) Unseal() error {
	if err := os.Remove(s.Path("sealed")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
