package lite

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// The linker can link a base, and cells to it (base.go). What it does for that is
// in files of its own, which are added to its packages.
//
//go:embed linker
var linkerFiles embed.FS

// addedFiles returns the files that are added to the sources of Go's tools, below
// GOROOT/src. Here they are named after the package that they belong to.
func addedFiles() (map[string][]byte, error) {
	added := map[string][]byte{}
	return added, fs.WalkDir(linkerFiles, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		pkg := path.Base(path.Dir(name))
		data, err := fs.ReadFile(linkerFiles, name)
		// A name of ours in front of theirs is not taken for one of a system.
		added["cmd/link/internal/"+pkg+"/golessons"+strings.TrimSuffix(path.Base(name), ".txt")] = data
		return err
	})
}

// baseEdits are the places in which the linker has to know of bases and cells.
var baseEdits = []edit{
	{"cmd/link/internal/loader/loader.go", forkLoader},
	{"cmd/link/internal/ld/deadcode.go", keepForCells},
	{"cmd/link/internal/ld/data.go", placeCells},
	{"cmd/link/internal/ld/pcln.go", placeFunctionData},
	{"cmd/link/internal/ld/symtab.go", ownModule},
	{"cmd/link/internal/ld/util.go", outlive},
	{"cmd/link/internal/ld/main.go", serve},
	{"cmd/link/internal/wasm/asm.go", exportRegisters},
}

// forkLoader lets the loader load more objects after all, and undo it.
func forkLoader(source string) (string, error) {
	source, err := replaceEvery(source, 3, "l.symsByName[ver][name] = i\n", "l.setName(name, ver, i)\n")
	if err != nil {
		return "", err
	}
	return replaceAll(source,
		"\tflags uint32\n\n\tstrictDupMsgs", `	fork    *Fork     // the state before a cell, or nil
	base    Bitmap    // what is in the base
	own     []nameVer // names that each module has for itself
	light   bool      // whether what is not in the base was left out
	itabs   map[goobj.HashType]Sym // those of the base
	defined int       // how many symbols the objects have

	flags uint32

	strictDupMsgs`,
		"\tif l.extStart != 0 {\n\t\tpanic(", "\tif l.extStart != 0 && l.fork == nil {\n\t\tpanic(",
		"\tcase pkgDef:\n\t\t// Defined", `	case pkgDef:
		if old := l.symsByName[ver][name]; old != 0 && l.undefined(old) {
			l.objSyms[old] = objSym{r.objidx, li}
			return old
		}
		// Defined`,
		"\toldi, existed := l.symsByName[ver][name]\n\tif !existed {", `	oldi, existed := l.symsByName[ver][name]
	if existed && l.undefined(oldi) {
		l.objSyms[oldi] = objSym{r.objidx, li}
		return oldi
	}
	if !existed {`,
		"\t\t\t\ts, existed := st.hashedSyms[*h]\n", `				s, existed := st.hashedSyms[*h]
				if itab, ok := l.itabs[*h]; ok && !existed {
					s, existed = symAndSize{itab, osym.Siz()}, true
				}
`,
		"\t\tif oldsz < sz {\n", "\t\tif (oldsz < sz || l.Absent(oldi)) && !l.InBase(oldi) {\n",
		"\tl.values = make([]int64, l.NSym(), l.NSym()+1000)", "\tl.defined = l.NSym()\n\tl.values = make([]int64, l.NSym(), l.NSym()+1000)")
}

// keepForCells makes the linker keep in a base what cells may use: of all types
// all methods, as it does where programs load plugins, and maps that only cells
// look at. For a cell it goes on from there.
func keepForCells(source string) (string, error) {
	return replaceAll(source,
		"\t\"internal/buildcfg\"\n", "\t\"internal/buildcfg\"\n\t\"os\"\n",
		"d.dynlink = d.ctxt.DynlinkingGo()", "d.dynlink = d.ctxt.DynlinkingGo() || *flagBase",
		"\tif ctxt.DynlinkingGo() {\n", "\tif ctxt.DynlinkingGo() || *flagBase {\n",
		"if d.ctxt.canUsePlugins && r.Type().IsDirectCall() {", "if (d.ctxt.canUsePlugins || *flagBase) && r.Type().IsDirectCall() {",
		"\tif *flagPruneWeakMap {\n", "\tif *flagPruneWeakMap && !*flagBase {\n",
		"\t\t\tcase objabi.R_USEIFACE:\n", "\t\t\tcase objabi.R_USEIFACE:\n\t\t\t\tif *flagBase {\n\t\t\t\t\tcontinue // every type is\n\t\t\t\t}\n",
		"\t\t\tcase objabi.R_USEIFACEMETHOD:\n", "\t\t\tcase objabi.R_USEIFACEMETHOD:\n\t\t\t\tif *flagBase {\n\t\t\t\t\tcontinue // every method is\n\t\t\t\t}\n",
		"\tvar names []string\n\n", `	if inCell {
		d.mark(d.ldr.Lookup("main.main", abiInternalVer), 0)
		d.mark(d.ctxt.mainInittasks, 0)
		return
	}
	if *flagBase {
		d.markBase()
	}
	var names []string

`,
		"\tif symIdx != 0 && !d.ldr.AttrReachable(symIdx) {\n", `	if symIdx != 0 && !d.ldr.Linked(symIdx) {
		if inCell && d.ldr.Absent(symIdx) {
			fmt.Fprintf(os.Stderr, "link: %s uses what is not in the base\n", d.ldr.SymName(parent))
			Exit(exitAbsent)
		}
`)
}

