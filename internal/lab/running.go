package lab

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golessons/internal/plainfile"
	"golessons/internal/state"
	"golessons/internal/tempfolder"
)

// ServersDir returns the folder with a link to the runtime folder of each server
// that runs. A runtime folder is made by package tempfolder. It has the server's
// token, the keys of its kernels and the sockets that it talks to them by. It is
// removed when the server ends, or, if everything was killed, when anything of
// the course starts next.
func ServersDir(s *state.State) string { return s.Path("jupyter", "servers") }

// Running returns the JupyterLab that serves the folder dir, or nil if none does.
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
		// Ours may have gone, and another user may have made one of that name.
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

// readServer reads the file that a server writes once it listens. It returns nil
// if there is none yet.
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

// sameFile reports whether two paths lead to the same file.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
