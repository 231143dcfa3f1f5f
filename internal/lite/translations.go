package lite

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"

	"golessons/internal/plainfile"
	"golessons/internal/words"
)

// english is what JupyterLab calls its own language.
const english = "en"

// translations returns Jupyter's menus in all languages, as its server would.
func (s *Site) translations() (map[string][]byte, error) {
	type name struct {
		Display string `json:"displayName"`
		Native  string `json:"nativeName"`
	}
	type pack struct {
		Data    any    `json:"data"`
		Message string `json:"message"`
	}
	names := map[string]name{english: {"English", "English"}}
	packs := map[string]pack{english: {Data: map[string]any{}}}
	for _, lang := range s.Languages {
		w := words.In(lang)
		data, err := plainfile.Read(filepath.Join(s.Packs, "jupyterlab_language_pack_"+w.Locale, "locale", w.Locale, "LC_MESSAGES", "jupyterlab.json"), plainfile.Large)
		if errors.Is(err, fs.ErrNotExist) {
			continue // Jupyter has no menus in it
		}
		if err != nil {
			return nil, err
		}
		names[w.Locale] = name{w.Name, w.Name}
		packs[w.Locale] = pack{Data: map[string]any{"jupyterlab": json.RawMessage(data)}}
	}
	files := map[string][]byte{}
	for locale, p := range packs {
		data, err := json.Marshal(p)
		if err != nil {
			return nil, err
		}
		files["api/translations/"+locale+".json"] = data
	}
	data, err := json.Marshal(pack{Data: names})
	files["api/translations/all.json"] = data
	return files, err
}
