// Package page is the door between the kernel in a browser and the JavaScript
// around it (internal/lite/assets/kernel.js), which runs Go's tools and the
// cells' programs, fetches compiled packages, and passes Jupyter's messages on.
package page

import "sync/atomic"

// A Worker does for the kernel what a browser can do and Go in it cannot.
type Worker interface {
	// Run runs one of Go's tools, "compile" or "link", to its end.
	Run(tool string, args, env []string, dir string) (output []byte, code int)

	// Need makes packages, and all that they import, present as the files that
	// [Archive] names. It returns all of them, sorted, and which of those that
	// were asked for do not exist here.
	Need(importPaths []string) (present, unknown []string, err error)

	// Archive makes a package alone present.
	Archive(importPath string) error

	// Docs returns the documentation of a package, as apidoc writes it; nil if
	// there is none.
	Docs(importPath string) ([]byte, error)

	// Start starts a program, which has been linked to a file.
	Start(file string, args, env []string, dir string, on Events) Process

	// Send sends a message to Jupyter, as JSON with the member "channel".
	Send(message []byte)

	// Mkfifo makes a named pipe.
	Mkfifo(path string) error
}

// Events is told what becomes of a program. Its functions do not wait: other
// programs and messages wait for them.
type Events struct {
	Stdout, Stderr func(data []byte)
	Exit           func(code int, reason string) // reason says why, if the program did not end by itself
}

// A Process is a program that runs.
type Process interface {
	// Kill ends the program at once.
	Kill()
}

// Reasons that [Events].Exit is given; it may be given others.
const (
	Killed   = "killed" // by [Process.Kill]
	NoMemory = "memory" // the browser gave it no more
	TooDeep  = "stack"  // calls went deeper than the browser allows
	Reads    = "stdin"  // it wanted to read what is typed, and nobody can type
)

// Folder is where the compiled packages are.
var Folder = "/pkg"

// Archive returns the file of a compiled package.
func Archive(importPath string) string { return Folder + "/" + importPath + ".a" }

// Current is the worker that the kernel runs in.
var Current Worker

// Receive and Interrupt are called with each message from Jupyter, which has the
// member "channel", and when the learner interrupts the kernel. They do not wait.
// [Ready] is called when both are set.
var (
	Receive   = func(message []byte) {}
	Interrupt = func() {}
)

// interrupts counts the learner's interrupts.
var interrupts atomic.Int64

// Interrupted is called when the learner interrupts the kernel.
func Interrupted() {
	interrupts.Add(1)
	Interrupt()
}

// Interrupts returns how often the learner has interrupted the kernel so far.
// What takes long, and cannot be ended, looks afterwards whether that is another
// number than before.
func Interrupts() int64 { return interrupts.Load() }
