package setup

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"golessons/internal/state"
)

// ToolSteps build the Go programs that a kernel needs into bin.
func (s *Environment) ToolSteps(g *Go) []Step {
	mod, _ := state.ReadFile(filepath.Join(s.Checkout, "go.mod"))
	var dirs []string
	for _, name := range []string{"kernel", "tempfolder", "plainfile"} {
		if dir := filepath.Join(s.Checkout, "internal", name); state.Exists(dir) {
			dirs = append(dirs, dir)
		}
	}
	sources, _ := state.HashTree(dirs...)
	language, _ := state.HashTree(filepath.Join(s.Checkout, "helpers", "internal", "lang"))
	build := []string{"install", "-trimpath", "-ldflags=-s -w"}
	tool := func(title, name, key string, args func(ctx context.Context, p *StatusLine) ([]string, error)) Step {
		key = state.Hash(key, strings.Join(build, " "), g.Version, runtime.GOOS, runtime.GOARCH)
		return Step{
			Name: title,
			Done: func() bool { return s.Stamped(name, key, s.Dir) },
			Do: func(ctx context.Context, p *StatusLine) error {
				// Built beside its place and moved there: a kill leaves no half a program.
				tmp, err := s.TempDir()
				if err != nil {
					return err
				}
				defer os.RemoveAll(tmp)
				a, err := args(ctx, p)
				if err != nil {
					return err
				}
				cmd := s.GoCommand(ctx, a...)
				// No -o: gopls is named with its version, which go build does not take.
				cmd.Env = append(cmd.Env, "GOBIN="+tmp, "CGO_ENABLED=0")
				if err := p.Run(ctx, cmd); err != nil {
					return needsNetwork(title, err)
				}
				os.RemoveAll(s.Path("gonb")) // its work is done
				if err := os.MkdirAll(s.Path("bin"), 0o777); err != nil {
					return state.Unwritable(s.Dir, err)
				}
				if err := os.Rename(filepath.Join(tmp, name), s.Path("bin", name)); err != nil {
					return err
				}
				return s.Stamp(name, key, s.Dir, filepath.Join("bin", name))
			},
		}
	}
	return []Step{
		tool("Go kernel (GoNB)", "gonb", state.Hash(string(mod), fmt.Sprint(gonbPatches), sources, language), func(ctx context.Context, p *StatusLine) ([]string, error) {
			modfile, err := s.patchedGoNB(ctx, p)
			return append(build, "-modfile", modfile, gonbModule), err
		}),
		tool("goimports", "goimports", string(mod), func(context.Context, *StatusLine) ([]string, error) {
			return append(build, "golang.org/x/tools/cmd/goimports"), nil
		}),
		tool("gopls (completion and help)", "gopls", goplsVersion, func(context.Context, *StatusLine) ([]string, error) {
			return append(build, "golang.org/x/tools/gopls@"+goplsVersion), nil
		}),
		tool("kernel supervisor", "golessons-kernel", sources+string(mod), func(context.Context, *StatusLine) ([]string, error) {
			return append(build, "./internal/kernel/golessons-kernel"), nil
		}),
	}
}

const gonbModule = "github.com/janpfeifer/gonb"

// gonbPackages are those of ours that go into GoNB, beside its package goexec.
var gonbPackages = []string{"internal/kernel/rebuild", "internal/kernel/fingerprint", "internal/kernel/explain", "internal/kernel/cursor", "helpers/internal/lang"}

// A patch replaces a text, which must stand in the file once.
type patch struct{ file, old, new string }

