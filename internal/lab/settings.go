package lab

import (
	_ "embed"
	"path/filepath"

	"golessons/internal/setup"
	"golessons/internal/state"
	"golessons/internal/words"
)

// AnnounceVariable names the environment variable that lets the server print its
// address with the token (server_config.py).
const AnnounceVariable = "GOLESSONS_ANNOUNCE"

var (
	//go:embed server_config.py
	serverConfig string
	//go:embed start_page.py
	startPageConfig string

	//go:embed extension/package.json
	extension []byte
	//go:embed extension/start_page.js
	extensionScript []byte
)

// ProgramVariable and ProgramDirVariable tell the server which launcher has started
// it, and the folder to run that in (start_page.py).
const (
	ProgramVariable    = "GOLESSONS_PROGRAM"
	ProgramDirVariable = "GOLESSONS_PROGRAM_DIR"
)

// customCSS lets figures shrink: JupyterLab shows an SVG as an image of the SVG's
// own width, which the edge of a narrow window cuts.
const customCSS = ".jp-RenderedSVG img { max-width: 100%; height: auto; }\n"

// WriteServerSettings writes the settings of every server of the lessons, on a
// learner's machine and in a container, into the Python environment, where all
// of Jupyter's programs read them.
func WriteServerSettings(s *state.State) error {
	etc := s.Path("venv", "etc", "jupyter")
	for name, settings := range map[string]any{
		"jupyter_server_config.json": map[string]any{
			"KernelSpecManager":  map[string]any{"ensure_native_kernel": false, "allowed_kernelspecs": []string{setup.KernelName}},
			"MultiKernelManager": map[string]any{"default_kernel_name": setup.KernelName},
			"LabApp": map[string]any{
				"extension_manager": "readonly", // the other kind asks the network
				"custom_css":        true,
			},
		},
		// Only the extensions that the lessons use are on, because the others
		// cost start-up time. Jupyter reads these files in the order of their
		// names, so this one comes last.
		"jupyter_server_config.d/zz-golessons.json": map[string]any{
			"ServerApp": map[string]any{"jpserver_extensions": map[string]bool{
				"jupyterlab": true, "jupyter_server_terminals": true, "jupyter_lsp": false, "notebook_shim": false,
			}},
		},
	} {
		if err := state.WriteJSON(filepath.Join(etc, name), settings); err != nil {
			return err
		}
	}
	// Jupyter reads it beside the .json.
	if err := state.WriteNew(filepath.Join(etc, "jupyter_server_config.py"), []byte(serverConfig+startPageConfig)); err != nil {
		return err
	}
	labExtension := s.Path("venv", "share", "jupyter", "labextensions", "golessons-start-page")
	for name, data := range map[string][]byte{"package.json": extension, "static/start_page.js": extensionScript} {
		if err := state.WriteNew(filepath.Join(labExtension, name), data); err != nil {
			return err
		}
	}
	return writeCustomCSS(s)
}

// writeCustomCSS puts customCSS where JupyterLab looks for it after the learner's
// own folder; no setting says where that is.
func writeCustomCSS(s *state.State) error {
	static, err := filepath.Glob(filepath.Join(state.EscapeGlob(s.Path("venv")), "lib", "python*", "site-packages", "jupyter_server", "static"))
	if err != nil {
		return err
	}
	for _, dir := range static {
		if err := state.WriteNew(filepath.Join(dir, "custom", "custom.css"), []byte(customCSS)); err != nil {
			return err
		}
	}
	return nil
}

// WriteLabSettings writes JupyterLab's own settings into the folder dir: its
// language, and that it asks the network for no news. They are defaults: what the
// learner sets in the menu is kept.
func WriteLabSettings(dir, lang string) error {
	locale := words.In(lang).Locale
	settings := map[string]any{
		"@jupyterlab/translation-extension:plugin":    map[string]any{"locale": locale},
		"@jupyterlab/apputils-extension:notification": map[string]any{"fetchNews": "false", "checkForUpdates": false},
		// The start page is to be read, not edited.
		"@jupyterlab/docmanager-extension:plugin": map[string]any{"defaultViewers": map[string]string{"markdown": "Markdown Preview"}},
		// gopls may take up to 3 s for the first completion; the default gives up after 1.
		"@jupyterlab/completer-extension:manager": map[string]any{"providerTimeout": 5000},
	}
	return state.WriteJSON(filepath.Join(dir, "overrides.json"), settings)
}
