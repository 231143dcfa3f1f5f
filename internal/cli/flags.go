package cli

import (
	"cmp"
	"errors"
	"flag"
	"io"
	"regexp"
	"slices"
	"strings"

	"golessons/internal/course"
	"golessons/internal/words"
)

// parse reads the flags of a command, which may stand before, after and between
// its arguments, and returns the arguments. After -- everything is an argument.
// The error is flag.ErrHelp when help was asked for, which it has printed to
// out.
func (e entry) parse(args []string, out io.Writer) ([]string, error) {
	if e.passesOn && !(len(args) > 0 && isHelp(args[0])) {
		return args, nil
	}
	fs := flag.NewFlagSet(e.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	e.command.flags(fs)
	var rest []string
	for len(args) > 0 {
		err := fs.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			e.help(out, fs)
			return nil, err
		}
		if err != nil {
			return nil, words.Errorf("%v; `go run . %s -h` lists the flags", inOurWords(err), e.name)
		}
		read := args[:len(args)-fs.NArg()]
		if args = fs.Args(); len(args) == 0 {
			break
		}
		if len(read) > 0 && read[len(read)-1] == "--" {
			rest = append(rest, args...)
			break
		}
		rest, args = append(rest, args[0]), args[1:]
	}
	if len(rest) > 0 && e.args == "" {
		return nil, words.Errorf("%s takes no arguments, got %q; `go run . %s -h` lists its flags", e.name, rest[0], e.name)
	}
	if c, ok := e.command.(checker); ok {
		return rest, c.check()
	}
	return rest, nil
}

// The forms of what package flag says of a mistake.
var (
	undefinedFlag = regexp.MustCompile(`^flag provided but not defined: (.*)$`)
	bareFlag      = regexp.MustCompile(`^flag needs an argument: (.*)$`)
	badSyntax     = regexp.MustCompile(`^bad flag syntax: (.*)$`)
	badBool       = regexp.MustCompile(`^invalid boolean value (".*") for (-.*): parse error$`)
	badNumber     = regexp.MustCompile(`^invalid value (".*") for flag (-.*): (parse error|value out of range)$`)
)

// inOurWords returns what package flag says of a mistake in the current
// language: it has no errors to tell apart, only English sentences.
func inOurWords(err error) string {
	said := err.Error()
	if m := undefinedFlag.FindStringSubmatch(said); m != nil {
		return words.Sprintf("flag provided but not defined: %s", m[1])
	}
	if m := bareFlag.FindStringSubmatch(said); m != nil {
		return words.Sprintf("flag needs an argument: %s", m[1])
	}
	if m := badSyntax.FindStringSubmatch(said); m != nil {
		return words.Sprintf("bad flag syntax: %s", m[1])
	}
	if m := badBool.FindStringSubmatch(said); m != nil {
		return words.Sprintf("invalid boolean value %s for %s: parse error", m[1], m[2])
	}
	if m := badNumber.FindStringSubmatch(said); m != nil {
		why := words.T("parse error")
		if m[3] != "parse error" {
			why = words.T("value out of range")
		}
		return words.Sprintf("invalid value %s for flag %s: %s", m[1], m[2], why)
	}
	return said
}

// isHelp reports whether an argument asks for help.
func isHelp(arg string) bool { return slices.Contains([]string{"-h", "-help", "--help"}, arg) }

// These flags belong to more than one command.

func dirFlag(fs *flag.FlagSet, dir *string) {
	fs.StringVar(dir, "dir", "", words.Sprintf("the `folder` your copies of the lessons are in (default ~/%s)", course.LearnerFolder))
}

// orLanguages lists the values of -lang, for its help.
func orLanguages() string { return strings.Join(words.Tags(), words.T(" or ")) }

// spoken returns the language to speak: that of -lang, else the preferred one. It
// looks for -lang itself, because the help and the errors about flags need the
// language before the flags are read. Where only the locale says, and is not in
// UTF-8, as ja_JP.eucJP, it is English, which can be read there.
func spoken(args []string, getenv func(string) string) string {
	for i, arg := range args {
		name, value, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if name != "lang" || !strings.HasPrefix(arg, "-") {
			continue
		}
		if !given && i+1 < len(args) {
			value = args[i+1]
		}
		if words.Find(value) != nil {
			return value
		}
	}
	locale := cmp.Or(getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG"))
	_, charset, given := strings.Cut(locale, ".")
	charset, _, _ = strings.Cut(strings.ToLower(charset), "@")
	if words.Find(getenv("GOLESSONS_LANG")) == nil && given && charset != "utf-8" && charset != "utf8" {
		return "en"
	}
	return words.Preferred(getenv)
}

// checkLang returns the error for a value of -lang that is no language.
func checkLang(lang string) error {
	if lang != "" && words.Find(lang) == nil {
		return words.Errorf("-lang %s: the lessons are in %s", lang, strings.Join(words.Tags(), words.T(" and ")))
	}
	return nil
}

// checkPort returns the error for a value of -port that is no port.
func checkPort(port int) error {
	if port < 0 || port > 65535 {
		return words.Errorf("-port %d: a port is a number from 1 to 65535", port)
	}
	return nil
}
