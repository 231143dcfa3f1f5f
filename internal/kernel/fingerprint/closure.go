package fingerprint

import (
	"go/ast"
	"go/types"
	"slices"
)

// A closure is everything that a function uses: its declarations, the
// declarations that those use, and so on. The function is an expression: a
// literal, or a name.
type closure struct {
	*program
	function ast.Expr
	nodes    map[ast.Node]bool // the function's own code, and all that it uses
	queue    []ast.Node        // those of nodes whose uses are not followed yet
	imports  map[string]bool
	types    map[types.Object]bool // the file's types that are used
	methods  map[string]bool       // the names of methods of unknown types
	globals  []*types.Var          // the file's variables that are used
	captured []*types.Var          // the variables of the function around it
}

func newClosure(p *program) *closure {
	return &closure{program: p, nodes: map[ast.Node]bool{}, imports: map[string]bool{}, methods: map[string]bool{}, types: map[types.Object]bool{}}
}

// add puts a node into the closure.
func (c *closure) add(node ast.Node) {
	if node != nil && !c.nodes[node] {
		c.nodes[node] = true
		c.queue = append(c.queue, node)
	}
}

// follow adds what the nodes in the queue use, until there is nothing new.
func (c *closure) follow() {
	for len(c.queue) > 0 {
		node := c.queue[0]
		c.queue = c.queue[1:]
		for _, use := range c.uses(node) {
			c.use(node, use)
		}
		if len(c.queue) > 0 {
			continue
		}
		// A method counts as used if one of its name is called on a value of
		// unknown type, or if a package that is given the value may call it.
		for _, m := range c.methodList {
			if c.methods[m.decl.Name.Name] || c.types[m.of] && m.decl.Name.IsExported() {
				c.add(m.decl)
			}
		}
		for _, v := range c.globals {
			for _, w := range c.writes[v] {
				if d, ok := w.by.(*ast.FuncDecl); ok && isInit(d) {
					c.add(d)
				}
			}
		}
	}
}

// use puts what a name in a node refers to into the closure.
func (c *closure) use(node ast.Node, use use) {
	if use.object == nil {
		c.methods[use.name] = true
		return
	}
	if d := c.declarations[use.object]; d != nil && !within(node, use.object.Pos()) {
		c.add(d)
	}
	switch object := use.object.(type) {
	case *types.PkgName:
		c.imports["import "+object.Name()+" "+object.Imported().Path()] = true
	case *types.Func:
		if recv := object.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
			c.methods[object.Name()] = true
		}
	case *types.TypeName:
		c.types[object] = true
	case *types.Var:
		switch {
		case object.IsField():
		case object.Parent() == c.pkg.Scope():
			if !slices.Contains(c.globals, object) {
				c.globals = append(c.globals, object)
			}
		case node == c.function && !within(node, object.Pos()) && !slices.Contains(c.captured, object):
			c.captured = append(c.captured, object)
		}
	}
}

// setElsewhere reports whether code that the function does not use may give one
// of the file's variables another value.
func (c *closure) setElsewhere(v *types.Var) bool {
	return slices.ContainsFunc(c.writes[v], func(w write) bool {
		return w.by != nil && !c.nodes[w.by] && c.runs()[w.by] && !within(c.function, w.name.Pos())
	})
}

// runs returns the declarations that may be reached when the program runs.
func (p *program) runs() map[ast.Node]bool {
	if p.run == nil {
		c := newClosure(p)
		for _, d := range p.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if isInit(d) || d.Recv == nil && d.Name.Name == "main" {
					c.add(d)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if spec, ok := spec.(*ast.ValueSpec); ok {
						c.add(spec)
					}
				}
			}
		}
		c.follow()
		p.run = c.nodes
	}
	return p.run
}

func isInit(d *ast.FuncDecl) bool { return d.Recv == nil && d.Name.Name == "init" }
