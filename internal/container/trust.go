package container

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"golessons/internal/plainfile"
	"golessons/internal/setup"
	"golessons/internal/state"
)

// trustLater does the set-up's Home stage: it starts to sign the shipped
// notebooks, and does not wait. Each home folder has its own secret: with the
// image's, everybody could sign.
func trustLater(env *setup.Environment, home string) error {
	secret := filepath.Join(home, ".local", "share", "jupyter", "notebook_secret")
	if _, err := os.Stat(secret); errors.Is(err, fs.ErrNotExist) {
		// Make the secret here, because the server and the signer would each make
		// one.
		random := make([]byte, 1024)
		rand.Read(random)
		if err := plainfile.WritePrivate(secret, []byte(base64.StdEncoding.EncodeToString(random))); err != nil {
			return state.Unwritable(filepath.Dir(secret), err)
		}
	}
	sign, err := env.TrustCommand()
	if err != nil {
		return err
	}
	// Sign with nice, because the learner is waiting for the server.
	args := []string{"-c", `nice "$@" </dev/null >/dev/null 2>&1 &`, "sh"}
	return exec.Command("/bin/sh", append(args, sign...)...).Run()
}
