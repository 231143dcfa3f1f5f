package words

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What has words of its own outside of Go, or a list of the languages, has every
// language. README.md says what is to be added where.
func TestLanguagesOutsideOfGo(t *testing.T) {
	for _, l := range languages {
		babel, _, _ := strings.Cut(l.Locale, "_") // "ja" of "ja_JP"
		for file, want := range map[string][]string{
			"Dockerfile":                           {"! -name '" + babel + "*.dat'"},
			"classroom/golessons_hub/class_ini.py": {`LOCALES = {`, `"` + l.Tag + `": "`},
			"classroom/golessons_hub/login.py":     {"TOO_MANY = {", `"` + l.Tag + `": "`, "FROM_ALL = {", `"` + l.Tag + `": "`},
			"internal/setup/requirements.in":       {"jupyterlab-language-pack-" + strings.ReplaceAll(l.Locale, "_", "-")},
			"lessons/" + l.Tag + "/index.md":       {"<!-- where you were -->"},
		} {
			if l == &english && strings.HasSuffix(file, "requirements.in") {
				continue // JupyterLab is in English without a pack
			}
			text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(file)))
			if err != nil {
				t.Error(err)
				continue
			}
			rest := string(text)
			for _, part := range want { // one behind the other
				_, after, found := strings.Cut(rest, part)
				if !found {
					t.Errorf("%s has no %s (language %s)", file, part, l.Tag)
					break
				}
				rest = after
			}
		}
	}
}
