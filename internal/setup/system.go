package setup

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"golessons/internal/browser"
	"golessons/internal/setup/step"
	"golessons/internal/words"
)

// A SystemPackage is a package of the system, with its name under each package
// manager.
type SystemPackage struct {
	What   string   // "Python's venv module"
	debian []string // the packages that have it on Debian and Ubuntu
	snap   string   // the snap, where Ubuntu has it as that alone
	fedora string   // the package on Fedora
	brew   string   // the Homebrew formula or cask
}

// Command returns what a person types to install the package.
func (m SystemPackage) Command() string {
	switch {
	case m.snap != "" && isUbuntu():
		return "sudo snap install " + m.snap
	case has("apt-get"):
		return "sudo apt-get install -y " + strings.Join(m.debian, " ")
	case has("brew"):
		return "brew install " + m.brew
	case has("dnf"):
		return "sudo dnf install " + m.fedora
	}
	return words.Sprintf("install %s with your system's package manager", m.fedora)
}

func isUbuntu() bool {
	release, _ := os.ReadFile("/etc/os-release")
	return strings.Contains("\n"+string(release), "\nID=ubuntu\n")
}

// canInstall reports whether we may install packages without asking: as root on
// Debian or Ubuntu, which is a container, a CI machine or the build of an image.
func canInstall() bool { return os.Geteuid() == 0 && has("apt-get") }

// Ours reports whether we may install this package.
func (m SystemPackage) Ours() bool { return canInstall() && !(m.snap != "" && isUbuntu()) }

// Install installs the package, and says so.
func (m SystemPackage) Install(ctx context.Context, p *step.StatusLine) error {
	p.Say("apt-get install " + strings.Join(m.debian, " "))
	// On a machine that has just started another apt-get may be at work. An
	// update may fail for one source of many, and still bring what is needed.
	const wait = "DPkg::Lock::Timeout=120"
	p.Run(ctx, exec.CommandContext(ctx, "apt-get", "-o", wait, "update", "-qq"))
	args := append([]string{"-o", wait, "install", "-y", "-qq", "--no-install-recommends"}, m.debian...)
	cmd := exec.CommandContext(ctx, "apt-get", args...)
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	if err := p.Run(ctx, cmd); err != nil {
		return words.Errorf("%w; type: %s", step.NeedsNetwork(m.What, err), m.Command())
	}
	p.Print(words.Sprintf("installed %s (apt-get install %s)", m.What, strings.Join(m.debian, " ")))
	return nil
}

func has(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

var browserPackage = SystemPackage{"a browser for the tests", []string{"chromium"}, "chromium", "chromium", "--cask chromium"}

var JapaneseFont = SystemPackage{"a font with Japanese characters", []string{"fonts-ipafont-gothic", "fontconfig"}, "", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk-jp"}

// StepsForTests returns the steps that bring what only the tests need.
func StepsForTests() []step.Step {
	return []step.Step{
		{Name: "browser for the tests", Done: func() bool { _, err := browser.Find(); return err == nil }, Do: getter(browserPackage)},
		{Name: "Japanese font for the browser", Done: hasJapaneseFont, Do: getter(JapaneseFont)},
	}
}

// getter returns the function of a step that installs the package, or says how
// to if we may not.
func getter(m SystemPackage) func(context.Context, *step.StatusLine) error {
	return func(ctx context.Context, p *step.StatusLine) error {
		if !m.Ours() {
			return fmt.Errorf("the tests need %s: %s", m.What, m.Command())
		}
		return m.Install(ctx, p)
	}
}

func hasJapaneseFont() bool {
	if _, err := os.Stat("/System/Library/Fonts"); err == nil {
		return true // macOS has one
	}
	out, err := exec.Command("fc-list", ":lang=ja", "family").Output()
	return err == nil && len(out) > 0
}