// placeCells places a cell's functions and data after those of the base, and
// makes the cell's references to the base good.
func placeCells(source string) (string, error) {
	source, err := replaceEvery(source, 2, "\t\t\tif weak && !ldr.AttrReachable(rs) {\n", "\t\t\tif weak && !ldr.Linked(rs) {\n")
	if err != nil {
		return "", err
	}
	return replaceAll(source,
		"rt != objabi.R_METHODOFF && !ldr.AttrReachable(rs) {", "rt != objabi.R_METHODOFF && !ldr.Linked(rs) {",
		"\t\t\tif !ldr.AttrReachable(rs) {\n\t\t\t\t// Set it to a sentinel", "\t\t\tif !ldr.Linked(rs) {\n\t\t\t\t// Set it to a sentinel",
		"o = ldr.SymValue(rs) - int64(ldr.SymSect(rs).Vaddr) + r.Add()", "o = ldr.SymValue(rs) - int64(readOnlyBase(ldr.SymSect(rs))) + r.Add()",
		"\tva := start\n\tn := 1\n\tsect.Vaddr = va\n", "\tva := start + firstText()\n\tn := 1\n\tsect.Vaddr = start\n",
		"i == 0 && va < wasmMinDataAddr {\n\t\t\tva = wasmMinDataAddr", "i == 0 && va < minData() {\n\t\t\tva = minData()",
		"ctxt.xdefine(\"runtime.rodata\", sym.SRODATA, int64(rodata.Vaddr))", "ctxt.xdefine(\"runtime.rodata\", sym.SRODATA, int64(readOnlyBase(rodata)))",
		"ctxt.xdefine(\"runtime.types\", sym.SRODATA, int64(types.Vaddr))", "ctxt.xdefine(\"runtime.types\", sym.SRODATA, int64(readOnlyBase(types)))")
}

// placeFunctionData does what placeCells does for the tables about functions. The
// first function of a module has no name for the runtime, which takes its place
// in the table of names for none; in a cell that may be main.
func placeFunctionData(source string) (string, error) {
	return replaceAll(source,
		"\tvar size int64\n\twalkFuncs(", "\tsize := firstName()\n\twalkFuncs(",
		"o -= int64(sect.Vaddr)", "o -= int64(readOnlyBase(sect))",
		"if r.Weak() && !ldr.AttrReachable(rs) {", "if r.Weak() && !ldr.Linked(rs) {")
}

// ownModule leaves the base's list of modules alone when a cell is linked. The
// last function of a module ends where the next one would begin, however long it
// is: on wasm the upper part of an address of code counts functions.
func ownModule(source string) (string, error) {
	return replaceAll(source,
		"moduledata.AddAddrPlus(ctxt.Arch, pcln.lastFunc, ldr.SymSize(pcln.lastFunc))", "moduledata.AddAddrPlus(ctxt.Arch, pcln.lastFunc, 1<<16)",
		"\tlastmoduledatap := ldr.CreateSymForUpdate(", "\tif inCell {\n\t\treturn symGroupType\n\t}\n\tlastmoduledatap := ldr.CreateSymForUpdate(")
}

// outlive makes an error in a cell end the cell's link, not the linker.
func outlive(source string) (string, error) {
	return replaceAll(source, "func Exit(code int) {\n", "func Exit(code int) {\n\tif inCell {\n\t\tpanic(cellExit(code))\n\t}\n")
}

// serve makes the linker wait for cells, or write what it needs for that.
func serve(source string) (string, error) {
	return replaceAll(source,
		"\tzerofp := goobj.FingerprintType{}\n", "\tif *flagCells != \"\" {\n\t\tctxt.loadBundle(*flagCells)\n\t\tctxt.serveCells()\n\t\treturn\n\t}\n\tzerofp := goobj.FingerprintType{}\n",
		"\torder := ctxt.address()\n", "\torder := ctxt.address()\n\tif *flagBase {\n\t\tctxt.setBase()\n\t}\n",
		"\tctxt.Out.Close() // Close handles Munmapping if necessary.\n", "\tctxt.Out.Close() // Close handles Munmapping if necessary.\n\tctxt.writeBundles()\n")
}

// exportRegisters gives a base what cells import, and writes cells.
func exportRegisters(source string) (string, error) {
	return replaceAll(source,
		"ldr.SymSect(ldr.Lookup(\"runtime.firstmoduledata\", 0)),", "ldr.SymSect(ctxt.Moduledata),",
		"func asmb2(ctxt *ld.Link, ldr *loader.Loader) {\n", "func asmb2(ctxt *ld.Link, ldr *loader.Loader) {\n\tif base := ld.Cell(); base != nil {\n\t\twriteCell(ctxt, ldr, base)\n\t\treturn\n\t}\n",
		"\tcase \"js\":\n\t\twriteUleb128(ctxt.Out, uint64(4+len(ldr.WasmExports))) // number of exports\n", `	case "js":
		if ld.IsBase() {
			writeUleb128(ctxt.Out, uint64(4+len(ldr.WasmExports)+len(globals)+1))
			exportBase(ctxt)
		} else {
			writeUleb128(ctxt.Out, uint64(4+len(ldr.WasmExports))) // number of exports
		}
`)
}

// replaceEvery replaces a text that must be there n times.
func replaceEvery(source string, n int, old, new string) (string, error) {
	if strings.Count(source, old) != n {
		return "", fmt.Errorf("it has not the line %q %d times", strings.TrimSpace(old), n)
	}
	return strings.ReplaceAll(source, old, new), nil
}
