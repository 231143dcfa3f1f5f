// Package browser finds the browser with which tests look at pages, JupyterLab
// and figures.
package browser

import (
	"errors"
	"os"
	"os/exec"
)

// FullVariable names the environment variable with which `go run . test` tells
// the tests to leave nothing out: a test that cannot run then fails.
const FullVariable = "GOLESSONS_TEST_FULL"

// Needed reports whether a test that finds no browser has to fail.
func Needed() bool { return os.Getenv(FullVariable) != "" }

// Find returns the path of a Chromium or Chrome. It starts it once: Ubuntu's
// chromium-browser may be a stub that only says how to get one.
func Find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"} {
		path, err := exec.LookPath(name)
		if err == nil && exec.Command(path, "--version").Run() == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no Chromium or Chrome here; `go run . test` installs one, or says how")
}
