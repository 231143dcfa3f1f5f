package lab

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"golessons/internal/disktest"
	"golessons/internal/state"
	"golessons/internal/tempfolder"
)

// A runtime folder that another user has made is not taken for a server's.
func TestRunningServerIsOurs(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("makes files of another user: needs root")
	}
	s := &state.State{Dir: t.TempDir()}
	dir := t.TempDir()
	evil, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer evil.Close()
	var asked atomic.Int32
	go http.Serve(evil, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	folder := filepath.Join(t.TempDir(), "golessons-123")
	info, err := json.Marshal(Server{URL: "http://" + evil.Addr().String() + "/", Token: "t", PID: os.Getpid(), RootDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	disktest.Write(t, filepath.Join(folder, "jpserver-1.json"), string(info))
	disktest.Write(t, filepath.Join(folder, "owner"), fmt.Sprint(os.Getpid(), " ", tempfolder.StartTime(os.Getpid())))
	os.MkdirAll(ServersDir(s), 0o700)
	disktest.Symlink(t, folder, filepath.Join(ServersDir(s), "golessons-123"))
	if v, err := Running(s, dir); v == nil || err != nil || asked.Load() == 0 {
		t.Fatalf("the test's own server is not found: %v", err)
	}
	asked.Store(0)
	if err := os.Lchown(folder, 65534, 65534); err != nil {
		t.Fatal(err)
	}
	if v, err := Running(s, dir); v != nil || err != nil || asked.Load() > 0 {
		t.Errorf("another user's server is mistaken for ours: %v, %v", v, err)
	}
	if state.Exists(filepath.Join(ServersDir(s), "golessons-123")) {
		t.Error("the link to it was not removed")
	}
}
