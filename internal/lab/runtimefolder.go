package lab

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golessons/internal/plainfile"
	"golessons/internal/state"
	"golessons/internal/tempfolder"
)

func ServersDir(s *state.State) string { return s.Path("jupyter", "servers") }

// Running returns the JupyterLab that serves dir already, if one does.
func Running(s *state.State, dir string) (*Server, error) {
	links, err := os.ReadDir(ServersDir(s))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, link := range links {
		path := filepath.Join(ServersDir(s), link.Name())
		folder, err := os.Readlink(path)
		if err != nil {
			continue
		}
		// Another user may have made one of that name since ours has gone.
		if !tempfolder.InUse(folder) {
			os.Remove(path)
			continue
		}
		if v := readServer(folder); v != nil && sameFile(v.RootDir, dir) && v.answers() {
			return v, nil
		}
	}
	return nil, nil
}

// readServer reads what a server says of itself once it listens.
func readServer(folder string) *Server {
	files, _ := filepath.Glob(filepath.Join(state.EscapeGlob(folder), "jpserver-*.json"))
	for _, file := range files {
		v := Server{Folder: folder}
		if data, err := plainfile.Read(file, 1<<20); err == nil && json.Unmarshal(data, &v) == nil {
			return &v
		}
	}
	return nil
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// newLog makes the log of a server, which its user alone may read. One that is
// there may be another server's, or of a time when all could read it.
func newLog(name string) (*os.File, error) {
	if err := os.RemoveAll(name); err != nil {
		return nil, err
	}
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
}

func lastLine(file string) string {
	data, _ := state.ReadFile(file)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	return state.Shorten(lines[len(lines)-1], 200)
}