// gonbPatches are what we change in GoNB. All are worth sending upstream.
var gonbPatches = []patch{
	// GoNB waits 12 seconds before its first attempt to connect to the gopls
	// it has just started, which listens after 0.1 s; a completion that is
	// asked for meanwhile waits with it and finds nothing.
	{"internal/goexec/goplsclient/exec.go",
		"case <-time.After(ConnectTimeout):\n\t\t\t\t// Wait before trying to connect (again)",
		"case <-time.After(50 * time.Millisecond):\n\t\t\t\t// Wait before trying to connect (again)"},
	{"internal/goexec/goplsclient/exec.go",
		"c.mu.Unlock()\n\t\t<-time.After(ConnectTimeout)\n\t\tc.mu.Lock()",
		"c.mu.Unlock()\n\t\t<-time.After(50 * time.Millisecond)\n\t\tc.mu.Lock()"},
	// A kernel answers every request with busy and idle, whatever it makes of
	// it. GoNB passes over JupyterLab's history_request, which is the first
	// that JupyterLab takes the kernel's status from: without an answer it
	// shows the status as unknown until a cell has run.
	{"internal/dispatcher/dispatcher.go",
		"\"kernel_info_request\",\n\t//",
		"\"kernel_info_request\", \"history_request\",\n\t//"},
	{"internal/dispatcher/dispatcher.go",
		"\tcase \"execute_request\":\n\t\tif err = handleExecuteRequest",
		"\tcase \"history_request\":\n\t\terr = msg.Reply(\"history_reply\", map[string]any{\"status\": \"ok\", \"history\": []any{}})\n\n\tcase \"execute_request\":\n\t\tif err = handleExecuteRequest"},
	// A third of a lesson's cells only declare functions and types. GoNB links
	// and runs an empty program for them; to compile it says as much about
	// their mistakes, in half the time.
	{"internal/goexec/goexec.go",
		"\tCellIsTest        bool\n",
		"\tCellIsTest        bool\n\tdeclaresOnly      bool // the cell is compiled, and not run\n"},
	{"internal/goexec/execcode.go",
		"\tklog.V(2).Infof(\"ExecuteCell: after s.parseLinesAndComposeMain()\")\n",
		"\ts.declaresOnly = s.runsNothing(mainDecl, updatedDecls, cellId)\n\tdefer func() { s.declaresOnly = false }()\n"},
	{"internal/goexec/execcode.go",
		"\t// Execute compiled code.\n\treturn s.Execute(msg, fileToCellIdAndLine)",
		"\tif s.declaresOnly {\n\t\treturn nil\n\t}\n\treturn s.Execute(msg, fileToCellIdAndLine)"},
	{"internal/goexec/execcode.go",
		"\targs = append(args, s.GoBuildFlags...)\n\tcmd := exec.Command(\"go\", args...)\n\tcmd.Dir = s.TempDir\n\tif s.CellIsWasm {",
		"\tif s.declaresOnly {\n\t\targs = append(append([]string{\"list\", \"-export\"}, s.GoBuildFlags...), \".\")\n\t} else {\n\t\targs = append(args, s.GoBuildFlags...)\n\t}\n" +
			"\tif s.rebuilds() && !s.declaresOnly {\n\t\targs = append(args, rebuild.BuildFlag)\n\t}\n" +
			"\tcmd := exec.Command(\"go\", args...)\n\tcmd.Dir = s.TempDir\n\tif s.CellIsWasm {"},
	// A cell whose imports are known is built without go get and go build, in
	// about half the time (internal/kernel/rebuild).
	{"internal/goexec/goexec.go", "\t// Global elements defined", "\trebuilder rebuild.Builder\n\n\t// Global elements defined"},
	{"internal/goexec/goexec.go", "\ts.TempDir = path.Join(os.TempDir(), s.Package)\n",
		"\ts.TempDir = path.Join(os.TempDir(), s.Package)\n\ts.rebuilder.Dir, s.rebuilder.File = s.TempDir, os.Getenv(rebuild.FileVariable)\n"},
	{"internal/goexec/goexec.go", "import (\n", "import (\n\t\"github.com/janpfeifer/gonb/internal/goexec/rebuild\"\n"},
	{"internal/goexec/execcode.go", "import (\n", "import (\n\t\"github.com/janpfeifer/gonb/internal/goexec/fingerprint\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/rebuild\"\n"},
	{"internal/goexec/execcode.go",
		"\tif !s.AutoGet {\n",
		"\tif !s.AutoGet || s.rebuilds() && s.rebuilder.Ready() {\n"},
	{"internal/goexec/execcode.go",
		"\tvar args []string\n\tif s.CellIsTest {\n\t\targs = []string{\"test\", \"-c\",",
		"\tfingerprint.Write(s.CodePath(), s.TempDir) // for helpers.Remember (internal/kernel/fingerprint)\n\tprogram := s.BinaryPath()\n\tif s.declaresOnly {\n\t\tprogram = \"\"\n\t}\n\tif s.rebuilds() && s.rebuilder.Build(program) {\n\t\treturn nil\n\t}\n" +
			"\tvar args []string\n\tif s.CellIsTest {\n\t\targs = []string{\"test\", \"-c\","},
	{"internal/goexec/execcode.go",
		"\toutput, err := cmd.CombinedOutput()\n\tif err != nil {\n\t\tklog.Errorf(\"Failed %q:\\n%s\\n\", cmd, output)",
		"\toutput, err := cmd.CombinedOutput()\n\toutput = s.rebuilder.Learn(output, err == nil)\n\tif err != nil {\n\t\tklog.Errorf(\"Failed %q:\\n%s\\n\", cmd, output)"},
	{"internal/goexec/execcode.go",
		"// BinaryPath is the path to the generated binary file.\n",
		`// rebuilds reports whether this cell is of the kind that rebuilder knows.
func (s *State) rebuilds() bool {
	return !s.CellIsTest && !s.CellIsWasm && len(s.GoBuildFlags) == 0
}

// runsNothing reports whether to run the cell would do nothing: it has no main,
// and declares no variable, whose value may be a call, and no init.
func (s *State) runsNothing(mainDecl *Function, decls *Declarations, cellId int) bool {
	if s.CellIsTest || s.CellIsWasm || s.CaptureFile != nil || mainDecl.Definition != "func main() { flag.Parse() }" {
		return false
	}
	for key := range decls.Functions {
		if strings.HasPrefix(key, InitFunctionPrefix) {
			return false
		}
	}
	for _, v := range decls.Variables {
		if v.CellLines.Id == cellId {
			return false
		}
	}
	return true
}

// BinaryPath is the path to the generated binary file.
`},
	// Why a cell failed is said to a beginner, in the language of the lesson, by
	// internal/kernel/explain. GoNB's own reports would say it twice over, with
	// the names of its temporary files.
	{"internal/goexec/goexec.go",
		"\t// CellIsWasm indicates whether the current cell",
		"\tcell  int              // the number of the cell that was run last\n\tcells map[int][]string // and the lines of all of them\n\n\t// CellIsWasm indicates whether the current cell"},
	{"internal/goexec/execcode.go",
		"\tdefer s.PostExecuteCell()\n",
		"\tdefer s.PostExecuteCell()\n\tif s.cells == nil {\n\t\ts.cells = make(map[int][]string)\n\t}\n\ts.cell, s.cells[cellId] = cellId, lines\n"},
	{"internal/goexec/execcode.go",
		"\tstderrWithAnnotator := newJupyterStackTraceMapperWriter(msg, \"stderr\", s, fileToCellIdAndLine)\n\tvar stderr io.Writer = stderrWithAnnotator\n",
		"\theld := explain.NewStderr(kernel.NewJupyterStreamWriter(msg, kernel.StreamStderr))\n\tvar stderr io.Writer = held\n"},
	{"internal/goexec/execcode.go",
		`	if exitErr := jpyExec.ExitError(); exitErr != nil {
		if !s.rawError {
			if annotator, ok := stderrWithAnnotator.(*jupyterStackTraceMapperWriter); ok {
				if annotator.lineBuffer.Len() > 0 {
					lineStr := strings.TrimRight(annotator.lineBuffer.String(), "\n\r")
					annotator.processLine(lineStr)
					annotator.lineBuffer.Reset()
				}
				if len(annotator.errorLines) > 0 {
					annotator.state.DisplayErrorLines(msg, annotator.errorLines, exitErr)
				}
			}
		}
		return exitErr
	}

	return nil
`, `	exitErr := jpyExec.ExitError()
	if exitErr == nil {
		held.Release()
		return nil
	}
	report, explained := explain.Ended(lang.Current(), s.program(fileToCellIdAndLine), held.Held(), exitErr.Error(), msg.Kernel().Interrupted.Load())
	if !explained {
		held.Release()
	}
	return s.publish(msg, report)
`},
	{"internal/goexec/execcode.go", "\t\"github.com/janpfeifer/gonb/internal/jpyexec\"\n",
		"\t\"github.com/janpfeifer/gonb/internal/goexec/explain\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/lang\"\n\t\"github.com/janpfeifer/gonb/internal/jpyexec\"\n"},
	{"internal/jpyexec/jpyexec.go",
		"\tif exec.exitError != nil {\n",
		"\tif exec.exitError != nil && !exec.useNamedPipes { // a cell's program has them, and goexec explains its end\n"},
	{"internal/goexec/errorpublish.go",
		"\tnbErr := newGonbErrors(s, fileToCellIdAndLine, errorMsg, err)\n\tif s.rawError {\n\t\treturn nbErr\n\t} else {\n\t\tnbErr.PublishWithHTML(msg)\n\t\treturn err\n\t}\n",
		"\tif s.rawError {\n\t\treturn newGonbErrors(s, fileToCellIdAndLine, errorMsg, err)\n\t}\n\tif msg != nil && msg.Kernel().Interrupted.Load() { // go build was: there is nothing to correct\n\t\treport, _ := explain.Ended(lang.Current(), s.program(fileToCellIdAndLine), \"\", \"\", true)\n\t\treturn report\n\t}\n\treturn s.publish(msg, explain.Build(lang.Current(), s.program(fileToCellIdAndLine), errorMsg))\n"},
	{"internal/goexec/errorpublish.go",
		"\t\treturn \"ERROR\", err.Error(), []string{err.Error()}\n",
		"\t\tvar r *explain.Report\n\t\tif !errors.As(err, &r) {\n\t\t\tr = explain.Command(lang.Current(), err)\n\t\t}\n\t\treturn r.Name, r.Value, []string{r.Verdict}\n"},
	{"internal/goexec/errorpublish.go",
		"import (\n\t\"bytes\"\n\t\"github.com/pkg/errors\"\n",
		"import (\n\t\"bytes\"\n\t\"os\"\n\t\"path/filepath\"\n\t\"strings\"\n\n\t\"github.com/janpfeifer/gonb/gonbui/protocol\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/explain\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/lang\"\n\t\"github.com/pkg/errors\"\n"},
	{"internal/goexec/errorpublish.go",
		"// DisplayErrorLines displays",
		`// program is what explain is to know of what was built.
func (s *State) program(origin []CellIdAndLine) *explain.Program {
	code, _ := s.readMainGo()
	p := &explain.Program{Cell: s.cell, Cells: s.cells, Code: strings.Split(code, "\n"), Test: s.CellIsTest, Folders: s.folders}
	for _, o := range origin {
		p.Origin = append(p.Origin, explain.Line{Cell: o.Id, Number: o.Line + 1})
	}
	return p
}

// folders are where the source of a package may be: Go's own, or a module's in go.work.
func (s *State) folders(path string) []string {
	folders := []string{filepath.Join(os.Getenv("GOROOT"), "src", path)}
	if _, below, ok := strings.Cut(path, "/"); ok {
		for use := range s.goWorkUsePaths {
			folders = append(folders, filepath.Join(use, below))
		}
	}
	return folders
}

// publish shows a report, and returns it as the error that it is.
func (s *State) publish(msg kernel.Message, report *explain.Report) error {
	if msg == nil || !report.Shows() {
		return report
	}
	err := kernel.PublishData(msg, kernel.Data{Data: kernel.MIMEMap{
		string(protocol.MIMETextHTML):  report.HTML(),
		string(protocol.MIMETextPlain): report.Text(),
	}})
	if err != nil {
		klog.Errorf("Failed to publish why a cell failed: %+v", err)
	}
	return report
}

// DisplayErrorLines displays`},
	// A declaration of several lines stands for each name in it, but is written
	// once: without this, all lines after it are taken for others.
	{"internal/goexec/composer.go",
		"\tfor len(fileToCellIdAndLine) < w.Line {\n",
		"\tif len(fileToCellIdAndLine) > w.Line {\n\t\tfileToCellIdAndLine = fileToCellIdAndLine[:w.Line]\n\t}\n\tfor len(fileToCellIdAndLine) < w.Line {\n"},
	// A second line %% is one more line, and a mistake that is explained.
	{"internal/goexec/composer.go",
		"\tfileToCellLines = make([]int, len(lines)+5)\n",
		"\tfileToCellLines = make([]int, 4*len(lines)+5)\n"},
	// Help and completion answer with what gopls says, or with nothing, and never
	// with an internal error. GoNB's own search for the name at the cursor does
	// not end in an empty cell, and its columns are bytes where gopls counts as
	// editors do, so that behind Japanese text it is asked about another place.
	{"internal/goexec/inspect.go",
		"\tcursorInCell := Cursor{cursorLine, cursorCol}\n\tcursorInCell = adjustCursorForFunctionIdentifier(lines, skipLines, cursorInCell)\n",
		"\tline, col, ok := cursor.Target(lines, func(line int) bool { _, skip := skipLines[line]; return skip }, cursorLine, cursorCol)\n\tif !ok {\n\t\treturn make(kernel.MIMEMap), nil\n\t}\n\tcursorInCell := Cursor{line, col}\n"},
	{"internal/goexec/inspect.go",
		"\tctx := context.Background()\n\tvar desc string\n",
		"\tif !cursorInFile.HasCursor() {\n\t\treturn make(kernel.MIMEMap), nil\n\t}\n\tctx := context.Background()\n\tvar desc string\n"},
	{"internal/goexec/inspect.go",
		"\tmessages := s.gopls.ConsumeMessages()\n\tif err != nil {\n\t\tparts := []string{errors.Cause(err).Error()}\n\t\tif len(messages) > 0 {\n\t\t\tparts = append(parts, messages...)\n\t\t}\n\t\treturn kernel.MIMEMap{string(protocol.MIMETextPlain): strings.Join(parts, \"\\n\\n\")}, nil\n\t}\n",
		"\ts.gopls.ConsumeMessages()\n\tif err != nil || desc == \"\" {\n\t\tklog.V(1).Infof(\"No help: %v\", err)\n\t\treturn make(kernel.MIMEMap), nil\n\t}\n"},
	{"internal/goexec/inspect.go",
		"\tctx := context.Background()\n\terr = s.notifyAboutStandardAndTrackedFiles(ctx)\n\tif err != nil {\n\t\treturn\n\t}\n\t_ = cursorInFile\n",
		"\tif !cursorInFile.HasCursor() {\n\t\treturn nil\n\t}\n\tctx := context.Background()\n\terr = s.notifyAboutStandardAndTrackedFiles(ctx)\n\tif err != nil {\n\t\treturn\n\t}\n"},
	{"internal/goexec/inspect.go",
		"\tif replaceLength > 0 {\n\t\treplaceStr := cellLines[cursorLine][cursorCol-replaceLength : cursorCol]\n\t\treplaceLengthUTF16 := len(utf16.Encode([]rune(replaceStr)))\n\t\treply.CursorStart -= replaceLengthUTF16\n\t}\n",
		"\tif replaceLength > 0 {\n\t\treply.CursorStart -= replaceLength\n\t}\n"},
	{"internal/goexec/inspect.go",
		"\t\"github.com/janpfeifer/gonb/internal/kernel\"\n\t\"github.com/pkg/errors\"\n\t\"k8s.io/klog/v2\"\n\t\"os\"\n\t\"path\"\n\t\"strings\"\n\t\"unicode/utf16\"\n",
		"\t\"github.com/janpfeifer/gonb/internal/goexec/cursor\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/explain\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/lang\"\n\t\"github.com/janpfeifer/gonb/internal/kernel\"\n\t\"github.com/pkg/errors\"\n\t\"k8s.io/klog/v2\"\n\t\"os\"\n\t\"path\"\n"},
	{"internal/goexec/goplsclient/goplsclient.go",
		"\tvar results []lsp.Location\n",
		"\tcol = c.column(filePath, line, col)\n\tvar results []lsp.Location\n"},
	{"internal/goexec/goplsclient/goplsclient.go",
		"\tif hover.Contents.Kind != lsp.Markdown {\n\t\terr = errors.Errorf(\"gopls request returned 'hover' with unexpected kind %q\", hover.Contents.Kind)\n\t\tklog.Errorf(\"c.CallHover empty: %+v\", err)\n\t\treturn \"\", err\n\t}\n\treturn hover.Contents.Value, nil\n}\n",
		`	return hover.Contents.Value, nil // empty where there is nothing to say
}

// column is a column in bytes as gopls counts it.
func (c *Client) column(filePath string, line, col int) int {
	data, _, err := c.FileData(filePath)
	if err != nil || data == nil {
		return col
	}
	lines := strings.Split(data.Content, "\n")
	if line < 0 || line >= len(lines) {
		return col
	}
	return cursor.UTF16(lines[line], col)
}
`},
	{"internal/goexec/goplsclient/goplsclient.go",
		"\tvar items *lsp.CompletionList\n",
		"\tcol = c.column(filePath, line, col)\n\tvar items *lsp.CompletionList\n"},
	{"internal/goexec/goplsclient/goplsclient.go",
		"\t\"runtime\"\n\t\"sync\"\n\t\"time\"\n\n\t\"k8s.io/klog/v2\"\n",
		"\t\"runtime\"\n\t\"strings\"\n\t\"sync\"\n\t\"time\"\n\n\t\"github.com/janpfeifer/gonb/internal/goexec/cursor\"\n\t\"k8s.io/klog/v2\"\n"},
	{"internal/dispatcher/dispatcher.go",
		"\t\t\t\tdata = kernel.MIMEMap{\n\t\t\t\t\tstring(protocol.MIMETextPlain): any(\n\t\t\t\t\t\tfmt.Sprintf(\"%s\", err.Error())),\n",
		"\t\t\t\tklog.Warningf(\"No help: %v\", err)\n\t\t\t\tdata = kernel.MIMEMap{\n"},
	{"internal/dispatcher/dispatcher.go", "\t\"fmt\"\n", ""},
	{"internal/dispatcher/dispatcher.go",
		"\t\t\tklog.Warningf(\"Handling `complete_request` failed: %+v\", err)\n\t\t\treply.Status = \"error\"\n",
		"\t\t\tklog.Warningf(\"Handling `complete_request` failed: %+v\", err) // and there are no matches\n"},
	// What a cell asks for, it asks for itself alone: whatever came of the cell,
	// and also of one with nothing to run, the next one is an ordinary one.
	{"internal/dispatcher/dispatcher.go",
		"\tmsg.Kernel().Interrupted.Store(false)\n",
		"\tmsg.Kernel().Interrupted.Store(false)\n\tdefer goExec.PostExecuteCell()\n"},
	// %exec in a cell of its own runs what an earlier cell declares.
	{"internal/dispatcher/dispatcher.go",
		"\t\thasMoreToRun := !goexec.IsEmptyLines(lines, specialLines) || goExec.CellIsTest\n",
		"\t\thasMoreToRun := !goexec.IsEmptyLines(lines, specialLines) || goExec.CellIsTest ||\n\t\t\tslices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(goexec.TrimGonbCommentPrefix(line), \"%exec \") })\n"},
	// A line of % and spaces, also while it is being typed, and %%script without
	// a program ended the kernel.
	{"internal/specialcmd/specialcmd.go",
		"\t\t\tfor cmdStr[0] == ' ' || cmdStr[0] == '\\t' {\n\t\t\t\tcmdStr = cmdStr[1:] // Skip initial space\n\t\t\t}\n",
		"\t\t\tcmdStr = strings.TrimLeft(cmdStr, \" \\t\")\n"},
	{"internal/specialcmd/cellmagic.go",
		"\tif klog.V(2).Enabled() {\n\t\tklog.Infof(\"Execute: %q\", args)\n",
		"\tif len(args) == 0 {\n\t\treturn errors.New(\"%%script needs the program to run\")\n\t}\n\tif klog.V(2).Enabled() {\n\t\tklog.Infof(\"Execute: %q\", args)\n"},
	// Cells run where the kernel is. To run one in the browser needs files that
	// the image has not, and addresses that are others behind a hub.
	{"internal/specialcmd/specialcmd.go",
		"\t\tif len(parts) > 1 {\n\t\t\treturn errors.Errorf(\"`%%wasm` takes no extra parameters.\")\n\t\t}\n\t\tgoExec.CellIsWasm = true\n\t\tvar err error\n\t\terr = goExec.MakeWasmSubdir()\n\t\tif err != nil {\n\t\t\treturn errors.WithMessagef(err, \"failed to prepare `%%wasm`\")\n\t\t}\n\t\tgoExec.WasmDivId = UniqueId() // Unique ID for this cell.\n",
		"\t\treturn explain.NotHere(lang.Current(), \"%wasm\")\n"},
	{"internal/specialcmd/specialcmd.go",
		"\t\"github.com/janpfeifer/gonb/internal/goexec\"\n",
		"\t\"github.com/janpfeifer/gonb/internal/goexec\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/explain\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/lang\"\n"},
	{"internal/specialcmd/help.md",
		"### Writing for WASM (WebAssembly) (Experimental)\n",
		"### Writing for WASM (WebAssembly) (Experimental)\n\nNot in the lessons' kernel. In GoNB as it is:\n"},
	// A panic of GoNB's own (%cd "" is one) ends what was asked for, and not the
	// kernel with all that was declared.
	{"internal/goexec/execcode.go",
		"\t\t\terr := s.executeCellImpl(params.msg, params.cellId, params.lines, params.skipLines)\n",
		"\t\t\terr := func() (err error) {\n\t\t\t\tdefer explain.Guard(lang.Current(), &err)\n\t\t\t\treturn s.executeCellImpl(params.msg, params.cellId, params.lines, params.skipLines)\n\t\t\t}()\n"},
	{"internal/specialcmd/specialcmd.go", "\tstatus := &cellStatus{}\n", "\tdefer explain.Guard(lang.Current(), &err)\n\tstatus := &cellStatus{}\n"},
	{"internal/specialcmd/cellmagic.go",
		"\tif len(lines) == 0 {\n\t\treturn\n\t}\n\tline := goexec",
		"\tdefer explain.Guard(lang.Current(), &err)\n\tif len(lines) == 0 {\n\t\treturn\n\t}\n\tline := goexec"},
	{"internal/specialcmd/cellmagic.go",
		"\t\"github.com/janpfeifer/gonb/internal/goexec\"\n",
		"\t\"github.com/janpfeifer/gonb/internal/goexec\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/explain\"\n\t\"github.com/janpfeifer/gonb/internal/goexec/lang\"\n"},
	{"internal/goexec/inspect.go", "\tklog.V(2).Infof(\"InspectIdentifierInCell: \")\n", "\tdefer explain.Guard(lang.Current(), &err)\n"},
	{"internal/goexec/inspect.go",
		"\tcursorLine, cursorCol int, reply *kernel.CompleteReply) (err error) {\n",
		"\tcursorLine, cursorCol int, reply *kernel.CompleteReply) (err error) {\n\tdefer explain.Guard(lang.Current(), &err)\n"},
}

