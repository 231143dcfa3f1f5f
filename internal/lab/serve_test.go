package lab

import (
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golessons/internal/course"
	"golessons/internal/course/coursetest"
	"golessons/internal/disktest"
	"golessons/internal/setup"
	"golessons/internal/setup/setuptest"
	"golessons/internal/state"
)

// Somebody else who listens on the server's port does not learn the token, and
// is not taken for the server.
func TestPortOfSomebodyElse(t *testing.T) {
	env := setuptest.Ready(t)
	stranger, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	var asked atomic.Int32
	go http.Serve(stranger, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	var out strings.Builder
	o := Options{Dir: t.TempDir(), Port: stranger.Addr().(*net.TCPAddr).Port, Lang: "en", NoBrowser: true, Out: &out}
	err = Serve(t.Context(), env, o, time.Now(), func() { t.Error("the server is said to be ready") })
	if err == nil || !strings.Contains(err.Error(), "JupyterLab ended at its start: ") || out.Len() > 0 {
		t.Errorf("error %v; said %s", err, out.String())
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("the stranger was asked %d times", n)
	}
}

// JupyterLab has its time to start, however long the set-up before it has taken.
func TestLongSetUp(t *testing.T) {
	env := &setup.Environment{State: &state.State{Checkout: t.TempDir(), Dir: t.TempDir()}}
	disktest.Write(t, env.Python(), "#!/bin/sh\nsleep 0.2\necho no kernel\nexit 1\n")
	if err := os.Chmod(env.Python(), 0o755); err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: t.TempDir(), Port: DefaultPort, Lang: "en", NoBrowser: true, Out: io.Discard}
	err := Serve(t.Context(), env, o, time.Now().Add(-time.Hour), func() { t.Error("it is said to be ready") })
	if err == nil || !strings.Contains(err.Error(), "JupyterLab ended at its start: no kernel") {
		t.Errorf("after an hour's set-up: %v", err)
	}
}

func TestLabOpensTheStartPage(t *testing.T) {
	c := course.Course{Dir: t.TempDir()}
	v := &Server{URL: "http://localhost:8888/", Token: "t"}
	disktest.Write(t, filepath.Join(c.Dir, "ja", "00_start.ipynb"), coursetest.Lesson("", ""))
	if got, want := v.Address("ja", c), "http://127.0.0.1:8888/lab/tree/ja/00_start.ipynb?token=t"; got != want {
		t.Errorf("without a start page opens %s, want %s", got, want)
	}
	disktest.Write(t, filepath.Join(c.Dir, "ja", course.StartPage), "# コース")
	if got, want := v.Address("ja", c), "http://127.0.0.1:8888/lab/tree/ja/index.md?token=t"; got != want {
		t.Errorf("opens %s, want %s", got, want)
	}
}
