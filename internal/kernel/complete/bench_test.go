package complete

import "testing"

// The first completion reads the archive of mlx; later ones have it.
func BenchmarkComplete(b *testing.B) {
	code := inMain("x := mlx.NewTensor(1)\nx.|\nfmt.Println(x)")
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			completer(b).Complete(code)
		}
	})
	b.Run("later", func(b *testing.B) {
		c := completer(b)
		for b.Loop() {
			c.Complete(code)
		}
	})
}

func BenchmarkHelp(b *testing.B) {
	c := completer(b)
	code := inMain("x := mlx.NewTensor(1)\nx.Su|m()\nfmt.Println(x)")
	for b.Loop() {
		c.Help(code)
	}
}
