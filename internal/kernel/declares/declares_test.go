package declares

import "testing"

func TestOnly(t *testing.T) {
	const empty = "func main() { flag.Parse() }"
	type variable struct{ cell int }
	here := func(v *variable) bool { return v.cell == 2 }
	for _, test := range []struct {
		name      string
		main      string
		functions map[string]int
		variables map[string]*variable
		want      bool
	}{
		{"nothing", empty, nil, nil, true},
		{"functions and methods", empty, map[string]int{"f": 1, "T~Init": 2, "inits": 3}, nil, true},
		{"a main", "func main() {\n\tflag.Parse()\n\tf()\n}", map[string]int{"f": 1}, nil, false},
		{"an init", empty, map[string]int{"f": 1, "init_seed": 1}, nil, false},
		{"a variable of this cell", empty, nil, map[string]*variable{"x": {1}, "y": {2}}, false},
		{"a variable of another cell", empty, nil, map[string]*variable{"x": {1}}, true},
	} {
		if got := Only(test.main, test.functions, test.variables, here); got != test.want {
			t.Errorf("%s: Only = %t, want %t", test.name, got, test.want)
		}
	}
}
