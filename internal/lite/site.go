package lite

// The part of a site that runs is JupyterLite with our kernel:
//
//	jupyterlite-core's archive ─ jupyterlite.go ─ build/         JupyterLite itself
//	Jupyter's language pack ──── translations.go ─ api/translations/
//	lessons/ ─────────────────── contents.go ──── files/, api/contents/
//	                             app.go ───────── ja/index.html  the page that opens
//	assets/ ──────────────────── site.go ──────── scripts/       our own

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// pageAssets has the page, its scripts and its service worker.
//
//go:embed assets/page
var pageAssets embed.FS

// A Site is what the part of a site that runs is made of.
type Site struct {
	App       string   // jupyterlite-core's archive, jupyterlite-app-*.tgz
	Packs     string   // the folder with Jupyter's language packs
	Dir       string   // the folder with the lessons
	Lessons   []string // those to bring along, such as ja/02_relu.ipynb
	Languages []string
	Icon      []byte // the kernel's, an SVG
	Go        fs.FS  // what the kernel works with: the compiler, the linker, the packages and the manifest that names them
}

// Files returns all files of the part of the site that runs, by their names in its folder.
func (s *Site) Files(ctx context.Context) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, part := range []func() (map[string][]byte, error){s.app, s.translations, s.contents} {
		more, err := part()
		if err != nil {
			return nil, err
		}
		maps.Copy(files, more)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	packs, packed, err := pack(files)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, packed)
	tools, scripts, manifest, err := s.tools()
	if err != nil {
		return nil, err
	}
	maps.Copy(files, tools)
	own, err := s.scripts()
	if err != nil {
		return nil, err
	}
	maps.Copy(scripts, own)
	version := version(files, scripts)
	for name, data := range scripts {
		files[scriptsFolder(version)+name] = data
	}
	lessons, err := s.lessons()
	if err != nil {
		return nil, err
	}
	pages, err := s.pages(&told{Version: version, Lessons: lessons, Packs: packs, Manifest: manifest})
	if err != nil {
		return nil, err
	}
	maps.Copy(files, pages)
	files[serviceWorker], err = s.serviceWorker(version, packs, manifest, files)
	return files, err
}

// scriptsFolder returns the folder of our own scripts. A page that is open while a new site
// is put up must not start the new one's.
func scriptsFolder(version string) string { return "scripts/" + version + "/" }

// tools returns what a [Builder] has written: what the kernel works with, its scripts, and the
// manifest.
func (s *Site) tools() (files, scripts map[string][]byte, manifest File, err error) {
	files, scripts = map[string][]byte{}, map[string][]byte{}
	err = fs.WalkDir(s.Go, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(s.Go, name)
		switch {
		case path.Ext(name) == ".js":
			scripts[name] = data
			return err
		case name == "manifest.json": // has the name of its content, as all that it lists
			manifest, data, err = compress("manifest", ".json", data)
			name = manifest.File
		}
		files[Folder+"/"+name] = data
		return err
	})
	return files, scripts, manifest, err
}

// scripts returns the page's scripts.
func (s *Site) scripts() (map[string][]byte, error) {
	files := map[string][]byte{"icon.svg": s.Icon}
	return files, fs.WalkDir(pageAssets, "assets", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) == ".html" || path.Base(name) == serviceWorker {
			return err
		}
		data, err := pageAssets.ReadFile(name)
		files[strings.TrimPrefix(name, "assets/")] = data
		return err
	})
}

// version returns a name for exactly these files.
func version(all ...map[string][]byte) string {
	sum := sha256.New()
	for _, files := range all {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			fmt.Fprintf(sum, "%s %x\n", name, sha256.Sum256(files[name]))
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:8]
}
