package cli

import (
	"errors"
	"flag"
	"io"
	"reflect"
	"strings"
	"testing"

	"golessons/internal/words"
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
		// The arguments of these two belong to go test and to the container.
		{typed: "test ./mlx -run X -short", want: &testCommand{}, args: "./mlx -run X -short"},
		{typed: "test -short", want: &testCommand{}, args: "-short"},
		{typed: "test ./mlx -h", want: &testCommand{}, args: "./mlx -h"},
		{typed: "test -h", says: flag.ErrHelp.Error()},
		{typed: "image start bash -c ls", want: &imageCommand{}, args: "start bash -c ls"},
	} {
		typed := strings.Fields(tt.typed)
		e, ok := find(typed[0])
		if !ok {
			t.Fatalf("no command %s", typed[0])
		}
		args, err := e.parse(typed[1:], io.Discard)
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

// What package flag finds wrong with the flags is said in the learner's
// language, and in English as flag says it.
func TestFlagMistakes(t *testing.T) {
	defer words.Use("")
	for _, tt := range []struct{ typed, flag, ja string }{
		{"start -foo", "flag provided but not defined: -foo", "-foo というフラグはありません"},
		{"start -dir", "flag needs an argument: -dir", "-dir には値が要ります"},
		{"start ---dir", "bad flag syntax: ---dir", "---dir はフラグの書き方ではありません"},
		{"start -port x", `invalid value "x" for flag -port: parse error`, `-port の値 "x" は使えません(整数ではありません)`},
		{"run -seed 99999999999999999999", `invalid value "99999999999999999999" for flag -seed: value out of range`, `-seed の値 "99999999999999999999" は使えません(大きすぎます)`},
		{"run -update=x", `invalid boolean value "x" for -update: parse error`, `-update の値 "x" は使えません(true か false にしてください)`},
	} {
		for _, lang := range []struct{ tag, want string }{
			{"en", tt.flag + "; `go run . %s -h` lists the flags"},
			{"ja", tt.ja + "。`go run . %s -h` でフラグの一覧を表示します。"},
		} {
			words.Use(lang.tag)
			typed := strings.Fields(tt.typed)
			e, _ := find(typed[0])
			want := strings.ReplaceAll(lang.want, "%s", typed[0])
			if _, err := e.parse(typed[1:], io.Discard); err == nil || err.Error() != want {
				t.Errorf("%s: %v, want %s", tt.typed, err, want)
			}
		}
	}
}

// The list of the commands fits a terminal in Japanese, whose letters take two
// columns.
func TestHelpFitsTerminal(t *testing.T) {
	words.Use("ja")
	defer words.Use("")
	var out strings.Builder
	help(&out)
	for line := range strings.Lines(out.String()) {
		if n := words.Width(strings.TrimSuffix(line, "\n")); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

// The launcher speaks the language that is asked for, else the locale's, if the
// terminal can show it.
func TestSpoken(t *testing.T) {
	for _, tt := range []struct{ typed, environment, want string }{
		{"", "LANG=ja_JP.UTF-8", "ja"},
		{"", "LANG=ja_JP.utf8@x", "ja"},
		{"", "LANG=ja_JP", "ja"},
		{"", "LANG=C.UTF-8", "en"},
		{"", "", "en"},
		{"", "LANG=ja_JP.eucJP", "en"},
		{"", "LANG=ja_JP.SJIS LC_ALL=ja_JP.UTF-8", "ja"},
		{"", "LANG=ja_JP.UTF-8 LC_CTYPE=ja_JP.eucJP", "en"},
		{"", "LANG=en_US.UTF-8 GOLESSONS_LANG=ja", "ja"},
		{"", "LANG=ja_JP.UTF-8 GOLESSONS_LANG=fr", "ja"},
		{"-lang en", "LANG=ja_JP.UTF-8 GOLESSONS_LANG=ja", "en"},
		{"-lang en", "LANG=ja_JP.UTF-8", "en"},
		{"run 02 -lang=ja", "LANG=ja_JP.eucJP", "ja"},
	} {
		getenv := func(name string) string {
			for _, variable := range strings.Fields(tt.environment) {
				if value, ok := strings.CutPrefix(variable, name+"="); ok {
					return value
				}
			}
			return ""
		}
		if got := spoken(strings.Fields(tt.typed), getenv); got != tt.want {
			t.Errorf("%q with %s: %s, want %s", tt.typed, tt.environment, got, tt.want)
		}
	}
}
