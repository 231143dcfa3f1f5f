package container

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golessons/internal/state"
)

// Health returns nil if the container's server answers.
func Health() error {
	dir := os.Getenv("JUPYTER_RUNTIME_DIR")
	files, _ := filepath.Glob(filepath.Join(state.EscapeGlob(dir), "jpserver-*.json"))
	slices.Sort(files)
	err := errors.New("no server runs (yet)")
	for _, f := range files {
		var v struct {
			Port    int    `json:"port"`
			BaseURL string `json:"base_url"`
		}
		data, readErr := state.ReadFile(f)
		if readErr != nil || json.Unmarshal(data, &v) != nil {
			continue
		}
		var resp *http.Response
		client := http.Client{Timeout: 3 * time.Second}
		if resp, err = client.Get(fmt.Sprintf("http://127.0.0.1:%d%sapi", v.Port, v.BaseURL)); err != nil {
			continue
		}
		resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
		err = fmt.Errorf("the server answers %s", resp.Status)
	}
	return err
}
