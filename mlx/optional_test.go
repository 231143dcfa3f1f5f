package mlx

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// TestOptionalArguments lists every variadic parameter of the package: those that take
// a list, and those that are one optional value. TestMistakes gives each of the latter
// twice.
func TestOptionalArguments(t *testing.T) {
	lists := strings.Fields(`NewTensor.values Column.values Full.shape Zeros.shape Ones.shape Rand.shape Randn.shape
		Tensor.At.index Tensor.Reshape.shape Tensor.Subset.indices Dataset.Subset.indices Sequential.modules Func.uses Module.Gradients.penalties
		Module.LossAndGradients.penalties
		SGD.options Adam.options AdamW.options WeightDecay.names L1.names L2.names`)
	single := strings.Fields(`Linear.bias Dropout.p LeakyReLU.slope MSELoss.reduction BCEWithLogitsLoss.reduction
		CrossEntropyLoss.reduction LossFunc.reduction Loss.Forward.weight Loss.Gradient.weight NewDataset.weight
		Tensor.Var.unbiased Tensor.VarAxis.unbiased Tensor.Std.unbiased Tensor.StdAxis.unbiased`)
	var found []string
	_, source, _ := parse(t)
	for _, file := range source {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !f.Name.IsExported() || len(f.Type.Params.List) == 0 {
				continue
			}
			last := f.Type.Params.List[len(f.Type.Params.List)-1]
			if _, ok := last.Type.(*ast.Ellipsis); !ok {
				continue
			}
			name := f.Name.Name + "." + last.Names[0].Name
			if f.Recv != nil {
				of := f.Recv.List[0].Type
				if star, ok := of.(*ast.StarExpr); ok {
					of = star.X
				}
				name = of.(*ast.Ident).Name + "." + name
			}
			found = append(found, name)
		}
	}
	known := append(lists, single...)
	for _, name := range found {
		if !slices.Contains(known, name) {
			t.Errorf("%s is new: name it in lists or in single above; one optional value must not be given twice", name)
		}
	}
	for _, name := range known {
		if !slices.Contains(found, name) {
			t.Errorf("%s no longer exists", name)
		}
	}
}
