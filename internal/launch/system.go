package launch

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// A missing thing is one that only the system's package manager brings.
type missing struct {
	what   string   // "Python's venv module"
	debian []string // the packages that have it on Debian and Ubuntu
	brew   string   // the Homebrew formula or cask
}

// command is what a person types to get it.
func (m missing) command() string {
	switch {
	case has("apt-get"):
		return "sudo apt-get install -y " + strings.Join(m.debian, " ")
	case has("brew"):
		return "brew install " + m.brew
	case has("dnf"):
		return "sudo dnf install " + m.brew
	}
	return "install " + m.brew + " with your system's package manager"
}

// canInstall reports whether we may install packages without asking: as root
// on Debian or Ubuntu, which is a container, a CI machine or an image's build.
func canInstall() bool { return os.Geteuid() == 0 && has("apt-get") }

// install installs m, and says so.
func (m missing) install(ctx context.Context, p *progress) error {
	p.say("apt-get install " + strings.Join(m.debian, " "))
	update := exec.CommandContext(ctx, "apt-get", "update", "-qq")
	if err := p.run(ctx, update); err != nil {
		return needsNetwork(m.what, err)
	}
	args := append([]string{"install", "-y", "-qq", "--no-install-recommends"}, m.debian...)
	cmd := exec.CommandContext(ctx, "apt-get", args...)
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	if err := p.run(ctx, cmd); err != nil {
		return needsNetwork(m.what, err)
	}
	fmt.Fprintf(p.out, "\r  installed %s (apt-get install %s)\n", m.what, strings.Join(m.debian, " "))
	return nil
}

func has(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}
