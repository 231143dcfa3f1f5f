package lite

import (
	"fmt"
	"regexp"
	"strings"
)

// An edit changes a file of the Go distribution for our build of a tool.
type edit struct {
	file   string // below GOROOT/src
	change func(source string) (string, error)
}

// edits are all changes of the tools. Each needs certain lines in Go's sources,
// which another version of Go may no longer have; TestEdits says which.
var edits = append([]edit{
	{"cmd/compile/main.go", onlyWasm},
	{"cmd/link/main.go", onlyWasm},
	{"cmd/compile/internal/ssa/config.go", onlyWasmConfig},
	{"cmd/compile/internal/ssa/opGen.go", onlyWasmOps},
	{"cmd/compile/internal/ssagen/intrinsics.go", noVectors},
	{"cmd/internal/obj/ppc64/asm9_gtables.go", onlyConstants},
	{"cmd/compile/internal/noder/reader.go", noShapeWrappers},
	{"cmd/compile/internal/ssa/compile.go", noClock},
	{"cmd/link/internal/wasm/asm.go", limitMemory},
	{"cmd/link/internal/wasm/asm.go", writeFaster},
	{"cmd/link/internal/ld/outbuf.go", reserve},
	{"cmd/internal/bio/buf.go", keepObjects},
	{"syscall/fs_js.go", syncFiles},
	{"runtime/mem_wasm.go", growMore},
}, baseEdits...)

// programEdits are the changes of what cells and the kernel consist of.
var programEdits = []edit{
	{"syscall/tables_js.go", plainErrors},
}

// errorText is an error of the system in its table:
//
//	ENOENT:          "No such file or directory",
var errorText = regexp.MustCompile(`(?m)^(\tE\w+: +")([A-Z])([a-z])`)

// plainErrors makes the system's errors read in a browser as they read on a
// computer: "no such file or directory".
func plainErrors(source string) (string, error) {
	if len(errorText.FindAllString(source, -1)) < 100 {
		return "", fmt.Errorf("it has no table of errors")
	}
	return errorText.ReplaceAllStringFunc(source, func(entry string) string {
		m := errorText.FindStringSubmatch(entry)
		return m[1] + strings.ToLower(m[2]) + m[3]
	}), nil
}

var (
	// compile: "arm64":    arm64.Init,
	// link:    case "ppc64", "ppc64le":
	//                  arch, theArch = ppc64.Init()
	archEntry = regexp.MustCompile(`(?m)^\t(?:"\w+":\s+(\w+)\.Init,|case "\w+"(?:, "\w+")*:\n\t\tarch, theArch = (\w+)\.Init\(\))\n`)
	// "cmd/compile/internal/arm64"
	internalImport = regexp.MustCompile(`(?m)^\t"cmd/(?:compile|link)/internal/(\w+)"\n`)
)

// onlyWasm leaves the other processors out of a tool's main.go. It makes the
// compiler smaller by a quarter.
func onlyWasm(source string) (string, error) {
	others := map[string]bool{}
	source = archEntry.ReplaceAllStringFunc(source, func(entry string) string {
		m := archEntry.FindStringSubmatch(entry)
		if name := m[1] + m[2]; name != "wasm" {
			others[name] = true
			return ""
		}
		return entry
	})
	if len(others) == 0 || !strings.Contains(source, "wasm.Init") {
		return "", fmt.Errorf("it has no list of processors")
	}
	return internalImport.ReplaceAllStringFunc(source, func(line string) string {
		name := internalImport.FindStringSubmatch(line)[1]
		if others[name] {
			delete(others, name)
			return ""
		}
		return line
	}), missing(others)
}

// missing returns an error if there is a processor whose import was not found.
func missing(others map[string]bool) error {
	for name := range others {
		return fmt.Errorf("it does not import %s", name)
	}
	return nil
}

// archConfig is what the compiler's back end does for a processor, up to the
// next one.
var archConfig = regexp.MustCompile(`(?m)^\tcase "\w+"(?:, "\w+")*:\n(?:\t\t.*\n)+`)

// onlyWasmConfig leaves the rules for the other processors out of the compiler.
func onlyWasmConfig(source string) (string, error) {
	before, rest, ok := strings.Cut(source, "\tswitch arch {\n")
	cases, after, found := strings.Cut(rest, "\tdefault:\n")
	if !ok || !found || !strings.Contains(cases, "\tcase \"wasm\":\n") {
		return "", fmt.Errorf("it has no settings of wasm")
	}
	cases = archConfig.ReplaceAllStringFunc(cases, func(block string) string {
		if strings.HasPrefix(block, "\tcase \"wasm\":\n") {
			return block
		}
		return ""
	})
	return before + "\tswitch arch {\n" + cases + "\tdefault:\n" + after, nil
}

