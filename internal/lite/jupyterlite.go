package lite

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golessons/internal/plainfile"
)

// app returns the files of JupyterLite that its lab application uses. The archive
// has five more applications and the sources of all, which are five sixths of it.
func (s *Site) app() (map[string][]byte, error) {
	all, err := unpack(s.App)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.App, err)
	}
	bundle := all["build/lab/bundle.js"]
	if bundle == nil {
		return nil, fmt.Errorf("%s has no build/lab/bundle.js", s.App)
	}
	files := map[string][]byte{"build/schemas/all_federated.json": []byte("[]")} // of extensions with settings
	for name, data := range all {
		if used(name, bundle) {
			files[name] = data
		}
	}
	return files, nil
}

// used reports whether the lab application, whose bundle this is, may ask for a file of the
// archive.
func used(name string, bundle []byte) bool {
	dir, file := path.Split(name)
	switch {
	case strings.HasPrefix(dir, "build/themes/"):
		return path.Ext(file) != ".map"
	case dir == "build/lab/", dir == "build/schemas/":
		return file == "bundle.js" || file == "all.json"
	case dir != "build/":
		return false
	}
	switch path.Ext(file) {
	case ".js": // 4680.34db628.js is used if the bundle names its hash
		parts := strings.Split(file, ".")
		return len(parts) == 3 && bytes.Contains(bundle, []byte(`"`+parts[1]+`"`))
	case ".woff2":
		return true
	case ".woff": // MathJax's; what others have as .woff they have as .woff2 too
		return strings.HasPrefix(file, "MathJax_")
	}
	return file == "third-party-licenses.json"
}

// unpack returns the files of an archive of npm's kind, in which all names begin with
// package/.
func unpack(file string) (map[string][]byte, error) {
	data, err := plainfile.Read(file, 64<<20)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		name, ok := strings.CutPrefix(h.Name, "package/")
		if !ok || h.Typeflag != tar.TypeReg {
			continue
		}
		if files[name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
}
