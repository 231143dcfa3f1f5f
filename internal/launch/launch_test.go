package launch

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"testing"
)

func TestOlder(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"1.26.4", "1.26.5", true},
		{"1.26.5", "1.26.5", false},
		{"1.26", "1.26.5", true},
		{"1.27rc1", "1.26.5", false},
		{"1.9.9", "1.26.5", true},
		{"2.0", "1.26.5", false},
		{"3.9.18", "3.10", true},
		{"3.10.0", "3.10", false},
	} {
		if got := older(tt.a, tt.b); got != tt.want {
			t.Errorf("older(%s, %s) = %v", tt.a, tt.b, got)
		}
	}
}

func TestLocaleLanguage(t *testing.T) {
	for _, tt := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"},
		{map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP"}, "ja"},
	} {
		if got := localeLanguage(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v is %s, want %s", tt.env, got, tt.want)
		}
	}
}

func TestFreePort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	taken := l.Addr().(*net.TCPAddr).Port
	s := &State{Dir: t.TempDir()}
	if _, _, err := s.reservePort(taken); err == nil {
		t.Error("a taken port was taken for free")
	}
	// Two launchers that start at once get two ports.
	p, first, err := s.reservePort(0)
	if err != nil || p < defaultPort {
		t.Fatalf("%d, %v", p, err)
	}
	q, second, err := s.reservePort(0)
	if err != nil || q == p {
		t.Fatalf("%d and then %d, %v", p, q, err)
	}
	second.Close()
	first.Close()
	again, third, err := s.reservePort(0)
	if err != nil || again != p {
		t.Errorf("%d, and when it is given back %d, %v", p, again, err)
	}
	third.Close()
}

func TestKernelsDir(t *testing.T) {
	venv := t.TempDir()
	write(t, filepath.Join(venv, "bin", "python"), "")
	for _, tt := range []struct {
		prefix, goos string
		env          map[string]string
		want         string
	}{
		{"", "linux", map[string]string{"HOME": "/h"}, "/h/.local/share/jupyter/kernels"},
		{"", "linux", map[string]string{"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/jupyter/kernels"},
		{"", "linux", map[string]string{"HOME": "/h", "JUPYTER_DATA_DIR": "/j"}, "/j/kernels"},
		{"", "darwin", map[string]string{"HOME": "/h"}, "/h/Library/Jupyter/kernels"},
		{venv, "linux", nil, venv + "/share/jupyter/kernels"},
		{"/nowhere", "linux", nil, ""},
		{"", "linux", nil, ""},
	} {
		got, err := kernelsDir(tt.prefix, tt.goos, func(name string) string { return tt.env[name] })
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%+v: %q, %v", tt, got, err)
		}
	}
}

// A step that fails without a network must say so in one line; one that fails
// for another reason must not blame the network.
func TestNeedsNetwork(t *testing.T) {
	fail := func(lines ...string) error {
		return &programError{program: "go", lines: lines, err: errors.New("exit status 1")}
	}
	for _, tt := range []struct {
		err     error
		network bool
	}{
		{fail("dial tcp: lookup example.org: no such host"), true},
		{fail("go: module lookup disabled by GOPROXY=off"), true},
		{fail("error: connect: connection refused", "giving up"), true},
		{fail("./x.go:3:1: syntax error"), false},
		{fail("ERROR: No matching distribution found for pyzmq==27"), false},
		{errors.New("no space left on device"), false},
	} {
		err := needsNetwork("GoNB", tt.err)
		if got := strings.Contains(err.Error(), "network"); got != tt.network || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v became %v", tt.err, err)
		}
	}
}

func TestStamp(t *testing.T) {
	s := &State{Dir: t.TempDir()}
	a, b := filepath.Join(s.Dir, "venv", "a"), filepath.Join(s.Dir, "venv", "テ スト", "b")
	write(t, a, "12345")
	write(t, b, "1")
	if s.stamped("venv", "key", s.Dir) {
		t.Error("done before it was stamped")
	}
	if err := s.stamp("venv", "key", s.Dir, "venv"); err != nil {
		t.Fatal(err)
	}
	if !s.stamped("venv", "key", s.Dir) {
		t.Error("not done after it was stamped")
	}
	if s.stamped("venv", "another key", s.Dir) {
		t.Error("done for another key")
	}
	write(t, a, "123")
	if s.stamped("venv", "key", s.Dir) {
		t.Error("done with a file cut short")
	}
	write(t, a, "12345")
	write(t, filepath.Join(s.Dir, "stamps", "venv"), "key\nrubbish\n")
	if s.stamped("venv", "key", s.Dir) {
		t.Error("done by a damaged stamp")
	}
}

func TestTestArgs(t *testing.T) {
	for _, tt := range []struct {
		args, want string
		short      bool
	}{
		{"", "./...", false},
		{"-run .*Kernel", "./... -run .*Kernel", false},
		{"-short=true -v", "./... -short=true -v", true},
		{"./mlx -short", "./mlx -short", true},
		{"golessons/lessons -run Browser -args -short=false", "golessons/lessons -run Browser -args -short=false", false},
	} {
		args := strings.Fields(tt.args)
		if got, want := strings.Join(testArgs(args), " "), "test -p 1 -timeout 20m -count 1 "+tt.want; got != want {
			t.Errorf("%q becomes %q, want %q", tt.args, got, want)
		}
		if got := short(args); got != tt.short {
			t.Errorf("%q is short: %v", tt.args, got)
		}
	}
}

// In the image the command is called golessons, and its messages say so.
func TestCommandName(t *testing.T) {
	for _, test := range []struct{ checkout, want, not string }{
		{"", "`go run . help`", "golessons help"},
		{"/opt/golessons/src", "`golessons help`", "go run"},
	} {
		t.Setenv(checkoutVariable, test.checkout)
		var out, errOut bytes.Buffer
		if code := Main([]string{"hepl"}, &out, &errOut); code != 2 {
			t.Errorf("status %d", code)
		}
		Main([]string{"help"}, &out, &errOut)
		if got := out.String() + errOut.String(); !strings.Contains(got, test.want) || strings.Contains(got, test.not) {
			t.Errorf("%s=%q: %s", checkoutVariable, test.checkout, got)
		}
	}
	var out bytes.Buffer
	fmt.Fprint(installed{&out}, "`go run .` and go run . test, then go run ./bench")
	if got := out.String(); got != "`golessons` and golessons test, then go run ./bench" {
		t.Error(got)
	}
}