var (
	opName = regexp.MustCompile(`(?m)^\tOp(\w+)(?: Op = iota)?$`)
	opInfo = regexp.MustCompile(`(?m)^\t\{\n(?:\t\t.*\n)+\t\},\n`)
	// otherOp is how the name of another processor's operation begins.
	otherOp = regexp.MustCompile(`^(?:386|AMD64|ARM|LOONG64|MIPS|PPC64|RISCV64|S390X)`)
)

// onlyWasmOps empties the descriptions of the other processors' operations,
// which are most of the compiler's data. Their places stay.
func onlyWasmOps(source string) (string, error) {
	const table = "var opcodeTable = [...]opInfo{\n"
	before, after, ok := strings.Cut(source, table)
	entries, after, found := strings.Cut(after, "\n}\n")
	names := opName.FindAllStringSubmatch(before, -1)
	entries += "\n"
	if !ok || !found || len(names) < 1000 || len(names) != 1+strings.Count(entries, "\n\t{") {
		return "", fmt.Errorf("it has no table of operations in their order")
	}
	// The first operation is invalid, and its entry is a line.
	i := 0
	entries = opInfo.ReplaceAllStringFunc(entries, func(entry string) string {
		i++
		if i < len(names) && otherOp.MatchString(names[i][1]) {
			return "\t{},\n"
		}
		return entry
	})
	return before + table + entries + "}\n" + after, nil
}

// noVectors leaves out what the compiler knows of vectors, which are there for
// AMD64 only.
func noVectors(source string) (string, error) {
	return replaceAll(source, "\t\tsimdIntrinsics(addF)\n", "")
}

// A package in processors knows a processor's instructions. Of the others'
// packages only the files with namesOnly are compiled: the rest of the compiler
// mentions the names of instructions and registers, but their code is never
// written.
var (
	processors = "cmd/internal/obj"
	namesOnly  = regexp.MustCompile(`^(?:a\.out|aenum|anames\w*|cnames|cpu|specialoperand_string|condition_code|rotate|inst|doc)\.go$`)
)

// onlyConstants leaves out everything after a file's constants.
func onlyConstants(source string) (string, error) {
	clause, _, _ := strings.Cut(source, "\nimport (")
	_, constants, ok := strings.Cut(source, "\nconst (")
	constants, _, found := strings.Cut(constants, "\n)\n")
	if !ok || !found {
		return "", fmt.Errorf("it has no list of constants")
	}
	return clause + "\nconst (" + constants + "\n)\n", nil
}

// noShapeWrappers spares the compiler the methods of shape types, which stand for
// type arguments in generic functions. Values have the real types, and only these
// have methods that are called through interfaces. A cell that mentions mlx.ReLU
// had 57 such methods, and 5 functions besides. (A type that only has a shape in
// it keeps its methods: a method's value, as f := x.M, can be one of them.)
func noShapeWrappers(source string) (string, error) {
	return replaceAll(source, "\tseen[key] = typ\n\n\tif !needed {\n", "\tseen[key] = typ\n\n\tif !needed || typ.IsShape() {\n")
}

// noClock spares the compiler to ask for the time before and after each of 60
// passes over each function, which in a browser are calls of JavaScript.
func noClock(source string) (string, error) {
	return replaceAll(source,
		"\t\ttStart := time.Now()\n", "\t\tvar tStart, tEnd time.Time\n",
		"\t\ttEnd := time.Now()\n", "")
}

// MaxMemory is how much memory the program of a cell can have, in bytes. Without
// a limit a cell that fills memory makes the browser end the page, and on a
// small computer makes everything slow before that; with it, the program ends
// with Go's own "out of memory". Go asks for twice what is in use before it
// collects garbage, so this is enough for half of it; the lessons need a tenth.
// Together with the kernel and the tools it fits a computer with 4 GB.
const MaxMemory = 1 << 30

// limitMemory makes the linker write MaxMemory into programs.
func limitMemory(source string) (string, error) {
	return replaceAll(source,
		"ctxt.Out.WriteByte(0x00)                         // no maximum memory size\n", "ctxt.Out.WriteByte(0x01)\n",
		"writeUleb128(ctxt.Out, initialSize/wasmPageSize) // minimum (initial) memory size\n",
		fmt.Sprintf("writeUleb128(ctxt.Out, initialSize/wasmPageSize)\n\twriteUleb128(ctxt.Out, max(initialSize, %d)/wasmPageSize)\n", MaxMemory))
}

