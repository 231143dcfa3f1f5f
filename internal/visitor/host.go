package visitor

import (
	"errors"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// A Host serves a folder on 127.0.0.1, as a simple web server does: it compresses
// nothing and sends no special headers. It can be switched off, and be a bad one.
type Host struct {
	dir, path string
	address   string

	mu       sync.Mutex
	server   *http.Server
	requests []Request
	faults   Faults
}

// A Request is what was sent for an address.
type Request struct {
	Path   string // below the folder
	Status int
	Bytes  int64 // without the headers
}

// Faults are what a host does wrong.
type Faults struct {
	Types map[string]string // the type it sends, by the file's ending; "" sends none
	// Break returns how much of a file is sent before the connection breaks off; below
	// 0 all of it is.
	Break func(path string) int64
	// Encoded sends files that end in .gz as gzipped pages, so that browsers unpack them.
	Encoded bool
}

// Serve serves the folder dir below a path, such as "/" or "/courses/go/".
func Serve(dir, path string) (*Host, error) {
	h := &Host{dir: dir, path: path, address: "127.0.0.1:0"}
	return h, h.Start()
}

// Start serves again after Stop, under the same address.
func (h *Host) Start() error {
	listener, err := net.Listen("tcp", h.address)
	if err != nil {
		return err
	}
	h.address = listener.Addr().String()
	server := &http.Server{Handler: h}
	h.mu.Lock()
	h.server = server
	h.mu.Unlock()
	go server.Serve(listener)
	return nil
}

// Stop ends the server and its connections.
func (h *Host) Stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.server.Close()
}

// URL returns the address of a file, or with "" that of the folder.
func (h *Host) URL(file string) string { return "http://" + h.address + h.path + file }

// Use serves another folder from now on, as after an update of the site.
func (h *Host) Use(dir string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.dir = dir
}

// Be makes a bad host of it, or a good one again.
func (h *Host) Be(f Faults) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.faults = f
}

// Requests returns what was asked for since the last call.
func (h *Host) Requests() []Request {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.requests
	h.requests = nil
	return r
}

// ServeHTTP sends a file.
func (h *Host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	dir, faults := h.dir, h.faults
	h.mu.Unlock()
	name, below := strings.CutPrefix(r.URL.Path, h.path)
	if !below {
		http.NotFound(w, r)
		return
	}
	s := &sender{ResponseWriter: w, left: -1}
	if faults.Break != nil {
		s.left = faults.Break(name)
	}
	ending := path.Ext(name)
	if kind, ok := faults.Types[ending]; ok {
		w.Header()["Content-Type"] = nil // http sends none, and doesn't guess
		if kind != "" {
			w.Header().Set("Content-Type", kind)
		}
	}
	if faults.Encoded && ending == ".gz" {
		w.Header().Set("Content-Encoding", "gzip")
	}
	defer func() {
		h.mu.Lock()
		h.requests = append(h.requests, Request{name, s.status, s.sent})
		h.mu.Unlock()
		if s.broken {
			panic(http.ErrAbortHandler) // ends the connection
		}
	}()
	http.StripPrefix(strings.TrimSuffix(h.path, "/"), http.FileServer(http.Dir(dir))).ServeHTTP(s, r)
}

// A sender counts what is sent, and breaks off.
type sender struct {
	http.ResponseWriter
	status int
	sent   int64
	left   int64 // below 0: without end
	broken bool
}

var errBroken = errors.New("broken off")

func (s *sender) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

func (s *sender) Write(p []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	if s.left >= 0 && s.sent+int64(len(p)) > s.left {
		n, _ := s.ResponseWriter.Write(p[:s.left-s.sent])
		s.sent += int64(n)
		s.broken = true
		http.NewResponseController(s.ResponseWriter).Flush()
		time.Sleep(50 * time.Millisecond) // what was sent arrives before the connection ends
		return n, errBroken
	}
	n, err := s.ResponseWriter.Write(p)
	s.sent += int64(n)
	return n, err
}
