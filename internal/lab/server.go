// Package lab runs JupyterLab on the learner's folder: it finds one that runs
// already, a free port, and starts and stops a server with the settings of the
// lessons.
package lab

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golessons/internal/course"
)

// A Server is a JupyterLab that runs, as it describes itself in its runtime
// folder.
type Server struct {
	URL     string `json:"url"`
	Token   string `json:"token"`
	PID     int    `json:"pid"`
	RootDir string `json:"root_dir"`

	Folder string // its runtime folder
}

// Address returns the URL, with the token, that opens the first page.
func (v *Server) Address(lang string, c course.Course) string {
	return strings.Replace(v.URL, "localhost", "127.0.0.1", 1) + FirstPage(c, lang) + "?token=" + url.QueryEscape(v.Token)
}

// answers reports whether the server is up.
func (v *Server) answers() bool {
	client := http.Client{Timeout: time.Second}
	resp, err := client.Get(v.URL + "api/status?token=" + url.QueryEscape(v.Token))
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// FirstPage returns what a server opens first, below its URL: the start page of a
// language, or its first lesson if it has none.
func FirstPage(c course.Course, lang string) string {
	if _, err := os.Stat(filepath.Join(c.Dir, lang, course.StartPage)); err == nil {
		return "lab/tree/" + lang + "/" + course.StartPage
	}
	if files, err := c.Shipped(); err == nil {
		for _, f := range files {
			if strings.HasPrefix(f, lang+string(filepath.Separator)) {
				return "lab/tree/" + filepath.ToSlash(f)
			}
		}
	}
	return "lab"
}