// writeFaster spares the linker half of the time in which it writes a program:
// buffers that grow piece by piece, names of functions that are then left out,
// and a data segment for every few bytes between zeros, which also costs the
// browser time. The program is larger by a tenth, but it is not sent
// anywhere.
func writeFaster(source string) (string, error) {
	return replaceAll(source,
		"\t\t\tP := ldr.Data(fn)\n", "\t\t\tP := ldr.Data(fn)\n\t\t\twfn.Grow(len(P) + 6*relocs.Count())\n",
		"name := nameRegexp.ReplaceAllString(ldr.SymName(fn), \"_\")\n",
		"name := \"\"\n\t\tif !*ld.FlagS {\n\t\t\tname = nameRegexp.ReplaceAllString(ldr.SymName(fn), \"_\")\n\t\t}\n",
		"\tctxt.Out.Write([]byte{0x00, 0x61, 0x73, 0x6d}) // magic\n", `	room := 1 << 20
	for _, fn := range fns {
		room += len(fn.Code) + 8
	}
	for _, ds := range dataSects {
		room += len(ds.data)
	}
	ctxt.Out.Reserve(room)
	ctxt.Out.Write([]byte{0x00, 0x61, 0x73, 0x6d}) // magic
`,
		"const segmentOverhead = 8\n", "const segmentOverhead = 64\n",
		"\tvar segments []*dataSegment\n", "\tvar segments []dataSegment\n",
		"segments = append(segments, &dataSegment{\n", "segments = append(segments, dataSegment{\n")
}

// reserve lets the linker say how large a program will be.
func reserve(source string) (string, error) {
	return replaceAll(source, "func (out *OutBuf) SeekSet(p int64) {\n", `// Reserve makes room for n bytes.
func (out *OutBuf) Reserve(n int) {
	out.heap = append(make([]byte, 0, len(out.heap)+n), out.heap...)
}

func (out *OutBuf) SeekSet(p int64) {
`)
}

// keepObjects tells the linker that what it has read of a file stays as it is.
// It is so on other systems, where files are mapped into memory; the linker need
// not copy the names from them then.
func keepObjects(source string) (string, error) {
	return replaceAll(source, "\treturn data, false, nil\n", "\treturn data, true, nil\n")
}

// syncFiles makes a tool's file operations return at once. In a browser Go asks
// JavaScript for each, and waits in a channel for the answer, which is right for
// programs that have to wait; the tools' files are all in memory. Reading and
// writing, which is most of it, does not even make a JavaScript value: the
// functions are imports of the module (assets/go.js), and copy between the files
// and the program's memory.
func syncFiles(source string) (string, error) {
	source, err := replaceAll(source,
		"import (\n", "import (\n\t\"unsafe\"\n",
		"func fsCall(name string, args ...any) (js.Value, error) {\n", `func fsCall(name string, args ...any) (js.Value, error) {
	answer := jsFS.Call("sync", append([]any{name}, args...)...)
	if failure := answer.Get("error"); !failure.IsNull() {
		return js.Undefined(), mapJSError(failure)
	}
	return answer.Get("result"), nil
}

//go:wasmimport golessons read
//go:noescape
func fsRead(fd int32, p unsafe.Pointer, n int32, at float64) int32

//go:wasmimport golessons write
//go:noescape
func fsWrite(fd int32, p unsafe.Pointer, n int32, at float64) int32

func unusedCall(name string, args ...any) (js.Value, error) {
`,
		"func Pread(fd int, b []byte, offset int64) (int, error) {\n", `func Pread(fd int, b []byte, offset int64) (int, error) {
	if n := fsRead(int32(fd), unsafe.Pointer(unsafe.SliceData(b)), int32(len(b)), float64(offset)); n >= 0 {
		return int(n), nil
	}
`,
		"func Pwrite(fd int, b []byte, offset int64) (int, error) {\n", `func Pwrite(fd int, b []byte, offset int64) (int, error) {
	if n := fsWrite(int32(fd), unsafe.Pointer(unsafe.SliceData(b)), int32(len(b)), float64(offset)); n >= 0 {
		return int(n), nil
	}
`)
	if err != nil {
		return "", err
	}
	// Read and Write call Pread and Pwrite once the file was sought in.
	const seeked = "if f.seeked {\n"
	if strings.Count(source, seeked) != 2 {
		return "", fmt.Errorf("it has not the line %q twice", strings.TrimSpace(seeked))
	}
	return strings.ReplaceAll(source, seeked, "if fd > 2 {\n"), nil
}

// growMore makes a tool ask for memory by 16 MB and not by 4 MB.
func growMore(source string) (string, error) {
	return replaceAll(source,
		"grow := (bl + n - blocMax) / physPageSize\n", "grow := (bl + n - blocMax + 16<<20 - 1) &^ (16<<20 - 1) / physPageSize\n",
		"blocMax = bl + n\n", "blocMax += grow * physPageSize\n")
}

// replaceAll replaces each of some texts by the one after it. Each must be there
// once.
func replaceAll(source string, pairs ...string) (string, error) {
	for i := 0; i < len(pairs); i += 2 {
		if strings.Count(source, pairs[i]) != 1 {
			return "", fmt.Errorf("it has not the line %q once", strings.TrimSpace(pairs[i]))
		}
		source = strings.Replace(source, pairs[i], pairs[i+1], 1)
	}
	return source, nil
}
