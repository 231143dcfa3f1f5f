package lite

import (
	"embed"
	"io/fs"
)

//go:embed assets/*.js
var assets embed.FS

// writeAssets writes our JavaScript to where wasm_exec.js and the manifest are.
func writeAssets(out *store) error {
	sub, err := fs.Sub(assets, "assets")
	if err != nil {
		return err
	}
	return fs.WalkDir(sub, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(sub, name)
		if err != nil {
			return err
		}
		return out.write(name, data)
	})
}