// patchedGoNB copies GoNB's module with gonbPatches applied, and returns a
// go.mod that is the checkout's but for that copy in GoNB's place. (Go's
// -overlay would do without the copy, but not in the module cache.)
func (s *Environment) patchedGoNB(ctx context.Context, p *StatusLine) (modfile string, err error) {
	if err := p.Run(ctx, s.GoCommand(ctx, "mod", "download", gonbModule)); err != nil {
		return "", needsNetwork("GoNB", err)
	}
	module, err := s.GoCommand(ctx, "list", "-m", "-f", "{{.Dir}}", gonbModule).Output()
	if err != nil {
		return "", fmt.Errorf("go does not find GoNB (%w)", err)
	}
	dir := s.Path("gonb")
	if err := os.RemoveAll(dir); err != nil {
		return "", state.Unwritable(s.Dir, err)
	}
	if err := os.CopyFS(filepath.Join(dir, "source"), os.DirFS(strings.TrimSpace(string(module)))); err != nil {
		return "", state.Unwritable(s.Dir, err)
	}
	for _, change := range gonbPatches {
		file := filepath.Join(dir, "source", change.file)
		source, err := state.ReadFile(file)
		if err != nil {
			return "", err
		}
		if strings.Count(string(source), change.old) != 1 {
			return "", fmt.Errorf("GoNB's %s is not the one that gonbPatches (internal/launch/tools.go) was written for: after an upgrade of GoNB, see whether the patch is still needed", change.file)
		}
		if err := state.WriteFile(file, []byte(strings.Replace(string(source), change.old, change.new, 1))); err != nil {
			return "", err
		}
	}
	for _, folder := range gonbPackages {
		files, err := filepath.Glob(filepath.Join(s.Checkout, filepath.FromSlash(folder), "*.go"))
		if err != nil {
			return "", err
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := state.ReadFile(file)
			if err != nil {
				return "", err
			}
			if err := state.WriteFile(filepath.Join(dir, "source", "internal", "goexec", path.Base(folder), filepath.Base(file)), source); err != nil {
				return "", err
			}
		}
	}
	mod, err := state.ReadFile(filepath.Join(s.Checkout, "go.mod"))
	if err != nil {
		return "", err
	}
	sum, err := state.ReadFile(filepath.Join(s.Checkout, "go.sum"))
	if err != nil {
		return "", err
	}
	if err := state.WriteFile(filepath.Join(dir, "go.sum"), sum); err != nil {
		return "", err
	}
	modfile = filepath.Join(dir, "go.mod")
	return modfile, state.WriteFile(modfile, fmt.Appendf(mod, "\nreplace %s => %q\n", gonbModule, filepath.Join(dir, "source")))
}
