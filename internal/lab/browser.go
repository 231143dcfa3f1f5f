package lab

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"golessons/internal/plainfile"
	"golessons/internal/setup"
)

// OpenBrowser opens the server's address in a browser, if there is a desktop. It goes
// by way of a page that only its user can read: other users can see a program's
// arguments, and the address has the token.
func OpenBrowser(env *setup.Environment, o Options, v *Server) {
	if o.NoBrowser {
		return
	}
	program := "xdg-open"
	if runtime.GOOS == "darwin" {
		program = "open"
	} else if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" && os.Getenv("BROWSER") == "" {
		return
	}
	page := filepath.Join(v.Folder, "open.html")
	if err := plainfile.WritePrivate(page, fmt.Appendf(nil, "<!DOCTYPE html><meta http-equiv=refresh content=\"0; url=%s\">\n", v.Address(o.Lang, env.Course()))); err != nil {
		return // the URL is on the screen
	}
	cmd := exec.Command(program, page)
	if err := cmd.Start(); errors.Is(err, exec.ErrNotFound) {
		return // the URL is on the screen
	}
	go cmd.Wait()
}
