package lite

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// serviceWorker is the script that keeps the site in the browser. It can keep what is in its
// own folder and below.
const serviceWorker = "service-worker.js"

// serviceWorker returns the script for the service worker of a version, which lists what it
// keeps. files are all files of the site.
func (s *Site) serviceWorker(version string, packs *packs, manifest File, files map[string][]byte) ([]byte, error) {
	var scripts []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(name, scriptsFolder(version)) || path.Base(name) == "index.html" {
			scripts = append(scripts, name)
		}
	}
	tools, packages, err := s.kept()
	if err != nil {
		return nil, err
	}
	list, err := json.Marshal(map[string]any{"version": version, "packs": packs, "scripts": scripts, "manifest": manifest, "tools": tools, "packages": packages})
	if err != nil {
		return nil, err
	}
	script, err := pageAssets.ReadFile("assets/page/" + serviceWorker)
	return bytes.Replace(script, []byte("{{site}}"), list, 1), err
}

// kept returns the files of the kernel that are kept for when there is no network: the tools,
// and what the base has, which is all that lessons use, with its documentation.
func (s *Site) kept() (tools, packages []string, err error) {
	data, err := fs.ReadFile(s.Go, "manifest.json")
	if err != nil {
		return nil, nil, err
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, nil, err
	}
	for _, t := range m.Tools {
		tools = append(tools, t.File)
	}
	tools = append(tools, m.Base.Bundle.File, m.Base.Rest.File)
	for name, p := range m.Packages {
		if p.Base {
			packages = append(packages, p.File.File)
			if docs, ok := m.Docs[name]; ok {
				packages = append(packages, docs.File)
			}
		}
	}
	slices.Sort(tools)
	slices.Sort(packages)
	return tools, packages, nil
}
