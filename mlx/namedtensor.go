package mlx

import (
	"fmt"
	"strings"
)

// NamedTensor is a tensor with its name in a model, such as "0.weight".
type NamedTensor struct {
	Name  string
	Value Tensor
}

// NamedTensors are parameters, gradients, activations or masks of a model, in
// the order of its layers.
type NamedTensors []NamedTensor

// Get returns the tensor with the name.
//
// Errors: a name that no tensor has.
func (ts NamedTensors) Get(name string) Tensor {
	var names []string
	for _, t := range ts {
		if t.Name == name {
			return t.Value
		}
		names = append(names, t.Name)
	}
	must(errorf("Get", "no tensor %q, there are %q", name, names))
	return Tensor{}
}

// String returns each tensor below its name and shape.
func (ts NamedTensors) String() string {
	var b strings.Builder
	for _, t := range ts {
		fmt.Fprintf(&b, "%s %s\n%v\n", t.Name, shapeText(t.Value.shape), t.Value)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
