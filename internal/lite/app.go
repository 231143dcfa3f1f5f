package lite

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"html/template"

	"golessons/internal/words"
)

var (
	//go:embed assets/page/app.html
	appText string
	//go:embed assets/page/choice.html
	choiceText string
)

var (
	appTemplate    = template.Must(template.New("app").Parse(appText))
	choiceTemplate = template.Must(template.New("choice").Parse(choiceText))
)

// told is what our scripts are told; assets/page/told.js has the same type.
type told struct {
	Lang      string              `json:"lang"`      // the page's language
	Languages []string            `json:"languages"` // the folders of lessons
	Version   string              `json:"version"`   // names all files of the site
	Start     string              `json:"start"`     // the path of the start page
	Lessons   map[string][]lesson `json:"lessons"`   // by their language
	Packs     *packs              `json:"packs"`
	Manifest  File                `json:"manifest"` // the kernel's
	Texts     map[string]string   `json:"texts"`
}

// An appPage is JupyterLab's page in one language.
type appPage struct {
	Lang    string
	Title   string
	Scripts string // the folder of our own
	Texts   map[string]string
	Config  template.JS // what JupyterLab is told
	Ours    template.JS // what our scripts are told
}

// pages returns the pages that open: JupyterLab in each language, and the choice of one.
func (s *Site) pages(t *told) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, lang := range s.Languages {
		mine := *t
		mine.Lang, mine.Languages, mine.Start, mine.Texts = lang, s.Languages, lang+"/"+startPage, said(lang)
		ours, err := json.Marshal(mine)
		if err != nil {
			return nil, err
		}
		config, err := json.Marshal(settings(lang, t.Version))
		if err != nil {
			return nil, err
		}
		page := appPage{lang, words.In(lang).T("Deep learning in Go"), "../" + scriptsFolder(t.Version), mine.Texts, template.JS(config), template.JS(ours)}
		var out bytes.Buffer
		if err := appTemplate.Execute(&out, page); err != nil {
			return nil, err
		}
		files[lang+"/index.html"] = out.Bytes()
	}
	var out bytes.Buffer
	err := choiceTemplate.Execute(&out, map[string]any{"Languages": s.Languages, "Version": t.Version})
	files["index.html"] = out.Bytes()
	return files, err
}

// settings returns JupyterLab's configuration. A value that begins with ./ is below the
// folder of the pages; assets/page/boot.js completes it.
func settings(lang, version string) map[string]any {
	return map[string]any{
		"appName":              "golessons",
		"appVersion":           version,
		"appUrl":               "/" + lang,
		"baseUrl":              "./",
		"faviconUrl":           "./" + scriptsFolder(version) + "icon.svg",
		"fullStaticUrl":        "./build",
		"settingsUrl":          "./build/schemas",
		"fullLabextensionsUrl": "./scripts",
		"themesUrl":            "build/themes", // JupyterLab puts the folder before it
		"mode":                 "multiple-document",
		"workspace":            lang,
		"contentsAllJsonFile":  "all.json",
		"defaultKernelName":    kernelName,
		"exposeAppInBrowser":   true, // for tests
		"federated_extensions": []map[string]string{{"name": version, "load": "page/extension.js", "extension": "./extension"}},
		"disabledExtensions": []string{
			"@jupyterlite/application-extension:service-worker-manager", // we have our own
			"@jupyterlite/application-extension:logo",
			"@jupyterlite/application-extension:about",
			"@jupyterlite/application-extension:download",           // files.js
			"@jupyterlite/application-extension:share-file",         // its address opens nothing here
			"@jupyterlite/application-extension:clear-browser-data", // with all that a learner wrote
			"@jupyterlab/apputils-extension:splash",
		},
		"settingsOverrides": map[string]any{
			"@jupyterlab/translation-extension:plugin": map[string]any{"locale": words.In(lang).Locale},
			"@jupyterlab/apputils-extension:themes":    map[string]any{"adaptive-theme": true},
			// The start page is to be read, not edited.
			"@jupyterlab/docmanager-extension:plugin":   map[string]any{"defaultViewers": map[string]string{"markdown": "Markdown Preview"}},
			"@jupyterlab/filebrowser-extension:browser": map[string]any{"showLastModifiedColumn": false},
			"@jupyterlab/completer-extension:manager":   map[string]any{"providerTimeout": 5000},
		},
	}
}

// kernelName is the name of the kernel, as the notebooks have it.
const kernelName = "golessons"
