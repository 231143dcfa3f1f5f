// Package reach finds out which of the declarations so far a cell's program
// needs. The kernel leaves out the others: the compiler and the linker then do
// not read what only they import, so that a short cell late in a lesson is built
// as fast as one at its beginning.
//
// A program needs what main and the functions init use, what those declarations
// use, and so on; with a type it needs all its methods, which an interface may
// ask for. What the cell itself declares is always needed, so that mistakes in it
// are found. Which variables are needed is in variables.go, and which imports in
// imports.go.
//
// It goes by names: a name that may mean a declaration is taken to mean it. Where
// it is unsure it keeps too much, and never too little.
//
// It is copied into the kernel, GoNB (internal/gonb), and so imports the standard
// library only.
package reach

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Reached says which declarations a program reaches. A nil Reached has them
// all.
type Reached struct {
	names  map[string]bool
	left   []string
	unused map[string]bool // imports
}

// Of returns what a program reaches whose source has all declarations so far.
// tests says that it is run by go test, which calls all tests. here reports
// whether a line, from 1, is one of the cell's own. If the source cannot be read,
// Of returns nil, and the compiler will say why.
func Of(source []byte, tests bool, here func(line int) bool) (r *Reached) {
	defer func() {
		if recover() != nil { // the type checker's: the program is built whole
			r = nil
		}
	}()
	p := read(source)
	if p == nil {
		return nil
	}
	c := newClosure(p)
	for _, d := range p.all {
		if d.root || p.isHere(d, here) || tests && d.isTest() {
			c.add(d)
			for _, name := range d.names { // another declaration of that name is a mistake
				c.name(name)
			}
		}
	}
	c.follow()
	p.addVariables(c)
	return &Reached{c.names, p.leftOut(c), c.unusedImports(p.imports)}
}

// Name reports whether the program reaches the variables, the types or the
// constants of a name, as GoNB's keys have it: variables without a name, which
// are always kept, are "_~" with a number.
func (r *Reached) Name(key string) bool {
	return r == nil || strings.HasPrefix(key, "_~") || r.names[key]
}

// Function does the same for functions: an init is "init_x" or "init", a method
// "T~m".
func (r *Reached) Function(key string) bool {
	if t, _, ok := strings.Cut(key, "~"); ok {
		t, _, _ = strings.Cut(t, "[")
		return t == unknown || r.Name(t)
	}
	return key == "init" || strings.HasPrefix(key, "init_") || r.Name(key)
}

// Import reports whether an import, by GoNB's key for it, has to stay.
func (r *Reached) Import(key string) bool {
	return r == nil || !r.unused[key]
}

// Only returns those of GoNB's declarations of a kind, by their keys, that are
// reached.
func Only[D any](all map[string]D, reached func(key string) bool) map[string]D {
	some := map[string]D{}
	for key, d := range all {
		if reached(key) {
			some[key] = d
		}
	}
	return some
}

// unknown is what GoNB calls the type of a method whose receiver is a generic
// type and not a pointer.
const unknown = "unknown"

// Left lists the names of the declarations that are not reached, sorted.
func (r *Reached) Left() []string {
	if r == nil {
		return nil
	}
	return r.left
}

// A declaration is a function, a type, the variables that are declared together,
// or a group of constants.
type declaration struct {
	node  ast.Node
	names []string
	root  bool // always kept
	vars  *ast.ValueSpec
	of    string // a method's type
}

// isTest reports whether go test may call a function.
func (d *declaration) isTest() bool {
	_, ok := d.node.(*ast.FuncDecl)
	return ok && slices.ContainsFunc(d.names, test.MatchString)
}

var test = regexp.MustCompile("^(Test|Benchmark|Example|Fuzz)")

// A program is a parsed source, with what its names refer to.
type program struct {
	files   *token.FileSet
	info    types.Info
	scope   *types.Scope
	imports []*ast.ImportSpec
	all     []*declaration
	named   map[string][]*declaration
	about   map[string][]*declaration // methods, by their type

	dotted bool // a package with settings is imported as "."
}

func read(source []byte) *program {
	p := &program{
		files: token.NewFileSet(), named: map[string][]*declaration{}, about: map[string][]*declaration{},
		info: types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}},
	}
	file, err := parser.ParseFile(p.files, "main.go", source, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	p.imports = file.Imports
	for _, spec := range p.imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if path == "C" { // which may call any function
			return nil
		}
		if spec.Name != nil && spec.Name.Name == "." && slices.Contains(settings, path) {
			p.dotted = true
		}
	}
	// Without an importer, what comes from packages has no type; that is no error
	// here.
	config := types.Config{Error: func(error) {}, DisableUnusedImportCheck: true}
	pkg, _ := config.Check("main", p.files, []*ast.File{file}, &p.info)
	if pkg == nil {
		return nil
	}
	p.scope = pkg.Scope()
	for _, d := range file.Decls {
		p.declare(d)
	}
	return p
}

