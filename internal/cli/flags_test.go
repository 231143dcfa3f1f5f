package cli

import (
	"errors"
	"flag"
	"io"
	"reflect"
	"strings"
	"testing"
)

// Flags may stand after names as before them.
func TestFlags(t *testing.T) {
	for _, tt := range []struct {
		typed string
		want  command
		args  string
		says  string // the error
	}{
		{typed: "run", want: &runCommand{}},
		{typed: "run -lang en 02", want: &runCommand{lang: "en"}, args: "02"},
		{typed: "run 02 -lang en", want: &runCommand{lang: "en"}, args: "02"},
		{typed: "run 02 -lang=ja 03 -seed 7 04 -update", want: &runCommand{lang: "ja", seed: 7, update: true}, args: "02 03 04"},
		{typed: "run 02 -- -lang en", want: &runCommand{}, args: "02 -lang en"},
		{typed: "run -- 02 -lang en", want: &runCommand{}, args: "02 -lang en"},
		{typed: "run 02 -lang fr", says: "-lang fr: the lessons are in ja and en"},
		{typed: "run 02 -seed x", says: "invalid value \"x\" for flag -seed"},
		{typed: "run 02 -what", says: "flag provided but not defined: -what; `go run . run -h` lists the flags"},
		{typed: "run 02 -h", says: flag.ErrHelp.Error()},
		{typed: "start -port 9000 -dir d -no-browser", want: &startCommand{port: 9000, dir: "d", noBrowser: true}},
		{typed: "start here -port 9000", says: `start takes no arguments, got "here"`},
		{typed: "start -port 99999", says: "-port 99999: a port is a number from 1 to 65535"},
		{typed: "doctor -port -1", says: "-port -1: a port is a number from 1 to 65535"},
		{typed: "reset 02 03 -dir d", want: &resetCommand{dir: "d"}, args: "02 03"},
		{typed: "progress /home -figure f.svg", want: &progressCommand{figure: "f.svg"}, args: "/home"},
		{typed: "install -remove -prefix p", want: &installCommand{prefix: "p", remove: true}},
		{typed: "site public", want: &siteCommand{}, args: "public"},
		{typed: "setup -x", says: "flag provided but not defined: -x"},
		// What follows is go test's, and the container's.
		{typed: "test ./mlx -run X -short", want: &testCommand{}, args: "./mlx -run X -short"},
		{typed: "test -short", want: &testCommand{}, args: "-short"},
		{typed: "test ./mlx -h", want: &testCommand{}, args: "./mlx -h"},
		{typed: "test -h", says: flag.ErrHelp.Error()},
		{typed: "image start bash -c ls", want: &imageCommand{}, args: "start bash -c ls"},
	} {
		words := strings.Fields(tt.typed)
		e, ok := find(words[0])
		if !ok {
			t.Fatalf("no command %s", words[0])
		}
		args, err := e.parse(words[1:], io.Discard)
		if tt.says != "" {
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%s: %v, want %q", tt.typed, err, tt.says)
			}
			continue
		}
		if got := strings.Join(args, " "); err != nil || got != tt.args || !reflect.DeepEqual(e.command, tt.want) {
			t.Errorf("%s: %+v with %q (%v), want %+v with %q", tt.typed, e.command, got, err, tt.want, tt.args)
		}
	}
}

// -h names each flag and what it is for.
func TestHelp(t *testing.T) {
	for _, e := range entries() {
		var out strings.Builder
		if _, err := e.parse([]string{"-h"}, &out); !errors.Is(err, flag.ErrHelp) {
			t.Errorf("%s -h: %v", e.name, err)
		}
		fs := flag.NewFlagSet("", flag.ContinueOnError)
		e.command.flags(fs)
		fs.VisitAll(func(f *flag.Flag) {
			if f.Usage == "" || !strings.Contains(out.String(), "  -"+f.Name) {
				t.Errorf("%s -h does not say what -%s is:\n%s", e.name, f.Name, out.String())
			}
		})
		if !strings.HasPrefix(out.String(), "usage: go run . "+e.name) {
			t.Errorf("%s -h: %s", e.name, out.String())
		}
	}
}
