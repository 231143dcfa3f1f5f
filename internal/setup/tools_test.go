package setup

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golessons/internal/gonb"
	"golessons/internal/state"
)

// Where a patch no longer applies, the doctor is told which one, before anything
// is built.
func TestCheckGoNB(t *testing.T) {
	s := &Environment{&state.State{Checkout: t.TempDir(), Dir: t.TempDir()}}
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(s.Checkout, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module golessons\n\ngo 1.26\n\nrequire "+gonb.Module+" v0.0.1\n\nreplace "+gonb.Module+" => ./gonb@v0.0.1\n")
	write("gonb@v0.0.1/go.mod", "module "+gonb.Module+"\n\ngo 1.26\n")
	var conflict *gonb.Conflict
	if err := s.CheckGoNB(t.Context()); !errors.As(err, &conflict) || !strings.Contains(err.Error(), ".patch) does not apply to GoNB v0.0.1: ") {
		t.Errorf("CheckGoNB = %v", err)
	}
	// GoNB that was not downloaded, or that go.mod does not name, is not the patches' fault.
	write("go.mod", "module golessons\n\ngo 1.26\n")
	if err := s.CheckGoNB(t.Context()); err != nil {
		t.Errorf("without GoNB: %v", err)
	}
	// The doctor answers without a network, and does not wait for one.
	asked := false
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked = true
		http.NotFound(w, nil)
	}))
	defer proxy.Close()
	t.Setenv("GOPROXY", proxy.URL)
	t.Setenv("GOMODCACHE", t.TempDir())
	write("go.mod", "module golessons\n\ngo 1.26\n\nrequire "+gonb.Module+" v0.0.1\n")
	if err := s.CheckGoNB(t.Context()); err != nil || asked {
		t.Errorf("GoNB is not downloaded yet: %v, the network was asked: %t", err, asked)
	}
}
