package cli

import (
	"context"
	"flag"
	"fmt"
	"io"

	"golessons/internal/words"
)

// A command is one word after `go run .`; its flags are its fields.
type command interface {
	// flags defines the flags in fs.
	flags(fs *flag.FlagSet)
	// run runs the command, with the arguments that are not flags.
	run(ctx context.Context, t terminal, args []string) error
}

// A checker is a command that looks at the values of its flags before it runs.
type checker interface {
	// check returns what is wrong with a flag's value.
	check() error
}

// An entry is a command as the help shows it.
type entry struct {
	name    string
	args    string // the arguments, for the help; "" if there are none
	short   string // what it does; "" for a command that nobody types
	command command

	// passesOn is set if everything after the name is for another program.
	passesOn bool
	// startsNothing is set if the command has no process to end when it is
	// stopped.
	startsNothing bool
}

// entries lists the commands, with no flag set.
func entries() []entry {
	return []entry{
		{name: "start", short: words.T("set up what is missing and open the lessons (what `go run .` alone does)"), command: &startCommand{}},
		{name: "setup", short: words.T("set up what is missing and stop there"), command: &setupCommand{}},
		{name: "reset", args: words.T("lesson…"), short: words.T("bring lessons back as they were shipped, e.g. `reset 02`; yours go to backup/"), command: &resetCommand{}, startsNothing: true},
		{name: "run", args: words.T("[lesson…]"), short: words.T("run lessons without a browser, through the same kernel; without a name, all of them"), command: &runCommand{}},
		{name: "site", args: words.T("folder"), short: words.T("write the course into a folder, as web pages to read and to run in a browser"), command: &siteCommand{}},
		{name: "progress", args: words.T("folder"), short: words.T("show which exercises the learners whose folders are in a folder have solved"), command: &progressCommand{}, startsNothing: true},
		{name: "install", short: words.T("register the kernel for a Jupyter or VS Code you already have"), command: &installCommand{}},
		{name: "doctor", short: words.T("check what the course needs, and print what mends each failure"), command: &doctorCommand{}},
		{name: "test", args: "[packages] [go test flags]", short: words.T("set up what the tests need, a browser too, and run all of them"), command: &testCommand{}, passesOn: true},
		{name: "startpage", args: "folder language", command: &startPageCommand{}, startsNothing: true}, // the server's, not a person's
		{name: "image", args: "part…", command: &imageCommand{}, passesOn: true},                        // the Dockerfile's, not a person's
	}
}

// find returns the command with a name.
func find(name string) (entry, bool) {
	for _, e := range entries() {
		if e.name == name {
			return e, true
		}
	}
	return entry{}, false
}

// help prints the list of the commands.
func help(w io.Writer) {
	fmt.Fprint(w, words.T("golessons: deep learning in JupyterLab, in Go\n\nusage: go run . [command] [flags]\n\n"))
	for _, e := range entries() {
		if e.short != "" {
			fmt.Fprintf(w, "  %-8s %s\n", e.name, e.short)
		}
	}
	fmt.Fprint(w, words.T("\n`go run . COMMAND -h` lists the flags of a command.\n"))
}

// help prints the help of one command.
func (e entry) help(w io.Writer, fs *flag.FlagSet) {
	args := ""
	if e.args != "" {
		args = words.T(" [flags] ") + e.args
	}
	words.Fprintf(w, "usage: go run . %s%s\n\n%s\n", e.name, args, e.short)
	fs.SetOutput(w)
	fs.PrintDefaults()
}
