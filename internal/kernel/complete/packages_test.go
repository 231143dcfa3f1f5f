package complete

import (
	"io"
	"slices"
	"strings"
	"testing"
)

// What is no archive, or one that was cut off, has no members, and is asked for
// again the next time.
func TestBrokenArchives(t *testing.T) {
	c := completer(t)
	good := c.Open
	archive, err := good("math")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range []string{
		"", "<!doctype html><title>404</title>" + strings.Repeat(" ", 100), string(data[:60]), string(data[:2000]),
		strings.Replace(string(data), "\n$$B\n", "\n....\n", 1),
		strings.Replace(string(data), "\n$$B\nu", "\n$$B\ni", 1),
		strings.Replace(string(data), "\n$$B\nu", "\n$$B\nu\xff\xff\xff", 1),
	} {
		c.Open = func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(broken)), nil }
		if got := c.Complete(inMain("math.Sqr|")).Matches; len(got) > 0 {
			t.Errorf("%.20q has %v", broken, got)
		}
	}
	c.Open = good
	if got := texts(c.Complete(inMain("math.Sqr|"))); !slices.Contains(got, "Sqrt") {
		t.Errorf("then math has %q", got)
	}
}

func TestOffered(t *testing.T) {
	c := &Completer{Known: func() []string {
		return []string{"math/rand", "golessons/mlx", "fmt", "golessons/helpers/internal/display", "internal/abi", "vendor/golang.org/x/net", "github.com/gomlx/gomlx", "math/rand/v2", "crypto/rand", "fmt"}
	}}
	if got, want := c.offered(), []string{"crypto/rand", "math/rand/v2", "fmt", "math/rand", "golessons/mlx"}; !slices.Equal(got, want) {
		t.Errorf("%q are offered, want %q", got, want)
	}
	if got, want := c.known("rand"), []string{"crypto/rand", "math/rand/v2", "math/rand"}; !slices.Equal(got, want) {
		t.Errorf("rand is %q, want %q", got, want)
	}
}
