// Package internal_test tests what concerns all packages below internal.
package internal_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport says which of the module's packages each package below internal
// imports; internal/words is for all. Dependencies run one way, upwards in this
// table: a package knows those above it, and none below.
var mayImport = map[string]string{
	// The others are made of these.
	"words":                   "",
	"words/wordstest":         "",
	"plainfile":               "",
	"browser":                 "",
	"browser/browsertest":     "browser",
	"session":                 "",
	"disktest":                "",
	"lite/simd":               "",
	"tempfolder":              "plainfile",
	"notebook":                "plainfile tempfolder",
	"celltable":               "notebook",
	"visitor":                 "notebook",
	"inbrowser":               "",
	"site":                    "plainfile helpers/handlers",
	"gonb":                    "plainfile",
	"gonb/edit":               "gonb",
	"kernel":                  "tempfolder",
	"kernel/golessons-kernel": "kernel",
	// These are copied into GoNB.
	"kernel/cursor":      "",
	"kernel/declares":    "",
	"kernel/explain":     "",
	"kernel/fingerprint": "",
	"kernel/reach":       "",
	"kernel/relay":       "",
	"kernel/rebuild":     "",

	// So are these, into the GoNB that runs in a browser.
	"kernel/complete":           "kernel/cursor",
	"lite/kernel/page":          "",
	"lite/kernel/page/pagetest": "lite/kernel/page",
	"lite/kernel/fsnotify":      "",
	"lite/kernel/template":      "",
	"lite/kernel/signal":        "lite/kernel/page",
	"lite/kernel/syscall":       "lite/kernel/page",
	"lite/kernel/zmq4":          "lite/kernel/page",
	"lite/kernel/goimports":     "",
	"lite/kernel/gotool":        "lite/kernel/page",
	"lite/kernel/goplsclient":   "kernel/complete kernel/explain lite/kernel/goimports lite/kernel/page",
	"lite/kernel/exec":          "kernel/explain lite/kernel/goimports lite/kernel/gotool lite/kernel/page",

	// The golessons command, from the files that it keeps to what is typed.
	"state":             "plainfile kernel",
	"course":            "state plainfile notebook helpers/progress",
	"course/coursetest": "",
	"lite/apidoc":       "kernel/complete",
	"lite":              "state gonb notebook plainfile lite/apidoc lite/simd",
	"setup":             "setup/step course state browser gonb kernel kernel/rebuild lite notebook plainfile site",
	"setup/step":        "state",
	"setup/setuptest":   "setup kernel session",
	"lab":               "setup course state plainfile tempfolder",
	"container":         "lab setup setup/step course state kernel plainfile",
	"cli":               "container lab setup setup/step course state browser gonb kernel notebook plainfile site tempfolder helpers/progress",
}

// A pkg is what go list says about a package.
type pkg struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func TestImports(t *testing.T) {
	for _, sentence := range wrongImports(listPackages(t), mayImport) {
		t.Error(sentence)
	}
}

// wrongImports finds the imports that the table does not allow.
func TestWrongImports(t *testing.T) {
	table := map[string]string{"cli": "setup", "setup": "", "setup/setuptest": "setup"}
	for _, tt := range []struct {
		pkg  pkg
		want string
	}{
		{pkg{ImportPath: "golessons/internal/cli", Imports: []string{"fmt", "golessons/internal/setup", "golessons/internal/words"}}, ""},
		{pkg{ImportPath: "golessons/internal/new"}, "is not in the table"},
		{pkg{ImportPath: "golessons/internal/setup", Imports: []string{"golessons/internal/state"}}, "imports internal/state"},
		{pkg{ImportPath: "golessons/internal/setup", TestImports: []string{"golessons/internal/state"}}, ""},
		{pkg{ImportPath: "golessons", Imports: []string{"golessons/internal/cli"}}, ""},
		{pkg{ImportPath: "golessons/bench", Imports: []string{"golessons/internal/setup"}}, ""},
		{pkg{ImportPath: "golessons/bench", Imports: []string{"golessons/internal/cli"}}, "which only the program itself may"},
		{pkg{ImportPath: "golessons/lessons", TestImports: []string{"golessons/internal/cli"}}, "which only the program itself may"},
		{pkg{ImportPath: "golessons/image", XTestImports: []string{"golessons/internal/cli"}}, "which only the program itself may"},
		{pkg{ImportPath: "golessons/bench", Imports: []string{"golessons/internal/setup/setuptest"}}, "which is for tests"},
		{pkg{ImportPath: "golessons/lessons/lessontest", Imports: []string{"golessons/internal/setup/setuptest"}}, ""},
	} {
		got := strings.Join(wrongImports([]pkg{tt.pkg}, table), "\n")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%+v: %q, want %q", tt.pkg, got, tt.want)
		}
	}
}

// wrongImports returns a sentence for each import that is against the table,
// and for each package that the table does not have.
func wrongImports(packages []pkg, table map[string]string) []string {
	var wrong []string
	for _, p := range packages {
		path := strings.TrimPrefix(p.ImportPath, "golessons/")
		name, isInternal := strings.CutPrefix(path, "internal/")
		allowed, ok := table[name]
		if isInternal && !ok {
			wrong = append(wrong, fmt.Sprintf("%s is not in the table of internal/imports_test.go: add a line that says what it may import", path))
			continue
		}
		for _, imported := range ours(p.Imports) {
			short := strings.TrimPrefix(imported, "internal/")
			if isInternal && short != "words" && !slices.Contains(strings.Fields(allowed), short) {
				wrong = append(wrong, fmt.Sprintf("%s imports %s, which the table in internal/imports_test.go does not allow: dependencies run one way, cli → container → lab → setup → course → state", path, imported))
			}
			if strings.HasSuffix(imported, "test") && !strings.HasSuffix(path, "test") {
				wrong = append(wrong, fmt.Sprintf("%s imports %s, which is for tests", path, imported))
			}
		}
		for _, imported := range ours(slices.Concat(p.Imports, p.TestImports, p.XTestImports)) {
			if imported == "internal/cli" && p.ImportPath != "golessons" {
				wrong = append(wrong, fmt.Sprintf("%s imports internal/cli, which only the program itself may: import setup, course or state", path))
			}
		}
	}
	return wrong
}

// ours returns the imports that are packages of the module, without the
// module's name.
func ours(imports []string) []string {
	var found []string
	for _, path := range imports {
		if name, ok := strings.CutPrefix(path, "golessons/"); ok {
			found = append(found, name)
		}
	}
	return found
}

// listPackages returns the module's packages. It reads the folders too, because
// go keeps the result of a test until a file changes that the test itself has
// looked at, and go list is another program.
func listPackages(t *testing.T) []pkg {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != ".." {
			return fs.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "golessons/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