// declare records what a part of the source declares.
func (p *program) declare(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		switch name := d.Name.Name; {
		case d.Recv != nil:
			of, generic := receiver(d)
			p.add(&declaration{node: d, of: of, root: generic})
		case name == "main" || name == "init" || name == "_":
			p.add(&declaration{node: d, root: true})
		default:
			p.add(&declaration{node: d, names: []string{name}})
		}
	case *ast.GenDecl:
		if d.Tok == token.IMPORT {
			return
		}
		group := &declaration{node: d}
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				p.add(&declaration{node: spec, names: []string{spec.Name.Name}, root: spec.Name.Name == "_"})
			case *ast.ValueSpec:
				var names []string
				for _, name := range spec.Names {
					names = append(names, name.Name)
				}
				if d.Tok == token.CONST { // their values may depend on their place in the group
					group.names = append(group.names, names...)
				} else {
					p.add(&declaration{node: spec, names: names, vars: spec, root: p.alwaysKept(spec)})
				}
			}
		}
		if len(group.names) > 0 {
			p.add(group)
		}
	}
}

func (p *program) add(d *declaration) {
	p.all = append(p.all, d)
	for _, name := range d.names {
		p.named[name] = append(p.named[name], d)
	}
	if d.of != "" {
		p.about[d.of] = append(p.about[d.of], d)
	}
}

// receiver returns the name of a method's type, and whether GoNB's key has none.
func receiver(d *ast.FuncDecl) (name string, generic bool) {
	pointer := false
	for t := d.Recv.List[0].Type; ; {
		switch x := t.(type) {
		case *ast.Ident:
			return x.Name, generic
		case *ast.ParenExpr:
			t, generic = x.X, !pointer
		case *ast.StarExpr:
			t, pointer = x.X, true
		case *ast.IndexExpr:
			t, generic = x.X, !pointer
		case *ast.IndexListExpr:
			t, generic = x.X, !pointer
		default:
			return "", true
		}
	}
}

// isHere reports whether a declaration has one of the cell's lines.
func (p *program) isHere(d *declaration, here func(line int) bool) bool {
	end := p.files.Position(d.node.End()).Line
	for line := p.files.Position(d.node.Pos()).Line; line <= end; line++ {
		if here(line) {
			return true
		}
	}
	return false
}

// leftOut lists the names of what is not in a closure.
func (p *program) leftOut(c *closure) []string {
	left := map[string]bool{}
	for name := range p.named {
		if name != "_" && !c.names[name] {
			left[name] = true
		}
	}
	return slices.Sorted(maps.Keys(left))
}

// A closure is some declarations, and all that they use.
type closure struct {
	*program
	has   map[*declaration]bool
	names map[string]bool
	queue []*declaration // those of has whose uses are not followed yet
}

func newClosure(p *program) *closure {
	return &closure{program: p, has: map[*declaration]bool{}, names: map[string]bool{}}
}

// name puts all declarations of a name into the closure.
func (c *closure) name(name string) {
	if c.names[name] || name == "_" {
		return
	}
	c.names[name] = true
	for _, list := range [][]*declaration{c.named[name], c.about[name]} {
		for _, d := range list {
			c.add(d)
		}
	}
}

// add puts a declaration into the closure.
func (c *closure) add(d *declaration) {
	if !c.has[d] {
		c.has[d] = true
		c.queue = append(c.queue, d)
	}
}

// follow adds what the declarations in the queue use, until there is nothing new.
func (c *closure) follow() {
	for len(c.queue) > 0 {
		d := c.queue[0]
		c.queue = c.queue[1:]
		for _, name := range d.names {
			c.name(name)
		}
		c.mentions(d.node, func(name *ast.Ident) { c.name(name.Name) })
	}
}

// mentions calls found for each name in a node that may be a declaration's.
func (p *program) mentions(node ast.Node, found func(name *ast.Ident)) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			p.mentions(n.X, found)
			return false
		case *ast.Ident:
			if p.declares(n) && p.scope.Lookup(n.Name) != nil {
				found(n)
			}
		}
		return true
	})
}

// declares reports whether a name may be that of a declaration: the checker skips
// some parts of code that it cannot make sense of.
func (p *program) declares(name *ast.Ident) bool {
	object := p.info.Uses[name]
	if object == nil {
		_, defined := p.info.Defs[name]
		return !defined
	}
	return object.Parent() == p.scope
}
